import assert from 'node:assert/strict';
import { imagePayload } from '../../server/src/rules/image-payload.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('image-payload', () => {
  const cases = [
    [
      'image-payload',
      'call',
      '99 bytes behind the image',
      'medium',
      'has code or encoded text behind the end of an image: 99 bytes behind the image',
    ],
  ] as const;
  for (const [kind, moment, detail, level, message] of cases) {
    it(`takes ${kind} at ${moment} for ${level}: ${detail}`, () => {
      const artifact = artifactFacts({ behaviours: [behaviour(kind, { file: 'package.json', moment, detail })] });
      const draft = onlyDraft(draftsOf(imagePayload, subject(), { artifact }));
      assert.equal(draft.level, level);
      assert.equal(draft.message, `some-package 1.0.0 ${message}`);
      assert.equal(draft.evidence[0]?.file, 'package.json');
    });
  }

  it('weighs more what the version before did not have, and says so', () => {
    const now = artifactFacts({ behaviours: [behaviour('image-payload', { moment: 'call', detail: 'x' })] });
    const isNew = onlyDraft(draftsOf(imagePayload, subject(), { artifact: now, previousArtifact: artifactFacts() }));
    assert.equal(isNew.level, 'high');
    assert.match(isNew.message, /, which the version before did not$/);
    const known = onlyDraft(draftsOf(imagePayload, subject(), { artifact: now, previousArtifact: now }));
    assert.equal(known.level, 'medium');
  });

  it('says nothing of a package that has nothing of the kind', () => {
    assert.deepEqual(draftsOf(imagePayload, subject(), { artifact: artifactFacts() }), []);
  });
});
