import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { obfuscatedCode } from '../../server/src/rules/obfuscated-code.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(obfuscatedCode, subject(), given(facts))[0]?.level;

describe('obfuscated-code', () => {
  it('weighs what it is and when it happens', () => {
    for (const [kind, moment, level] of [
      ['obfuscated', 'import', 'medium'],
      ['obfuscated', 'install', 'medium'],
    ] as const) {
      assert.equal(levelOf({ behaviours: [behaviour(kind, { moment })] }), level, `${kind} ${moment}`);
    }
  });

  it('says what it does, with the place', () => {
    const behaviours = [behaviour('obfuscated', { moment: 'import', file: 'lib/a.js', line: 7 })];
    const draft = onlyDraft(draftsOf(obfuscatedCode, subject(), given({ behaviours })));
    assert.equal(
      draft.message,
      'some-package 1.0.0 has code that a tool has made unreadable, and that runs when it is imported',
    );
    assert.deepEqual(
      draft.evidence.map(({ file, line }) => [file, line]),
      [['lib/a.js', 7]],
    );
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(obfuscatedCode, subject()), []);
  });
});
