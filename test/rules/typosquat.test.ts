import assert from 'node:assert/strict';
import {
  absent,
  failed,
  skipped,
  type Downloads,
  type Outcome,
  type Packument,
  type Popularity,
  type SimilarName,
} from '../../server/src/model/index.js';
import { typosquat } from '../../server/src/rules/typosquat.js';
import { DAY, NOW, packument, subject, type PackumentGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const YEAR = 365 * DAY;

const like = (...names: readonly string[]): Popularity => ({
  listSize: 8000,
  similar: names.map((name, index): SimilarName => ({ name, rank: 100 - index, how: 'swaps "sh"', kind: 'slip' })),
});

/** `count` versions, published evenly over `over` milliseconds until `until` before now. */
function releases(count: number, over: number, until: number): NonNullable<PackumentGiven['versions']> {
  const first = NOW - until - over;
  const step = count < 2 ? 0 : over / (count - 1);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`1.${index}.0`, { publishedAt: first + index * step }]),
  );
}

const undated = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`1.${index}.0`, { publishedAt: undefined }]));

function squat(name: string, popularity: Popularity, document: PackumentGiven = {}) {
  const young: PackumentGiven = { name, createdAt: NOW - 3 * DAY, versions: releases(1, 0, 3 * DAY), ...document };
  return draftsOf(typosquat, subject({ name }), { popularity, packument: packument(young) });
}

