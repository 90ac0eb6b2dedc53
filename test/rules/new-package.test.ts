import assert from 'node:assert/strict';
import { newPackage } from '../../server/src/rules/new-package.js';
import { DAY, HOUR, NOW, packument, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

/** The dependency that the axios takeover of March 2026 brought in; it was hours old. */
const name = 'plain-crypto-js';
const firstPublished = (age: number | undefined) => ({
  packument: packument({ name, createdAt: age === undefined ? undefined : NOW - age }),
});

describe('new-package', () => {
  it('says how long the name has been there', () => {
    const draft = onlyDraft(draftsOf(newPackage, subject({ name }), firstPublished(20 * HOUR)));
    assert.equal(
      draft.message,
      'plain-crypto-js was first published 20 hours ago, so few people can have looked at it',
    );
    assert.equal(draft.target, 'name');
    assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'time.created', value: '2026-11-21T16:00:00.000Z' }]);
  });

  for (const [age, fires] of [
    [0, true],
    [30 * DAY - 1, true],
    [30 * DAY, false],
    [10 * 365 * DAY, false],
  ] as const) {
    it(`${fires ? 'fires' : 'is silent'} after ${Math.floor(age / DAY)} days`, () => {
      assert.equal(draftsOf(newPackage, subject({ name }), firstPublished(age)).length, fires ? 1 : 0);
    });
  }

  it('says nothing of a new version of an old name', () => {
    const document = packument({ name: 'express', versions: { '1.0.0': { publishedAt: NOW - HOUR } } });
    assert.deepEqual(draftsOf(newPackage, subject({ name: 'express' }), { packument: document }), []);
  });

  it('does not guess where the registry does not tell', () => {
    assert.deepEqual(draftsOf(newPackage, subject({ name }), firstPublished(undefined)), []);
    assert.deepEqual(draftsOf(newPackage, subject({ name })), []);
  });
});
