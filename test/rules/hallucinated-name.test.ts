import assert from 'node:assert/strict';
import { absent, type NameCompound, type Popularity } from '../../server/src/model/index.js';
import { confusableName } from '../../server/src/rules/confusable-name.js';
import { hallucinatedName } from '../../server/src/rules/hallucinated-name.js';
import { packageNotFound } from '../../server/src/rules/package-not-found.js';
import { typosquat } from '../../server/src/rules/typosquat.js';
import { DAY, NOW, packument, subject, type PackumentGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const JOINED: NameCompound = { how: 'joins express and mongoose', meant: ['mongoose', 'express'] };
const LOOSE: NameCompound = { how: 'adds "utils" to react-dom', meant: ['react-dom'], isLoose: true };
const NAMES: Popularity = { listSize: 8000, similar: [] };

/** A document that tells of a licence, and so of no repository. */
function registered(age: number, given: PackumentGiven = {}): PackumentGiven {
  return {
    createdAt: NOW - age,
    versions: { '1.0.0': { publishedAt: NOW - age } },
    license: 'ISC',
    ...given,
  };
}

function about(document: PackumentGiven, popularity: Partial<Popularity> = {}, name = 'express-mongoose') {
  const given = { popularity: { ...NAMES, ...popularity }, packument: packument({ name, ...document }) };
  return draftsOf(hallucinatedName, subject({ name }), given);
}

const versions = (count: number, age: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`1.${index}.0`, { publishedAt: NOW - age }]));

