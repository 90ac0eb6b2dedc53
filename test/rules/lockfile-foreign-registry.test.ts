import assert from 'node:assert/strict';
import { absent, failed, skipped, type LockedWords } from '../../server/src/model/index.js';
import { lockfileForeignRegistry } from '../../server/src/rules/lockfile-foreign-registry.js';
import { EXAMPLE_REGISTRY, NOW, packument, type FactsGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { lockedLodash, lodashPlace, OTHER_SHA512, SHA512 } from './support/locked-subject.js';

const FOREIGN = 'https://packages.invalid/lodash/-/lodash-4.17.21.tgz';
const published = (integrity: string): FactsGiven => ({
  packument: packument({ name: 'lodash', versions: { '4.17.21': { integrity, shasum: '00'.repeat(20) } } }),
});
const SAME = published(SHA512);
const OTHER = published(OTHER_SHA512);
const UNKNOWN = { packument: failed('network', 'nobody answers') };

/** Level of the one finding, or nothing. */
function levelOf(words: Partial<LockedWords>, given: FactsGiven, registries = EXAMPLE_REGISTRY): string | undefined {
  return draftsOf(lockfileForeignRegistry, lockedLodash(words), given, undefined, registries)[0]?.level;
}

describe('lockfile-foreign-registry', () => {
  it('names the host and what is missing', () => {
    const draft = onlyDraft(
      draftsOf(lockfileForeignRegistry, lockedLodash({ resolved: FOREIGN, integrity: undefined }), UNKNOWN),
    );
    assert.equal(
      draft.message,
      'the lockfile takes lodash 4.17.21 from packages.invalid, which is none of the configured registries, and no strong hash says which bytes it has to be',
    );
    assert.deepEqual(draft.evidence, [{ kind: 'lockfile', field: 'resolved', value: FOREIGN }]);
  });

  const table: readonly (readonly [string, Partial<LockedWords>, FactsGiven, string | undefined])[] = [
    ["the registry's own bytes, from a mirror", {}, SAME, undefined],
    ['other bytes', {}, OTHER, 'high'],
    ['no hash', { integrity: undefined }, SAME, 'high'],
    [
      'only SHA-1, of which the registry says the same',
      { integrity: 'sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
      SAME,
      undefined,
    ],
    [
      'only SHA-1, of which the registry says another',
      { integrity: 'sha1-BAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
      SAME,
      'high',
    ],
    [
      'a version that the registry lacks',
      {},
      { packument: packument({ name: 'lodash', versions: ['1.0.0'] }) },
      'medium',
    ],
    ['a name that the registry lacks', {}, { packument: absent(NOW) }, 'medium'],
    ['a registry that cannot be asked', {}, UNKNOWN, 'low'],
    ['a registry that is being asked', {}, { packument: skipped('pending', 'soon') }, undefined],
  ];
  for (const [what, words, given, level] of table) {
    it(`counts ${what} as ${level ?? 'nothing'}`, () => {
      assert.equal(levelOf({ resolved: FOREIGN, ...words }, given), level);
    });
  }

  const known: readonly (readonly [string, string])[] = [
    ["npm's registry", 'https://registry.npmjs.org/lodash/-/lodash-4.17.21.tgz'],
    ["npm's registry as yarn calls it", 'https://registry.yarnpkg.com/lodash/-/lodash-4.17.21.tgz#679591c564c3bffa'],
    ['the configured registry', 'https://registry.npm.example/lodash/-/lodash-4.17.21.tgz'],
    ["yarn's word for the registry", 'npm:4.17.21'],
    [
      'an unusual place in the configured registry',
      'npm:4.17.21::__archiveUrl=https%3A%2F%2Fregistry.npm.example%2Fdownload%2Flodash%2F1',
    ],
  ];
  for (const [what, resolved] of known) {
    it(`is silent on ${what}`, () => assert.equal(levelOf({ resolved, integrity: undefined }, UNKNOWN), undefined));
  }

  it('tells one port of a host from another, and a name in the user part from the host', () => {
    for (const host of ['registry.npm.example:8443', 'registry.npm.example@packages.invalid']) {
      assert.equal(levelOf({ resolved: `https://${host}/lodash/-/lodash-4.17.21.tgz` }, OTHER), 'high');
    }
  });

  it("says that a registry is not used which an untrusted project's own file names", () => {
    const registries = { hosts: new Set<string>(), unused: new Set(['packages.invalid']) };
    const draft = onlyDraft(
      draftsOf(lockfileForeignRegistry, lockedLodash({ resolved: FOREIGN }), OTHER, undefined, registries),
    );
    assert.equal(draft.level, 'low');
    assert.match(draft.message, /which the project's own configuration names; that is not used until/);
    assert.equal(levelOf({ resolved: FOREIGN, integrity: undefined }, UNKNOWN, registries), 'medium');
  });

  it("takes yarn's checksum for a hash, which nobody can compare", () => {
    const resolved = `npm:4.17.21::__archiveUrl=${encodeURIComponent(FOREIGN)}`;
    assert.equal(levelOf({ resolved, integrity: '10c0/abcdef' }, SAME), 'medium');
    assert.equal(levelOf({ resolved, integrity: '10c0/abcdef' }, UNKNOWN), 'low');
  });

  it('counts a git repository or a file in place of a version', () => {
    assert.equal(levelOf({ resolved: 'git+ssh://git@git.invalid/a/b.git#abc' }, SAME), 'high');
    assert.equal(levelOf({ resolved: 'file:lodash.tgz' }, SAME), 'medium');
  });

  it('finds the one bad place among many', () => {
    const places = [lodashPlace(), lodashPlace({ id: 'node_modules/a/node_modules/lodash', resolved: FOREIGN })];
    const draft = onlyDraft(draftsOf(lockfileForeignRegistry, lockedLodash({}, { places }), OTHER));
    assert.equal(draft.level, 'high');
  });

  it('leaves to others what is asked for by an address', () => {
    const url = 'https://packages.invalid/lodash.tgz';
    const more = { dependency: undefined, declared: { kind: 'tarball-url', url, insecure: false } } as const;
    const declared = lockedLodash({ resolved: url }, more);
    assert.deepEqual(draftsOf(lockfileForeignRegistry, declared, OTHER), []);
    const deep = lockedLodash({ resolved: url }, { resolution: { from: 'nowhere', because: 'not-from-registry' } });
    assert.deepEqual(draftsOf(lockfileForeignRegistry, deep, OTHER), []);
  });

  it('repeats no login from an address', () => {
    const resolved = 'https://someone:hunter2@packages.invalid/lodash/-/lodash-4.17.21.tgz?token=s3cret';
    const draft = onlyDraft(draftsOf(lockfileForeignRegistry, lockedLodash({ resolved }), OTHER));
    assert.doesNotMatch(JSON.stringify(draft), /someone|hunter2|s3cret/);
  });
});
