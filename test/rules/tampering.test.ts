import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { tampering } from '../../server/src/rules/tampering.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(tampering, subject(), given(facts))[0]?.level;

describe('tampering', () => {
  it('weighs what it is and when it happens', () => {
    for (const [kind, moment, level] of [
      ['other-package-changed', 'install', 'high'],
      ['other-package-changed', 'call', undefined],
      ['application-changed', 'install', 'critical'],
      ['application-changed', 'command', 'high'],
      ['workflow-written', 'import', 'high'],
      ['internal-binding', 'call', 'medium'],
      ['build-loads-hidden', 'call', 'high'],
      ['build-loads', 'call', 'medium'],
      ['spoils-builtins', 'call', 'medium'],
      ['installs-globally', 'install', 'high'],
      ['downloads-redirected', 'install', 'high'],
      ['downloads-redirected', 'command', undefined],
      ['protection-weakened', 'install', 'high'],
      ['protection-weakened', 'call', undefined],
      ['container-escape', 'import', 'critical'],
      ['container-escape', 'call', undefined],
    ] as const) {
      assert.equal(levelOf({ behaviours: [behaviour(kind, { moment })] }), level, `${kind} ${moment}`);
    }
  });

  it('says what it does, with the place', () => {
    const behaviours = [behaviour('other-package-changed', { moment: 'install', file: 'lib/a.js', line: 7 })];
    const draft = onlyDraft(draftsOf(tampering, subject(), given({ behaviours })));
    assert.equal(draft.message, 'some-package 1.0.0 changes files of other packages when it is installed');
    assert.deepEqual(
      draft.evidence.map(({ file, line }) => [file, line]),
      [['lib/a.js', 7]],
    );
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(tampering, subject()), []);
  });
});