describe('hallucinated-name', () => {
  it('says what a young name is put together from, and offers that', () => {
    const draft = onlyDraft(about(registered(12 * DAY), { compound: JOINED }));
    assert.equal(
      draft.message,
      'express-mongoose joins express and mongoose, as names do that assistants make up; it is 12 days old, with 1 version, and names no repository; did you mean mongoose or express?',
    );
    assert.equal(draft.level, 'medium');
    assert.equal(draft.target, 'name');
    assert.deepEqual(draft.hints, { replaceWith: ['mongoose', 'express'] });
  });

  it('tells how much it and the likeliest of what it is put together from are used, where that is known', () => {
    const given = {
      popularity: { ...NAMES, compound: JOINED },
      packument: packument({ name: 'express-mongoose', ...registered(12 * DAY) }),
      downloads: { lastWeek: 1 },
      meantPackage: packument({ name: 'mongoose', createdAt: Date.UTC(2011, 3, 19) }),
      meantDownloads: { lastWeek: 4_000_000 },
    };
    const { message, evidence } = onlyDraft(draftsOf(hallucinatedName, subject({ name: 'express-mongoose' }), given));
    assert.match(message, /; it is 12 days old, with 1 version and 1 download in a week, and names no repository;/);
    assert.deepEqual(
      evidence.map(({ value }) => value).at(-1),
      'mongoose, first published 2011-04-19, 4,000,000 downloads in a week',
    );
  });

  it('leaves a name alone that is known to be used, once it is half a year old', () => {
    const given = (age: number, lastWeek?: number) =>
      draftsOf(hallucinatedName, subject({ name: 'express-mongoose' }), {
        popularity: { ...NAMES, compound: JOINED },
        packument: packument({ name: 'express-mongoose', ...registered(age) }),
        ...(lastWeek !== undefined && { downloads: { lastWeek } }),
      }).map(({ level }) => level);
    assert.deepEqual(given(200 * DAY, 1000), []);
    assert.deepEqual(given(200 * DAY, 999), ['low']);
    assert.deepEqual(given(200 * DAY), ['low']);
    assert.deepEqual(given(100 * DAY, 1000), ['low']);
    assert.deepEqual(given(12 * DAY, 1_000_000), ['medium']);
  });

  describe('weighs age, versions and how much the name says', () => {
    const cases: readonly (readonly [string, PackumentGiven, NameCompound | undefined, string | undefined])[] = [
      ['89 days, four versions', registered(89 * DAY, { versions: versions(4, 89 * DAY) }), JOINED, 'medium'],
      ['91 days, two versions', registered(91 * DAY, { versions: versions(2, 91 * DAY) }), JOINED, 'low'],
      ['91 days, three versions', registered(91 * DAY, { versions: versions(3, 91 * DAY) }), JOINED, undefined],
      ['two years', registered(730 * DAY), JOINED, undefined],
      ['loose and young', registered(12 * DAY), LOOSE, 'low'],
      ['loose with three versions', registered(12 * DAY, { versions: versions(3, 12 * DAY) }), LOOSE, undefined],
      ['loose and older', registered(91 * DAY), LOOSE, undefined],
      ['with a repository', registered(12 * DAY, { repository: 'https://github.com/a/b' }), JOINED, undefined],
      ['not put together', registered(12 * DAY), undefined, undefined],
      ['in a registry that tells of no project', { ...registered(12 * DAY), license: undefined }, JOINED, undefined],
      [
        'in a registry without dates',
        { license: 'ISC', createdAt: undefined, versions: { '1.0.0': { publishedAt: undefined } } },
        JOINED,
        undefined,
      ],
    ];
    for (const [what, document, compound, level] of cases) {
      it(`${what}: ${level ?? 'nothing'}`, () => {
        assert.equal(about(document, compound === undefined ? {} : { compound })[0]?.level, level);
      });
    }
  });

  it('says nothing of names that are used, or that have an owner by their scope', () => {
    const young = registered(12 * DAY);
    assert.deepEqual(about(young, { compound: JOINED, rank: 7 }), []);
    assert.deepEqual(about(young, { compound: JOINED, established: true }), []);
    assert.deepEqual(about({ ...young, seenAbsentAt: NOW - 20 * DAY }, {}, '@acme/express-mongoose'), []);
  });

  describe('remembers that a name was free', () => {
    const taken = registered(2 * DAY, { seenAbsentAt: Date.UTC(2026, 10, 15) });

    it('high where no repository is named, however the name is put together', () => {
      const draft = onlyDraft(about(taken));
      assert.equal(
        draft.message,
        'express-mongoose did not exist when it was looked up on 2026-11-15, and was registered 2 days ago: whoever saw that it is asked for can have taken it',
      );
      assert.equal(draft.level, 'high');
      assert.deepEqual(onlyDraft(about(taken, { compound: JOINED })).hints?.replaceWith, ['mongoose', 'express']);
    });

    it('medium with a repository, as when it is your own that you have published now', () => {
      assert.equal(about({ ...taken, repository: 'https://github.com/a/b' })[0]?.level, 'medium');
    });

    it('where the registry gives no dates', () => {
      const undated = { ...taken, createdAt: undefined, versions: { '1.0.0': { publishedAt: undefined } } };
      assert.match(onlyDraft(about(undated)).message, /and has been registered since:/);
    });

    it('unless it had been there all the time, or that was more than a year ago', () => {
      assert.deepEqual(about({ ...taken, createdAt: NOW - 30 * DAY }), []);
      const longAgo = registered(2 * DAY, { createdAt: NOW - 300 * DAY, seenAbsentAt: NOW - 366 * DAY });
      assert.deepEqual(about(longAgo), []);
    });
  });

  it('never speaks where another rule about names does', () => {
    const rules = [packageNotFound, typosquat, confusableName, hallucinatedName];
    const similar = [
      { name: 'express-mongose', rank: 9, how: 'doubles "o"', kind: 'slip' as const },
      { name: 'express-mongoose', rank: 9, how: 'differs only in capital letters', kind: 'look-alike' as const },
    ];
    const young = packument({ name: 'express-mongoose', ...registered(12 * DAY, { seenAbsentAt: NOW - 20 * DAY }) });
    for (const one of [...similar.map((each) => [each]), []]) {
      for (const found of [young, absent(NOW)]) {
        const given = { popularity: { ...NAMES, compound: JOINED, similar: one }, packument: found };
        const said = rules.filter((rule) => draftsOf(rule, subject({ name: 'Express-mongoose' }), given).length > 0);
        assert.equal(said.length, 1, said.map((rule) => rule.id).join());
      }
    }
  });

  it("leaves npm's placeholder and what is not known alone", () => {
    assert.deepEqual(about(registered(DAY, { versions: ['0.0.1-security'] }), { compound: JOINED }), []);
    assert.deepEqual(draftsOf(hallucinatedName, subject(), { popularity: { ...NAMES, compound: JOINED } }), []);
  });
});
