import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDeclared, type Packument, type VersionFacts } from '../../../../server/src/model/index.js';
import { readPackument } from '../../../../server/src/sources/support/packument/packument-reader.js';
import { abbreviated, integrityOf, packument } from '../../../support/packuments.js';
import type { RawPackument, VersionDraft } from '../../../support/packuments.js';

function read(json: unknown, name = 'x'): Packument {
  const found = readPackument(json, name, 'registry.npm.example');
  assert.ok(found !== undefined);
  return found;
}
/** What is read of version 1.0.0 with these fields. */
function version(draft: VersionDraft): VersionFacts {
  const facts = read(packument('x', { '1.0.0': draft })).versions['1.0.0'];
  assert.ok(facts !== undefined);
  return facts;
}
/** Version 1.0.0 as it stands in a document, whole. */
function rawVersion(manifest: unknown): VersionFacts | undefined {
  return read({ name: 'x', versions: { '1.0.0': manifest } }).versions['1.0.0'];
}
const day = (text: string): number => Date.parse(`${text}T00:00:00.000Z`);

describe("a registry's document", () => {
  it('does not make a version out to be without a signature where there is one that cannot be read', () => {
    const signature = { keyid: 'SHA256:one', sig: 'AAAA' };
    const read: readonly (readonly [unknown, string | undefined])[] = [
      [[signature], 'SHA256:one AAAA'],
      [[], undefined],
      [null, undefined],
      [5, 'unreadable unreadable'],
      [[null], 'unreadable unreadable'],
      [[{ ...signature, sig: 5 }], 'unreadable unreadable'],
      [[{ ...signature, keyid: 'a b' }], 'unreadable unreadable'],
    ];
    for (const [signatures, expected] of read) {
      const { signingKeys, signatures: told } = version({ dist: { signatures } });
      assert.equal(
        told === undefined ? undefined : `${signingKeys ?? ''} ${told}`,
        expected,
        JSON.stringify(signatures),
      );
    }
  });

  it('is read in full', () => {
    const json = packument(
      '@acme/x',
      {
        '1.0.0': { published: '2020-01-01T00:00:00.000Z', deprecated: 'use 2' },
        '2.0.0': {
          published: '2021-01-01T00:00:00.000Z',
          scripts: { postinstall: 'node setup.js', test: 'mocha', prepare: 'tsc' },
          engines: { node: '>=18' },
          peerDependencies: { react: '^18' },
          dist: { tarball: 'https://registry.npm.example/@acme/x/-/x-2.0.0.tgz' },
          repository: { type: 'git', url: 'git+https://github.com/acme/x.git' },
          homepage: 'https://acme.invalid/x',
        },
      },
      { distTags: { latest: '2.0.0', next: '3.0.0-rc.1' } },
    );
    const found = read(json, '@acme/x');
    assert.deepEqual(JSON.parse(JSON.stringify(found)), {
      name: '@acme/x',
      distTags: { latest: '2.0.0', next: '3.0.0-rc.1' },
      versions: {
        '1.0.0': {
          version: '1.0.0',
          publishedAt: day('2020-01-01'),
          deprecated: 'use 2',
          installScripts: {},
          declares: JSON.stringify(readDeclared({})),
          description: 'The package @acme/x',
          publisher: 'somebody',
          maintainers: 'somebody',
          license: 'MIT',
          integrity: integrityOf('@acme/x@1.0.0'),
          shasum: '38f61b7c17d0a9e65a4ce93be099a64fcab1562d',
        },
        '2.0.0': {
          version: '2.0.0',
          publishedAt: day('2021-01-01'),
          installScripts: { postinstall: 'node setup.js' },
          engines: { node: '>=18' },
          peerDependencies: { react: '^18' },
          declares: JSON.stringify(readDeclared({ peerDependencies: { react: '^18' } })),
          description: 'The package @acme/x',
          integrity: integrityOf('@acme/x@2.0.0'),
          shasum: 'b7e88415966187f6c956d3055ad972a8e941f965',
          publisher: 'somebody',
          maintainers: 'somebody',
          license: 'MIT',
          repository: 'https://github.com/acme/x',
          tarball: 'https://registry.npm.example/@acme/x/-/x-2.0.0.tgz',
        },
      },
      createdAt: day('2020-01-01'),
      maintainers: ['somebody'],
      repository: 'https://github.com/acme/x',
      homepage: 'https://acme.invalid/x',
      license: 'MIT',
      registryHost: 'registry.npm.example',
      publicRegistry: false,
    });
  });

  it('tells which versions were taken down, where its dates are those of publication', () => {
    const time = { '1.0.0': '2020-01-01T00:00:00Z', '1.0.1': '2020-01-02T00:00:00Z', modified: '2020-01-03T00:00:00Z' };
    const json = { name: 'x', versions: { '1.0.0': {} }, time: { ...time, created: '2020-01-01T00:00:00Z' } };
    assert.deepEqual({ ...read(json).unpublished }, { '1.0.1': day('2020-01-02') });
    assert.equal(read({ ...json, time }).unpublished, undefined);
    assert.equal(read({ ...json, time: { created: '2020-01-01T00:00:00Z', '1.0.0': 'x' } }).unpublished, undefined);
  });

  it('names the accounts that may publish, and those that could when a version came', () => {
    const people = (...names: readonly unknown[]) => names.map((name) => ({ name, email: 'somebody@mail.invalid' }));
    const json = { name: 'x', versions: { '1.0.0': { maintainers: people('b', 'a', 'b', 'c d', 7) } } };
    assert.equal(read(json).versions['1.0.0']?.maintainers, 'a b');
    assert.deepEqual(read({ ...json, maintainers: people('z') }).maintainers, ['z']);
    assert.equal(read({ ...json, maintainers: ['z', null] }).maintainers, undefined);
  });

  it('is not one where it is about another name, or has no versions', () => {
    const wrong = [
      packument('y', { '1.0.0': {} }),
      { name: 'x' },
      { error: 'not found' },
      [],
      'x',
      null,
      7,
      { name: 'x', versions: [] },
    ];
    for (const json of wrong) assert.equal(readPackument(json, 'x', 'h'), undefined, JSON.stringify(json));
  });

  it('may have lost every version: the name is still there', () => {
    const json = { name: 'x', time: { created: '2020-01-01T00:00:00Z', unpublished: { versions: ['1.0.0'] } } };
    assert.deepEqual({ ...read(json).versions }, {});
    assert.equal(read(json).createdAt, day('2020-01-01'));
  });

  it('may leave its name out, as some mirrors do', () => {
    assert.deepEqual(Object.keys(read({ versions: { '1.0.0': {} } }).versions), ['1.0.0']);
  });

  it('keeps its good versions where others are broken', () => {
    const json = {
      name: 'x',
      'dist-tags': { latest: '1.0.0', broken: 7 },
      versions: { '1.0.0': {}, '1.0.1': null, '1.0.2': 'text', '1.0.3': [], latest: {}, '1': {}, '': {} },
    };
    assert.deepEqual(Object.keys(read(json).versions), ['1.0.0', '1.0.1', '1.0.2', '1.0.3']);
    assert.deepEqual({ ...read(json).distTags }, { latest: '1.0.0' });
  });

  it('does not make a version out to be missing of which nothing can be read', () => {
    const time = { created: '2020-01-01T00:00:00.000Z', '1.0.0': '2020-01-01T00:00:00.000Z' };
    for (const entry of [null, true, 'text', [[]]]) {
      const found = read({ name: 'x', versions: { '1.0.0': entry }, time });
      const expected = { version: '1.0.0', partial: true, publishedAt: Date.UTC(2020, 0, 1) };
      assert.deepEqual(found.versions['1.0.0'], expected);
    }
  });

  it('is partial where something is of a type that nobody can read, and keeps what can be', () => {
    const dependencies = { a: '^1.0.0' };
    const whole = {
      description: 'x',
      scripts: { install: 'x' },
      dependencies,
      deprecated: 'old',
      dist: { shasum: '' },
    };
    assert.equal(rawVersion(whole)?.partial, undefined);
    const mistyped: readonly Readonly<Record<string, unknown>>[] = [
      ...[{ deprecated: [[]] }, { deprecated: 5 }, { scripts: [] }, { scripts: { install: {} } }, { gypfile: 'yes' }],
      ...[{ dependencies: [null] }, { dependencies: { a: {} } }, { optionalDependencies: 'x' }, { dist: true }],
      ...[{ dist: { tarball: 5 } }, { dist: { attestations: 'x' } }, { _npmUser: 'ada' }, { maintainers: 'ada' }],
      ...[{ hasInstallScript: 'true' }, { bundleDependencies: {} }, { peerDependencies: { a: 5 } }],
    ];
    for (const fields of mistyped) {
      const found = rawVersion({ ...whole, ...fields });
      assert.deepEqual([found?.partial, found?.description], [true, 'x'], JSON.stringify(fields));
    }
    assert.equal(rawVersion({ ...whole, dependencies: [null] })?.declares, undefined);
    assert.equal(rawVersion({ ...whole, scripts: [] })?.installScripts, undefined);
    // Serializers write what is not told so.
    assert.equal(rawVersion({ ...whole, deprecated: null, scripts: null, peerDependencies: null })?.partial, undefined);
  });

  it('is partial where its dates, tags or accounts are no such', () => {
    const versions = { '1.0.0': {} };
    const time = { created: '2020-01-01', '1.0.0': '2020-01-01', unpublished: {} };
    assert.equal(read({ name: 'x', versions, time, 'dist-tags': { latest: '1.0.0' } }).partial, undefined);
    for (const fields of [
      { time: 5 },
      { time: { created: [] } },
      { 'dist-tags': [] },
      { 'dist-tags': { latest: {} } },
    ]) {
      assert.equal(read({ name: 'x', versions, ...fields }).partial, true, JSON.stringify(fields));
    }
  });

  it('cannot reach into prototypes', () => {
    const json: unknown = JSON.parse(
      '{"name":"x","dist-tags":{"__proto__":"1.0.0"},"versions":{"__proto__":{"polluted":true},"1.0.0":{"scripts":{"__proto__":{"install":"x"}},"engines":{"__proto__":"y"}}}}',
    );
    const found = read(json);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    assert.deepEqual(Object.keys(found.versions), ['1.0.0']);
    assert.deepEqual({ ...found.versions['1.0.0']?.installScripts }, {});
    for (const key of ['constructor', 'toString']) {
      assert.equal(found.versions[key], undefined);
      assert.equal(found.distTags[key], undefined);
    }
  });

  describe('says of what comes along', () => {
    it('what a version asks for, in full and abbreviated documents alike', () => {
      const asks = { dependencies: { a: '^1.0.0', b: '2' }, optionalDependencies: { b: '2' } };
      const json = packument('x', { '1.0.0': { ...asks, devDependencies: { c: '3' } } });
      const expected = JSON.stringify(readDeclared(asks));
      assert.equal(version(asks).declares, expected);
      assert.equal(read(abbreviated(json)).versions['1.0.0']?.declares, expected);
    });

    it('that nothing does, where other fields show that nothing was left out', () => {
      const nothing = JSON.stringify(readDeclared({}));
      for (const field of ['description', 'engines', 'bin', 'main']) {
        assert.equal(rawVersion({ [field]: 'x' })?.declares, nothing, field);
      }
    });

    it('nothing, where a mirror keeps no such field', () => {
      const dist = { integrity: 'sha512-x', shasum: '', tarball: '' };
      for (const manifest of [{}, { name: 'x', version: '1.0.0', dist, deprecated: 'old' }]) {
        assert.equal(rawVersion(manifest)?.declares, undefined);
      }
    });
  });

  describe('says of install scripts', () => {
    it('which ones npm would run', () => {
      const scripts = { preinstall: 'a', install: 'b', postinstall: 'c', prepare: 'd', preuninstall: 'e', test: 'f' };
      assert.deepEqual({ ...version({ scripts }).installScripts }, { preinstall: 'a', install: 'b', postinstall: 'c' });
      assert.deepEqual({ ...version({ scripts: { install: 7, postinstall: ' ' } }).installScripts }, {});
    });

    it('that there are none, where a whole manifest has none', () => {
      assert.deepEqual({ ...version({}).installScripts }, {});
      for (const field of ['description', 'main', 'license', 'repository', 'exports']) {
        assert.deepEqual({ ...rawVersion({ [field]: 'x' })?.installScripts }, {}, field);
      }
    });

    it('nothing, where a mirror keeps no manifest fields, or only those of abbreviated documents', () => {
      const dist = { integrity: 'sha512-x', shasum: '', tarball: '' };
      for (const manifest of [
        { dist },
        { name: 'x', version: '1.0.0', dist, dependencies: {}, engines: {}, bin: {} },
        { name: 'x', version: '1.0.0', dist, _npmUser: {}, gitHead: 'x', maintainers: [] },
      ]) {
        const facts = rawVersion(manifest);
        assert.deepEqual([facts?.installScripts, facts?.hasInstallScript], [undefined, undefined]);
      }
    });

    it('whether there are some, in an abbreviated document', () => {
      const json = abbreviated(
        packument('x', { '1.0.0': { scripts: { install: 'x' } }, '1.0.1': { scripts: { test: 'x' } } }),
      );
      const found = read(json);
      assert.equal(found.versions['1.0.0']?.hasInstallScript, true);
      assert.equal(found.versions['1.0.0'].installScripts, undefined);
      assert.equal(found.versions['1.0.1']?.hasInstallScript, undefined);
      assert.equal(found.createdAt, undefined);
    });

    it("npm's own rule for native code that was recorded without its script", () => {
      assert.deepEqual({ ...version({ gypfile: true }).installScripts }, { install: 'node-gyp rebuild' });
      const scripts = { preinstall: 'x' };
      assert.deepEqual({ ...version({ gypfile: true, scripts }).installScripts }, scripts);
    });
  });

  describe('gives dates', () => {
    const read2 = (time: Readonly<Record<string, unknown>>, versions: readonly string[]) =>
      read({ name: 'x', time, versions: Object.fromEntries(versions.map((each) => [each, {}])) });
    const dates = (found: Packument) =>
      Object.fromEntries(Object.values(found.versions).map(({ version: id, publishedAt }) => [id, publishedAt]));

    it('as they are, where it tells when the name was created', () => {
      const found = read2(
        { created: '2012-01-01', modified: '2026-01-01', '1.0.0': '2026-05-01', '1.1.0': '2014-01-01' },
        ['1.0.0', '1.1.0'],
      );
      assert.equal(found.createdAt, Date.parse('2012-01-01'));
      assert.deepEqual(dates(found), { '1.0.0': Date.parse('2026-05-01'), '1.1.0': Date.parse('2014-01-01') });
    });

    it('but not those of mirroring: a version cannot have come after what came after it', () => {
      const time = {
        '3.10.1': '2015-08-04',
        '4.8.0': '2026-02-01',
        '4.17.20': '2020-08-13',
        '4.17.21': '2021-02-20',
        '4.0.0-rc.1': '2016-01-01',
        '3.10.0': '2026-02-01',
        '5.0.0': '2026-03-01',
      };
      const found = read2(time, Object.keys(time));
      assert.equal(found.createdAt, undefined);
      assert.deepEqual(dates(found), {
        '3.10.1': day('2015-08-04'),
        '4.8.0': undefined,
        '4.17.20': day('2020-08-13'),
        '4.17.21': day('2021-02-20'),
        '4.0.0-rc.1': day('2016-01-01'),
        '3.10.0': undefined,
        '5.0.0': day('2026-03-01'),
      });
    });

    it('only where they are dates that can be', () => {
      for (const wrong of ['nonsense', '1970-01-01T00:00:00.000Z', 7, null, {}, '']) {
        const found = read2({ created: wrong, '1.0.0': wrong }, ['1.0.0']);
        assert.equal(found.createdAt, undefined);
        assert.equal(found.versions['1.0.0']?.publishedAt, undefined);
      }
      for (const time of [undefined, null, 'x', []]) {
        assert.equal(read({ name: 'x', time, versions: { '1.0.0': {} } }).versions['1.0.0']?.publishedAt, undefined);
      }
    });
  });

  it('says whether a version brings its own lockfile along, only where it is told', () => {
    const told: readonly (readonly [unknown, boolean | undefined])[] = [
      [true, true],
      [false, false],
      [undefined, undefined],
      [1, undefined],
      ['true', undefined],
    ];
    for (const [written, expected] of told) {
      const json = packument('x', { '1.0.0': { _hasShrinkwrap: written } });
      assert.equal(read(json).versions['1.0.0']?.hasShrinkwrap, expected);
    }
  });

  it('says what is deprecated, in its many ways', () => {
    const table: readonly (readonly [unknown, string | undefined])[] = [
      ['use y', 'use y'],
      ['', undefined],
      [false, undefined],
      [true, 'no reason given'],
      [7, undefined],
      [{}, undefined],
      ['x'.repeat(5000), 'x'.repeat(1000)],
    ];
    for (const [deprecated, expected] of table) assert.equal(version({ deprecated }).deprecated, expected);
  });

  it('has the integrity of its bytes, from the SHA-1 of old versions where there is nothing better', () => {
    const shasum = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';
    assert.equal(rawVersion({ dist: { shasum } })?.integrity, 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=');
    assert.equal(rawVersion({ dist: { shasum, integrity: 'sha512-abc' } })?.integrity, 'sha512-abc');
    assert.equal(rawVersion({ dist: { shasum: 'nonsense' } })?.integrity, undefined);
    assert.equal(rawVersion({ dist: { shasum } })?.shasum, undefined);
    assert.equal(rawVersion({ dist: { shasum: shasum.toUpperCase(), integrity: 'sha512-abc' } })?.shasum, shasum);
    assert.equal(rawVersion({ dist: { tarball: 'javascript:alert(1)' } })?.tarball, undefined);
  });

  it('has engines and peers only where they are dictionaries of texts', () => {
    assert.equal(version({ engines: ['node >= 0.4'] }).engines, undefined);
    assert.deepEqual({ ...version({ engines: { node: '>=4', npm: 3 } }).engines }, { node: '>=4' });
    assert.equal(version({ peerDependencies: 'react' }).peerDependencies, undefined);
  });

  it('names licence, repository and home page from the newest version, else from its own top', () => {
    const json: RawPackument = packument(
      'x',
      { '1.0.0': { license: undefined } },
      { license: { type: 'BSD' }, repository: 'acme/x' },
    );
    const { license, repository, homepage } = read(json);
    assert.deepEqual([license, repository, homepage], ['BSD', 'https://github.com/acme/x', undefined]);
    const old = packument('x', {
      '1.0.0': { license: undefined, licenses: [{ type: 'MIT' }, 'Apache-2.0', 7], homepage: 'javascript:x' },
    });
    assert.deepEqual([read(old).license, read(old).homepage], ['MIT OR Apache-2.0', undefined]);
  });

  it('may have a hundred thousand versions', () => {
    const versions = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`1.${index}.0`, {}]));
    const time = Object.fromEntries(Object.keys(versions).map((each) => [each, '2020-01-01']));
    assert.equal(Object.keys(read({ name: 'x', versions, time }).versions).length, 100_000);
  });

  it('can be any JSON', () => {
    const part = fc.jsonValue() as fc.Arbitrary<unknown>;
    const shaped = fc.record({
      name: fc.constant('x'),
      'dist-tags': part,
      time: fc.dictionary(fc.constantFrom('created', '1.0.0', '1.0.0-a', '1.1.0'), part),
      versions: fc.dictionary(
        fc.constantFrom('1.0.0', '1.0.0-a', '1.1.0', '__proto__', '99999999999999999999.0.0'),
        fc.record(
          { scripts: part, dist: part, engines: part, license: part, repository: part, deprecated: part },
          { requiredKeys: [] },
        ),
      ),
      repository: part,
      license: part,
    });
    fc.assert(fc.property(fc.oneof(part, shaped), (json) => void readPackument(json, 'x', 'h')));
  });

  it('tells of each version who published it, and whether a build did', () => {
    const account = { name: 'GitHub Actions', email: 'npm-oidc-no-reply@github.com' };
    const attestations = {
      url: 'https://registry.npm.example/a',
      provenance: { predicateType: 'https://slsa.dev/provenance/v1' },
    };
    const versions = {
      '1.0.0': { _npmUser: { ...account, trustedPublisher: { id: 'github' } }, dist: { attestations } },
      '1.0.1': { _npmUser: { name: 'ada' }, dist: { attestations } },
      '1.0.2': { _npmUser: { name: 'ada' }, dist: {} },
      '1.0.3': { _npmUser: 'ada <ada@acme.invalid>', dist: { attestations: { url: 'x', provenance: true } } },
    };
    const found = read({ name: 'x', versions }, 'x');
    assert.deepEqual(
      Object.values(found.versions).map(({ publisher, provenance }) => [publisher, provenance]),
      [
        ['GitHub Actions', 'trusted-publisher'],
        ['ada', 'attestation'],
        ['ada', undefined],
        [undefined, undefined],
      ],
    );
  });
});
