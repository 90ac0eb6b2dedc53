import assert from 'node:assert/strict';
import type { LockedWords, VersionFacts } from '../../server/src/model/index.js';
import { lockfileIntegrityMismatch } from '../../server/src/rules/lockfile-integrity-mismatch.js';
import { packument, type FactsGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { lockedLodash, lodashPlace, OTHER_SHA512, SHA512 } from './support/locked-subject.js';

const published = (facts: Partial<VersionFacts>): FactsGiven => ({
  packument: packument({ name: 'lodash', versions: { '4.17.21': facts } }),
});
const BOTH = { integrity: SHA512, shasum: '00'.repeat(20) };
const SAME_SHA1 = 'sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=';
const OTHER_SHA1 = 'sha1-BAAAAAAAAAAAAAAAAAAAAAAAAAA=';

describe('lockfile-integrity-mismatch', () => {
  it('shows both hashes', () => {
    const draft = onlyDraft(
      draftsOf(lockfileIntegrityMismatch, lockedLodash({ integrity: OTHER_SHA512 }), published(BOTH)),
    );
    assert.equal(
      draft.message,
      'the lockfile has the hash of other bytes for lodash 4.17.21 than registry.npm.example has published',
    );
    assert.deepEqual(draft.evidence, [
      { kind: 'lockfile', field: 'integrity', value: OTHER_SHA512 },
      { kind: 'metadata', field: 'dist.integrity', value: SHA512 },
    ]);
  });

  const table: readonly (readonly [string, Partial<LockedWords>, Partial<VersionFacts>, boolean])[] = [
    ['the same hash', { integrity: SHA512 }, BOTH, false],
    ['the same hash with an option behind it', { integrity: `${SHA512}?x=1` }, BOTH, false],
    ['another hash', { integrity: OTHER_SHA512 }, BOTH, true],
    ['one of two hashes that is another', { integrity: `${SHA512} ${OTHER_SHA512}` }, BOTH, true],
    ['one of the two that the registry has', { integrity: SHA512 }, { integrity: `${OTHER_SHA512} ${SHA512}` }, false],
    ['the same SHA-1', { integrity: SAME_SHA1 }, BOTH, false],
    ['another SHA-1', { integrity: OTHER_SHA1 }, BOTH, true],
    ['another SHA-1 of an old version', { integrity: OTHER_SHA1 }, { integrity: SAME_SHA1 }, true],
    ['an algorithm that the registry lacks', { integrity: 'sha384-BBBB' }, BOTH, false],
    ['another SHA-512 where the registry has SHA-1', { integrity: OTHER_SHA512 }, { integrity: SAME_SHA1 }, false],
    ['both, the weaker one being another', { integrity: `sha384-BBBB ${OTHER_SHA1}` }, BOTH, true],
    [
      'the SHA-1 behind an address',
      { integrity: undefined, resolved: `https://r.invalid/a.tgz#${'1'.repeat(40)}` },
      BOTH,
      true,
    ],
    [
      "a commit's id behind an address",
      { integrity: undefined, resolved: `git+https://r.invalid/a.git#${'1'.repeat(40)}` },
      BOTH,
      false,
    ],
    ["yarn's checksum", { integrity: '10c0/abcdef' }, BOTH, false],
    ['a bundled copy', { integrity: OTHER_SHA512, bundled: true }, BOTH, false],
    ['a registry without hashes', { integrity: OTHER_SHA512 }, {}, false],
    ['another version in the lockfile', { integrity: OTHER_SHA512, version: '4.17.20' }, BOTH, false],
    ['another package in the lockfile', { integrity: OTHER_SHA512, name: 'lodahs' }, BOTH, false],
  ];
  for (const [what, words, facts, fires] of table) {
    it(`${fires ? 'fires' : 'is silent'} on ${what}`, () => {
      const drafts = draftsOf(lockfileIntegrityMismatch, lockedLodash(words), published(facts));
      assert.equal(drafts.length, fires ? 1 : 0);
    });
  }

  it('speaks of the version that is locked, also where another one is judged', () => {
    const stale = lockedLodash({ integrity: OTHER_SHA512 }, { resolution: { from: 'registry', version: '5.0.0' } });
    assert.match(onlyDraft(draftsOf(lockfileIntegrityMismatch, stale, published(BOTH))).message, /lodash 4\.17\.21/);
  });

  it('looks at every place', () => {
    const places = [lodashPlace(), lodashPlace({ id: 'node_modules/a/node_modules/lodash', integrity: OTHER_SHA512 })];
    assert.equal(draftsOf(lockfileIntegrityMismatch, lockedLodash({}, { places }), published(BOTH)).length, 1);
  });
});
