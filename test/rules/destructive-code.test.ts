import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { destructiveCode } from '../../server/src/rules/destructive-code.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(destructiveCode, subject(), given(facts))[0]?.level;

describe('destructive-code', () => {
  it('weighs what it is and when it happens', () => {
    for (const [kind, moment, level] of [
      ['deletes-user-files', 'import', 'critical'],
      ['deletes-user-files', 'call', 'high'],
      ['destructive-command', 'install', 'critical'],
      ['destroys-on-request', 'call', 'critical'],
      ['endless-loop', 'import', 'medium'],
      ['endless-loop', 'call', undefined],
    ] as const) {
      assert.equal(levelOf({ behaviours: [behaviour(kind, { moment })] }), level, `${kind} ${moment}`);
    }
  });

  it('says what it does, with the place', () => {
    const behaviours = [behaviour('deletes-user-files', { moment: 'import', file: 'lib/a.js', line: 7 })];
    const draft = onlyDraft(draftsOf(destructiveCode, subject(), given({ behaviours })));
    assert.equal(draft.message, "some-package 1.0.0 deletes the user's files when it is imported");
    assert.deepEqual(
      draft.evidence.map(({ file, line }) => [file, line]),
      [['lib/a.js', 7]],
    );
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(destructiveCode, subject()), []);
  });
});
