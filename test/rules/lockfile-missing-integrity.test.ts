import assert from 'node:assert/strict';
import { failed, type LockedWords } from '../../server/src/model/index.js';
import { lockfileMissingIntegrity } from '../../server/src/rules/lockfile-missing-integrity.js';
import { packument, type FactsGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { lockedLodash, SHA512 } from './support/locked-subject.js';

const resolved = 'https://registry.npm.example/lodash/-/lodash-4.17.21.tgz';
const integrity = undefined;
const UNKNOWN: FactsGiven = { packument: failed('network', 'nobody answers') };
const WITHOUT_HASHES: FactsGiven = { packument: packument({ name: 'lodash', versions: ['4.17.21'] }) };
const WITH_HASH: FactsGiven = {
  packument: packument({ name: 'lodash', versions: { '4.17.21': { integrity: SHA512 } } }),
};

describe('lockfile-missing-integrity', () => {
  it('says what follows from it', () => {
    const draft = onlyDraft(draftsOf(lockfileMissingIntegrity, lockedLodash({ resolved, integrity }), UNKNOWN));
    assert.equal(
      draft.message,
      'the lockfile has no hash for lodash 4.17.21, so any bytes that are served for it are installed',
    );
    assert.deepEqual(draft.evidence, [{ kind: 'lockfile', field: 'integrity', value: 'none' }]);
  });

  it('names the weak algorithm that is there', () => {
    const words = { resolved, integrity: 'sha1-AAAA' };
    const draft = onlyDraft(draftsOf(lockfileMissingIntegrity, lockedLodash(words), UNKNOWN));
    assert.match(draft.message, /^the lockfile has only SHA-1 for lodash 4\.17\.21, /);
    assert.equal(draft.level, 'low');
  });

  const table: readonly (readonly [string, Partial<LockedWords>, FactsGiven, string | undefined])[] = [
    ['an address without a hash', { resolved, integrity }, UNKNOWN, 'medium'],
    ['the same where the registry has one', { resolved, integrity }, WITH_HASH, 'medium'],
    ['a registry that has no hashes', { resolved, integrity }, WITHOUT_HASHES, undefined],
    ["npm's gap of both", { integrity }, UNKNOWN, 'low'],
    ['a hash without an address', {}, UNKNOWN, undefined],
    ['something that is no hash', { resolved, integrity: 'none' }, UNKNOWN, 'medium'],
    ['MD5 alone', { resolved, integrity: 'md5-AAAA' }, UNKNOWN, 'low'],
    ['SHA-1 beside SHA-512', { resolved, integrity: `sha1-AAAA ${SHA512}` }, UNKNOWN, undefined],
    ["yarn's SHA-1 behind the address", { resolved: `${resolved}#${'0'.repeat(40)}`, integrity }, UNKNOWN, 'low'],
    ['a bundled copy', { integrity, bundled: true }, UNKNOWN, undefined],
    ['a folder', { integrity, local: true }, UNKNOWN, undefined],
    ['a git repository', { resolved: 'git+https://git.invalid/a/b.git#abc', integrity }, UNKNOWN, undefined],
    ['a file', { resolved: 'file:lodash.tgz', integrity }, UNKNOWN, undefined],
    ["yarn's checksum", { resolved: 'npm:4.17.21', integrity: '10c0/abcdef' }, UNKNOWN, undefined],
    ['what yarn has not fetched', { resolved: 'npm:4.17.21', integrity, optional: true }, UNKNOWN, undefined],
    ['what yarn must have fetched', { resolved: 'npm:4.17.21', integrity }, UNKNOWN, 'low'],
    ['what yarn has patched', { resolved: 'patch:lodash@npm%3A4.17.21#a.patch', integrity }, UNKNOWN, undefined],
  ];
  for (const [what, words, given, level] of table) {
    it(`counts ${what} as ${level ?? 'nothing'}`, () => {
      assert.equal(draftsOf(lockfileMissingIntegrity, lockedLodash(words), given)[0]?.level, level);
    });
  }

  it('is silent where there is no lockfile, and on what is asked for by an address', () => {
    assert.deepEqual(draftsOf(lockfileMissingIntegrity, lockedLodash({}, { locked: undefined }), UNKNOWN), []);
    const deep = { resolution: { from: 'nowhere', because: 'not-from-registry' } } as const;
    assert.deepEqual(draftsOf(lockfileMissingIntegrity, lockedLodash({ resolved, integrity }, deep), UNKNOWN), []);
  });
});
