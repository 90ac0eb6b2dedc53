import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { reverseShell } from '../../server/src/rules/reverse-shell.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(reverseShell, subject(), given(facts))[0]?.level;

describe('reverse-shell', () => {
  it('is critical where nobody has to ask for it', () => {
    const at = (moment: 'install' | 'call') => ({ behaviours: [behaviour('reverse-shell', { moment })] });
    assert.equal(levelOf(at('install')), 'critical');
    assert.equal(levelOf(at('call')), 'high');
    assert.match(
      onlyDraft(draftsOf(reverseShell, subject(), given(at('install')))).message,
      /opens a shell to another machine when it is installed$/,
    );
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(reverseShell, subject()), []);
  });
});
