import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { hiddenRecipient } from '../../server/src/rules/hidden-recipient.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(hiddenRecipient, subject(), given(facts))[0]?.level;

describe('hidden-recipient', () => {
  it('weighs what it is and when it happens', () => {
    for (const [kind, moment, level] of [
      ['hidden-recipient', 'call', 'medium'],
      ['hidden-recipient', 'import', 'medium'],
    ] as const) {
      assert.equal(levelOf({ behaviours: [behaviour(kind, { moment })] }), level, `${kind} ${moment}`);
    }
  });

  it('says what it does, with the place', () => {
    const behaviours = [behaviour('hidden-recipient', { moment: 'call', file: 'lib/a.js', line: 7 })];
    const draft = onlyDraft(draftsOf(hiddenRecipient, subject(), given({ behaviours })));
    assert.equal(
      draft.message,
      'some-package 1.0.0 sends a blind copy of every mail to an address in its code when it is called',
    );
    assert.deepEqual(
      draft.evidence.map(({ file, line }) => [file, line]),
      [['lib/a.js', 7]],
    );
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(hiddenRecipient, subject()), []);
  });
});
