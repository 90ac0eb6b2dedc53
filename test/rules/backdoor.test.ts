import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { backdoor } from '../../server/src/rules/backdoor.js';
import { artifactFacts, flow } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (...flows: ArtifactFacts['flows']) => draftsOf(backdoor, subject(), given({ flows }))[0]?.level;

describe('backdoor', () => {
  it('is high where a request is evaluated or run, and medium where it says what is loaded', () => {
    assert.equal(levelOf(flow('request-input', 'evaluated')), 'high');
    assert.equal(levelOf(flow('request-input', 'run-as-command')), 'high');
    assert.equal(levelOf(flow('request-input', 'loaded-as-module')), 'medium');
  });

  it('says what happens, and when', () => {
    const flows = [flow('request-input', 'evaluated', { moment: 'call' })];
    const { message } = onlyDraft(draftsOf(backdoor, subject(), given({ flows })));
    assert.equal(message, 'some-package 1.0.0 runs what others send to a server when it is called');
  });

  it('says nothing of a request that is answered, and nothing where nothing is known', () => {
    assert.equal(levelOf(flow('request-input', 'network'), flow('downloaded', 'evaluated')), undefined);
    assert.deepEqual(draftsOf(backdoor, subject()), []);
  });
});
