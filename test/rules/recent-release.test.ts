import assert from 'node:assert/strict';
import { recentRelease } from '../../server/src/rules/recent-release.js';
import { DAY, HOUR, NOW, packument, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const axios = subject({ name: 'axios', version: '1.14.1' });
const publishedBefore = (age: number | undefined) => ({
  packument: packument({
    name: 'axios',
    versions: { '1.14.1': { publishedAt: age === undefined ? undefined : NOW - age } },
  }),
});

describe('recent-release', () => {
  it('says how long the version has been out', () => {
    const draft = onlyDraft(draftsOf(recentRelease, axios, publishedBefore(5 * HOUR)));
    assert.equal(draft.message, 'axios 1.14.1 was published 5 hours ago; versions count as settled after 72 hours');
    assert.equal(draft.target, 'specifier');
    assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'time.1.14.1', value: '2026-11-22T07:00:00.000Z' }]);
  });

  const ages: readonly (readonly [string, number, string | undefined])[] = [
    ['a moment', 0, 'less than an hour ago'],
    ['59 minutes', HOUR - 60_000, 'less than an hour ago'],
    ['an hour', HOUR, '1 hour ago'],
    ['47 hours', 47 * HOUR, '47 hours ago'],
    ['two days', 2 * DAY, '2 days ago'],
    ['a minute less than the cooldown', 72 * HOUR - 60_000, '2 days ago'],
    ['the cooldown', 72 * HOUR, undefined],
    ['a year', 365 * DAY, undefined],
    ['less than nothing, by a clock that is ahead', -2 * HOUR, 'less than an hour ago'],
  ];
  for (const [what, age, words] of ages) {
    it(`${words === undefined ? 'is silent' : `says "${words}"`} after ${what}`, () => {
      const message = draftsOf(recentRelease, axios, publishedBefore(age))[0]?.message;
      assert.equal(message, words && `axios 1.14.1 was published ${words}; versions count as settled after 72 hours`);
    });
  }

  it('goes by the cooldown that is set, and is off without one', () => {
    assert.deepEqual(draftsOf(recentRelease, axios, publishedBefore(25 * HOUR), 24), []);
    assert.equal(draftsOf(recentRelease, axios, publishedBefore(25 * HOUR), 26).length, 1);
    assert.deepEqual(draftsOf(recentRelease, axios, publishedBefore(0), 0), []);
  });

  it('looks at the judged version only', () => {
    const both = packument({ name: 'axios', versions: { '1.14.0': {}, '1.14.1': { publishedAt: NOW - HOUR } } });
    assert.deepEqual(draftsOf(recentRelease, subject({ name: 'axios', version: '1.14.0' }), { packument: both }), []);
  });

  it('does not guess where the registry gives no date', () => {
    assert.deepEqual(draftsOf(recentRelease, axios, publishedBefore(undefined)), []);
    assert.deepEqual(draftsOf(recentRelease, axios), []);
  });

  it('says nothing of an optional peer that nobody has installed', () => {
    const peer = subject({ name: 'axios', version: '1.14.1', section: 'peerDependencies', optionalPeer: true });
    assert.deepEqual(draftsOf(recentRelease, peer, publishedBefore(HOUR)), []);
  });
});
