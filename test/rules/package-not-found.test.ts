import assert from 'node:assert/strict';
import { absent, failed, skipped, type Popularity } from '../../server/src/model/index.js';
import { packageNotFound } from '../../server/src/rules/package-not-found.js';
import { NOW, packument, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const nothingSimilar: Popularity = { listSize: 8000, similar: [] };

describe('package-not-found', () => {
  it('fires on the name where the registry says that there is none', () => {
    const invented = subject({
      name: 'express-rate-shield',
      resolution: { from: 'nowhere', because: 'name-not-found' },
    });
    const draft = onlyDraft(
      draftsOf(packageNotFound, invented, { packument: absent(NOW), popularity: nothingSimilar }),
    );
    assert.equal(draft.message, 'express-rate-shield does not exist in the registry, so anybody could register it');
    assert.equal(draft.target, 'name');
    assert.deepEqual(draft.hints, { replaceWith: [] });
  });

  it('asks for the much-used name that was perhaps meant, and offers it for a fix', () => {
    const slip = subject({ name: 'lodahs', resolution: { from: 'nowhere', because: 'name-not-found' } });
    const popularity: Popularity = {
      listSize: 8000,
      similar: [{ name: 'lodash', rank: 12, how: 'swaps "sh"', kind: 'slip' }],
    };
    const draft = onlyDraft(draftsOf(packageNotFound, slip, { packument: absent(NOW), popularity }));
    assert.match(draft.message, /; did you mean lodash\?$/);
    assert.deepEqual(draft.hints?.replaceWith, ['lodash']);
    assert.deepEqual(
      draft.evidence.map(({ value }) => value),
      ['lodahs', 'lodash, place 12 of 8000 much-used names'],
    );
  });

  it('tells how much and since when the one that was perhaps meant is used', () => {
    const popularity: Popularity = {
      ...nothingSimilar,
      compound: { how: 'joins express and mongoose', meant: ['express'] },
    };
    const meantPackage = packument({ name: 'express', createdAt: Date.UTC(2010, 11, 29) });
    const given = { packument: absent(NOW), popularity, meantPackage, meantDownloads: { lastWeek: 30_000_000 } };
    const draft = onlyDraft(draftsOf(packageNotFound, subject({ name: 'express-mongoose' }), given));
    assert.equal(draft.evidence.at(-1)?.value, 'express, first published 2010-12-29, 30,000,000 downloads in a week');
  });

  it('says that the name was there once where the lockfile holds a version', () => {
    const gone = subject({
      name: 'flatmap-stream',
      resolution: { from: 'lockfile', version: '0.1.1' },
      locked: {
        id: 'node_modules/flatmap-stream',
        version: '0.1.1',
        resolved: 'https://registry.npm.example/flatmap-stream/-/flatmap-stream-0.1.1.tgz',
      },
    });
    const draft = onlyDraft(draftsOf(packageNotFound, gone, { packument: absent(NOW), popularity: nothingSimilar }));
    assert.match(draft.message, /any more, although the lockfile holds 0\.1\.1: it was unpublished/);
    assert.deepEqual(draft.evidence[1], {
      kind: 'lockfile',
      field: 'version',
      value: '0.1.1',
      url: 'https://registry.npm.example/flatmap-stream/-/flatmap-stream-0.1.1.tgz',
    });
  });

  it('repeats no password that stands in the lockfile', () => {
    const resolved = 'https://someone:hunter2@registry.npm.example/a/-/a-1.0.0.tgz';
    const gone = subject({ name: 'a', locked: { id: 'node_modules/a', version: '1.0.0', resolved } });
    assert.doesNotMatch(JSON.stringify(draftsOf(packageNotFound, gone, { packument: absent(NOW) })), /hunter2/);
  });

  for (const [how, outcome] of [
    ['the registry is unreachable', failed('network', 'no route')],
    ['the registry wants credentials', failed('unauthorized', '401')],
    ['the tool is offline', failed('offline', 'offline')],
    ['the name is private and was not asked about', skipped('private-name', 'private')],
    ['the name exists', packument({ name: 'express-rate-shield' })],
  ] as const) {
    it(`says nothing where ${how}`, () => {
      const given = { packument: outcome, popularity: nothingSimilar };
      assert.deepEqual(draftsOf(packageNotFound, subject({ name: 'express-rate-shield' }), given), []);
    });
  }

  it('fires without knowing which names are much used', () => {
    assert.equal(
      draftsOf(packageNotFound, subject({ name: 'express-rate-shield' }), { packument: absent(NOW) }).length,
      1,
    );
  });
});
