import assert from 'node:assert/strict';
import type { LockedWords } from '../../server/src/model/index.js';
import { lockfileInsecureUrl } from '../../server/src/rules/lockfile-insecure-url.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { lockedLodash } from './support/locked-subject.js';

const HTTP = 'http://packages.invalid/lodash/-/lodash-4.17.21.tgz';

describe('lockfile-insecure-url', () => {
  it('says that nothing would notice a change', () => {
    const draft = onlyDraft(draftsOf(lockfileInsecureUrl, lockedLodash({ resolved: HTTP, integrity: undefined })));
    assert.equal(
      draft.message,
      `the lockfile fetches lodash 4.17.21 without encryption from ${HTTP}, and has no hash that would notice if somebody on the way changes it`,
    );
  });

  const table: readonly (readonly [string, Partial<LockedWords>, string | undefined])[] = [
    ['http without a hash', { resolved: HTTP, integrity: undefined }, 'high'],
    ['http with a hash', { resolved: HTTP }, 'low'],
    ['http with the SHA-1 of old lockfiles', { resolved: HTTP, integrity: 'sha1-AAAA' }, 'low'],
    ["http with yarn's SHA-1 behind it", { resolved: `${HTTP}#${'0'.repeat(40)}`, integrity: undefined }, 'low'],
    ["npm's own old addresses", { resolved: 'http://registry.npmjs.org/lodash/-/lodash-4.17.21.tgz' }, 'low'],
    ['a registry that is configured so', { resolved: 'http://registry.npm.example/l/-/l-1.0.0.tgz' }, undefined],
    [
      'such a registry without a hash',
      { resolved: 'http://registry.npm.example/l/-/l-1.0.0.tgz', integrity: undefined },
      'high',
    ],
    ['git', { resolved: 'git://git.invalid/a/b.git#abc', integrity: undefined }, 'medium'],
    ['git over http', { resolved: 'git+http://git.invalid/a/b.git#abc', integrity: undefined }, 'medium'],
    ['git over ssh', { resolved: 'git+ssh://git@git.invalid/a/b.git#abc', integrity: undefined }, undefined],
    ['https', { resolved: HTTP.replace('http:', 'https:'), integrity: undefined }, undefined],
    [
      'this machine',
      { resolved: 'http://localhost:4873/lodash/-/lodash-4.17.21.tgz', integrity: undefined },
      undefined,
    ],
    ['no address', { integrity: undefined }, undefined],
  ];
  for (const [what, words, level] of table) {
    it(`counts ${what} as ${level ?? 'nothing'}`, () => {
      assert.equal(draftsOf(lockfileInsecureUrl, lockedLodash(words))[0]?.level, level);
    });
  }

  it('speaks of what another package asks for, and not of what the manifest does', () => {
    const words = { resolved: HTTP, integrity: undefined };
    const resolution = { from: 'nowhere', because: 'not-from-registry' } as const;
    assert.equal(draftsOf(lockfileInsecureUrl, lockedLodash(words, { resolution })).length, 1);
    const declared = { kind: 'tarball-url', url: HTTP, insecure: true } as const;
    const line = lockedLodash(words, { resolution, declared, dependency: undefined });
    assert.deepEqual(draftsOf(lockfileInsecureUrl, line), []);
  });
});
