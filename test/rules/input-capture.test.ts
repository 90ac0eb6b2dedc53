import assert from 'node:assert/strict';
import type { ArtifactFacts, Flow } from '../../server/src/model/index.js';
import { inputCapture } from '../../server/src/rules/input-capture.js';
import { artifactFacts, flow } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });

describe('input-capture', () => {
  it('names what is recorded', () => {
    const host = 'hooks.example';
    const flows = [flow('keystrokes', 'network', { host }), flow('screenshot', 'network', { host })];
    const draft = onlyDraft(draftsOf(inputCapture, subject(), given({ flows })));
    assert.equal(draft.message, 'some-package 1.0.0 sends keystrokes, screenshots away when it is imported');
  });

  it('lets the clipboard go where the caller says', () => {
    assert.deepEqual(draftsOf(inputCapture, subject(), given({ flows: [flow('clipboard', 'network')] })), []);
    assert.deepEqual(draftsOf(inputCapture, subject(), given({ flows: [flow('clipboard', 'evaluated')] })), []);
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(inputCapture, subject()), []);
  });

  it('takes what goes out in names that are looked up for smuggled', () => {
    const levelOf = (told: Partial<Flow>) =>
      draftsOf(
        inputCapture,
        subject(),
        given({ flows: [flow('intercepted', 'dns', { host: 'z.invalid', ...told })] }),
      )[0]?.level;
    assert.equal(levelOf({}), 'critical');
    assert.equal(levelOf({ moment: 'call' }), 'high');
    assert.equal(levelOf({ sink: 'network' }), 'high');
  });

  it('takes what measures the requests of a page for less, where somebody asks it to', () => {
    const host = 'traces.example';
    const levelOf = (told: object) =>
      draftsOf(inputCapture, subject(), given({ flows: [flow('intercepted', 'network', { host, ...told })] }))[0]
        ?.level;
    assert.equal(levelOf({ moment: 'call', address: 'https://traces.example/v1/traces' }), 'medium');
    assert.equal(levelOf({ moment: 'import', address: 'https://traces.example/v1/traces' }), 'high');
    assert.equal(levelOf({ moment: 'call', address: 'https://traces.example/in' }), 'high');
  });
});
