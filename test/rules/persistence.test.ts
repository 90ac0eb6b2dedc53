import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { persistence } from '../../server/src/rules/persistence.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(persistence, subject(), given(facts))[0]?.level;

describe('persistence', () => {
  it('weighs what it is and when it happens', () => {
    for (const [kind, moment, level] of [
      ['ssh-key-planted', 'call', 'critical'],
      ['ssh-access', 'import', 'high'],
      ['ssh-access', 'call', undefined],
      ['autostart', 'install', 'critical'],
      ['autostart', 'import', 'critical'],
      ['autostart', 'command', undefined],
    ] as const) {
      assert.equal(levelOf({ behaviours: [behaviour(kind, { moment })] }), level, `${kind} ${moment}`);
    }
  });

  it('says what it does, with the place', () => {
    const behaviours = [behaviour('ssh-key-planted', { moment: 'call', file: 'lib/a.js', line: 7 })];
    const draft = onlyDraft(draftsOf(persistence, subject(), given({ behaviours })));
    assert.equal(draft.message, 'some-package 1.0.0 lets somebody log in to the machine when it is called');
    assert.deepEqual(
      draft.evidence.map(({ file, line }) => [file, line]),
      [['lib/a.js', 7]],
    );
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(persistence, subject()), []);
  });
});