describe('typosquat', () => {
  it('asks whether the much-used name was meant', () => {
    const draft = onlyDraft(squat('lodahs', like('lodash')));
    assert.equal(
      draft.message,
      'lodahs looks like the much-used lodash (swaps "sh") and is 3 days old, with 1 version; did you mean lodash?',
    );
    assert.equal(draft.target, 'name');
    assert.deepEqual(draft.hints, { replaceWith: ['lodash'] });
  });

  it('tells how much and since when the other one is used', () => {
    const known = {
      popularity: like('lodash'),
      packument: packument({ name: 'lodahs', createdAt: NOW - 3 * DAY, versions: releases(1, 0, 3 * DAY) }),
      meantPackage: packument({ name: 'lodash', createdAt: Date.UTC(2012, 3, 23) }),
      meantDownloads: { lastWeek: 60_000_000 },
      downloads: { lastWeek: 12 },
    };
    const { evidence, message } = onlyDraft(draftsOf(typosquat, subject({ name: 'lodahs' }), known));
    assert.equal(
      evidence[0]?.value,
      'lodash, place 100 of 8000 much-used names, first published 2012-04-23, 60,000,000 downloads in a week: swaps "sh"',
    );
    assert.match(message, /is 3 days old, with 1 version and 12 downloads in a week; did you mean lodash\?$/);
  });

  describe('goes by how much both names are used, where that is known:', () => {
    const given = (
      age: number,
      own: Downloads | undefined,
      meant: Downloads | undefined,
      popularity = like('lodash'),
    ) =>
      draftsOf(typosquat, subject({ name: 'lodahs' }), {
        popularity,
        packument: packument({ name: 'lodahs', createdAt: NOW - age, versions: releases(1, 0, age) }),
        ...(own && { downloads: own }),
        ...(meant && { meantDownloads: meant }),
      }).length;
    const used = (lastWeek: number): Downloads => ({ lastWeek });
    const cases: readonly (readonly [string, number, Downloads | undefined, Downloads | undefined, number])[] = [
      ['a hundredth of the other is enough, for half a year', 180 * DAY, used(600_000), used(60_000_000), 0],
      ['less than that is not', 180 * DAY, used(599_999), used(60_000_000), 1],
      ['nor is it for a few months, as downloads can be made up', 179 * DAY, used(600_000), used(60_000_000), 1],
      ['nor what machines fetch by themselves', 180 * DAY, used(999), used(2000), 1],
      ['nothing is silent where the own count is not known', 180 * DAY, undefined, used(60_000_000), 1],
      ['nor where the other one is not', 180 * DAY, used(600_000), undefined, 1],
    ];
    for (const [what, age, own, meant, expected] of cases) {
      it(what, () => assert.equal(given(age, own, meant), expected));
    }

    it('the count is the likeliest one’s, and of no other', () => {
      const popularity = like('lodash');
      const other = { name: 'lodahs-es', rank: 1, how: 'x', kind: 'look-alike' as const };
      const similar = [other, ...popularity.similar];
      assert.equal(given(180 * DAY, used(600_000), used(1000), { ...popularity, similar }), 1);
    });
  });

  it('offers at most three names, in the order of likelihood in which they come', () => {
    const draft = onlyDraft(squat('reakt', like('a-name', 'b-name', 'c-name', 'd-name')));
    assert.deepEqual(draft.hints?.replaceWith, ['a-name', 'b-name', 'c-name']);
  });

  describe('leaves established packages alone', () => {
    const established: readonly (readonly [string, PackumentGiven])[] = [
      ['first published two years ago, though it has one version', { createdAt: NOW - 2 * YEAR }],
      [
        'whose oldest version is a year and a half old, where the registry does not tell when it began',
        { createdAt: undefined, versions: releases(2, 0, 1.5 * YEAR) },
      ],
      [
        'worked on for half a year with twenty versions',
        { createdAt: NOW - YEAR, versions: releases(20, 180 * DAY, 0) },
      ],
      ['without any dates and with five versions', { createdAt: undefined, versions: undated(5) }],
    ];
    for (const [what, document] of established) {
      it(what, () => assert.deepEqual(squat('lodahs', like('lodash'), document), []));
    }
  });

  describe('is not taken in by', () => {
    const campaigns: readonly (readonly [string, PackumentGiven])[] = [
      ['twenty versions within a week', { createdAt: NOW - 7 * DAY, versions: releases(20, 6 * DAY, 0) }],
      ['a year and a half, where that is when it began', { createdAt: NOW - 1.5 * YEAR }],
      ['half a year of waiting', { createdAt: NOW - 190 * DAY, versions: releases(2, 185 * DAY, 0) }],
      ['four versions without dates', { createdAt: undefined, versions: undated(4) }],
    ];
    for (const [what, document] of campaigns) {
      it(what, () => assert.equal(squat('lodahs', like('lodash'), document).length, 1));
    }
  });

  describe('never accuses a name that says itself what it is', () => {
    const honest: readonly (readonly [string, Popularity])[] = [
      ['lodash.pick', like('lodash.pick')],
      ['preact', { rank: 900, listSize: 8000, similar: [{ name: 'react', rank: 50, how: 'adds "p"', kind: 'slip' }] }],
      ['lodash-es', like('lodash')],
      ['lodash.pick', like('lodash')],
      ['cross-env-shell', like('cross-env')],
      ['express-session', like('express')],
      ['@types/nodes', like('@types/node')],
      ['left-pads', like()],
    ];
    for (const [name, popularity] of honest) {
      it(`${name} beside ${popularity.similar[0]?.name ?? 'nothing similar'}`, () => {
        assert.deepEqual(squat(name, popularity), []);
      });
    }
  });

  it('accuses what differs from a much-used name in its separators or its scope only', () => {
    assert.equal(squat('crossenv', like('cross-env')).length, 1);
    assert.equal(squat('cross.env', like('cross-env')).length, 1);
    assert.equal(squat('@type/node', like('@types/node')).length, 1);
  });

  it('leaves a name that does not exist to package-not-found', () => {
    const given = { popularity: like('lodash'), packument: absent(NOW) };
    assert.deepEqual(draftsOf(typosquat, subject({ name: 'lodahs' }), given), []);
  });

  it("leaves npm's placeholder to security-holding-package", () => {
    assert.deepEqual(squat('crossenv', like('cross-env'), { versions: ['0.0.2-security'] }), []);
  });

  describe('weighs what speaks for the package', () => {
    const dressed: Popularity = {
      listSize: 8000,
      similar: [{ name: 'lodash', rank: 12, how: 'adds "-js"', kind: 'dressed' }],
    };
    const levels: readonly (readonly [string, Popularity, PackumentGiven, string | undefined])[] = [
      ['one version', like('lodash'), {}, 'high'],
      [
        'five versions over ninety days',
        like('lodash'),
        { createdAt: NOW - YEAR, versions: releases(5, 90 * DAY, 0) },
        'medium',
      ],
      [
        'an empty word added, which may be a slip as well',
        { ...dressed, similar: [...dressed.similar, ...like('lodash-es').similar] },
        { createdAt: NOW - 180 * DAY },
        'high',
      ],
      ['an empty word added', dressed, {}, 'medium'],
      ['an empty word added half a year ago', dressed, { createdAt: NOW - 180 * DAY }, undefined],
      ['an empty word added nobody knows when', dressed, { createdAt: undefined, versions: undated(1) }, undefined],
    ];
    for (const [what, popularity, document, level] of levels) {
      it(`${what}: ${level ?? 'nothing'}`, () => {
        assert.equal(squat('lodahs', popularity, document)[0]?.level, level);
      });
    }
  });

  it('leaves a name alone that many use though it is in no list of the most used', () => {
    assert.deepEqual(squat('clones', { ...like('clone'), established: true }), []);
  });

  it('leaves characters that look alike to confusable-name', () => {
    const popularity: Popularity = {
      listSize: 8000,
      similar: [{ name: 'moment', rank: 12, how: 'has characters that look alike', kind: 'look-alike' }],
    };
    assert.deepEqual(squat('rnoment', popularity), []);
  });

  describe('where nobody could be asked', () => {
    const say = (packument: Outcome<Packument>, given: Partial<Parameters<typeof subject>[0]> = {}) =>
      draftsOf(typosquat, subject({ name: 'lodahs', ...given }), { popularity: like('lodash'), packument });

    it('only says that it looks like a slip', () => {
      const draft = onlyDraft(say(failed('offline', 'offline')));
      assert.equal(draft.level, 'low');
      assert.equal(
        draft.message,
        'lodahs looks like the much-used lodash (swaps "sh") and could not be looked up; did you mean lodash?',
      );
    });

    it('says nothing of what is installed already, or was brought in by others', () => {
      assert.deepEqual(say(failed('offline', ''), { locked: { id: 'lodahs', version: '1.0.0' } }), []);
      assert.deepEqual(say(failed('offline', ''), { dependency: null, direct: false }), []);
    });

    const silent: readonly (readonly [string, Outcome<Packument>])[] = [
      ['the answer is on its way', skipped('pending', '')],
      ['the name may be a private one', skipped('private-name', '')],
      ['the registry shows it to others only', failed('unauthorized', '')],
      ['the project is not trusted', skipped('untrusted-configuration', '')],
    ];
    for (const [what, packument] of silent) {
      it(`says nothing while ${what}`, () => assert.deepEqual(say(packument), []));
    }
  });

  it('does not guess where the list of names is unknown', () => {
    const young = packument({ name: 'lodahs', createdAt: NOW - DAY });
    assert.deepEqual(draftsOf(typosquat, subject({ name: 'lodahs' }), { packument: young }), []);
  });
});
