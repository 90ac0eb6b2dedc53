import assert from 'node:assert/strict';
import { leakedCredential } from '../../server/src/rules/leaked-credential.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('leaked-credential', () => {
  const cases = [
    ['credential', 'call', 'an npm access token', 'low', 'holds an npm access token, open to everybody'],
  ] as const;
  for (const [kind, moment, detail, level, message] of cases) {
    it(`takes ${kind} at ${moment} for ${level}: ${detail}`, () => {
      const artifact = artifactFacts({ behaviours: [behaviour(kind, { file: 'package.json', moment, detail })] });
      const draft = onlyDraft(draftsOf(leakedCredential, subject(), { artifact }));
      assert.equal(draft.level, level);
      assert.equal(draft.message, `some-package 1.0.0 ${message}`);
      assert.equal(draft.evidence[0]?.file, 'package.json');
    });
  }

  it('says nothing of a package that has nothing of the kind', () => {
    assert.deepEqual(draftsOf(leakedCredential, subject(), { artifact: artifactFacts() }), []);
  });
});
