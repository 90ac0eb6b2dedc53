import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packageLock } from '../../server/src/formats/package-lock.js';
import { inEnglish, type DependencyGraph } from '../../server/src/model/index.js';
import { assertKeepsWhatIsBeforeACut, entryOf as entry, manifests, NO_MANIFESTS } from './support/lockfile-checks.js';

function read(lock: unknown, byFolder: Readonly<Record<string, unknown>> = {}): DependencyGraph {
  return packageLock.read(JSON.stringify(lock, null, 2), manifests(byFolder));
}

const lock3 = (packages: Record<string, unknown>): unknown => ({
  name: 'app',
  lockfileVersion: 3,
  requires: true,
  packages,
});
const lock1 = (dependencies: Record<string, unknown>): unknown => ({
  name: 'app',
  lockfileVersion: 1,
  requires: true,
  dependencies,
});

describe('packageLock', () => {
  it('prefers the shrinkwrap file, as npm does', () => {
    assert.deepEqual(packageLock.fileNames, ['npm-shrinkwrap.json', 'package-lock.json']);
  });

  describe('of who asks for what', () => {
    const plain = (graph: DependencyGraph): readonly string[] =>
      [...graph.entries.values()].flatMap(({ id, askedPlainly }) => (askedPlainly === true ? [id] : []));
    const asks = { plain: '^1.0.0', alias: 'npm:real@1', address: 'https://packages.invalid/address.tgz' };
    const versions = Object.fromEntries(
      Object.keys(asks).map((name) => [`node_modules/${name}`, { version: '1.0.0' }]),
    );

    it('tells a version from an alias and an address, whoever asks', () => {
      const parent = { version: '1.0.0', dependencies: asks };
      const packages = { '': { dependencies: { parent: '1' } }, 'node_modules/parent': parent, ...versions };
      assert.deepEqual(plain(read(lock3(packages))), ['node_modules/parent', 'node_modules/plain']);
      assert.deepEqual(plain(read(lock3({ '': { dependencies: asks }, ...versions }))), ['node_modules/plain']);
      const requires = { parent: { version: '1.0.0', requires: asks } };
      const others = Object.fromEntries(Object.keys(asks).map((name) => [name, { version: '1.0.0' }]));
      const old = read(lock1({ ...requires, ...others }), { '': { dependencies: { parent: '1' } } });
      assert.deepEqual(plain(old), ['node_modules/parent', 'node_modules/plain']);
    });

    it('believes neither an override nor a line that has changed since', () => {
      const packages = { '': { dependencies: { plain: '1', changed: 'npm:real@1' } }, ...versions };
      const graph = (manifest: unknown): DependencyGraph =>
        read(lock3({ ...packages, 'node_modules/changed': { version: '1.0.0' } }), { '': manifest });
      const dependencies = { plain: '1', changed: '^1.0.0' };
      assert.deepEqual(plain(graph({ dependencies })), ['node_modules/plain']);
      assert.deepEqual(plain(graph({ dependencies, overrides: { plain: 'npm:real@1' } })), []);
      assert.deepEqual(plain(graph({ dependencies, overrides: { other: { plain: 'https://a.invalid/a.tgz' } } })), []);
      assert.deepEqual(plain(graph({ dependencies, overrides: { plain: '1.0.0' } })), ['node_modules/plain']);
    });
  });

  describe('with `packages`', () => {
    it('gives each entry its words and its place in the text', () => {
      const packages = {
        '': { name: 'app', dependencies: { a: '^1.0.0' } },
        'node_modules/a': {
          version: '1.0.0',
          resolved: 'https://registry.npm.example/a/-/a-1.0.0.tgz',
          integrity: 'sha512-AAAA',
          hasInstallScript: true,
          deprecated: 'use b',
          funding: [{ url: 'x' }],
        },
      };
      const text = JSON.stringify(lock3(packages), null, 2);
      const graph = packageLock.read(text, NO_MANIFESTS);
      const { span, ...a } = entry(graph, 'node_modules/a');
      assert.equal(a.version, '1.0.0');
      assert.equal(a.resolved, 'https://registry.npm.example/a/-/a-1.0.0.tgz');
      assert.equal(a.integrity, 'sha512-AAAA');
      assert.equal(a.hasInstallScript, true);
      assert.equal(a.deprecated, 'use b');
      assert.equal(a.direct, true);
      assert.deepEqual(JSON.parse(`{${text.slice(span.start, span.end)}}`), {
        'node_modules/a': packages['node_modules/a'],
      });
      assert.equal(graph.format, 'package-lock.json');
      assert.equal(graph.lockfileVersion, '3');
      assert.deepEqual(graph.problems, []);
    });

    it('finds what node would find', () => {
      const graph = read(
        lock3({
          '': { dependencies: { a: '1', b: '1' } },
          'node_modules/a': { version: '1.0.0', dependencies: { b: '2', c: '1' } },
          'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '1' } },
          'node_modules/b': { version: '1.0.0', peerDependencies: { c: '1', missing: '1' } },
          'node_modules/c': { version: '1.0.0' },
        }),
      );
      assert.deepEqual(entry(graph, 'node_modules/a').dependsOn, ['node_modules/a/node_modules/b', 'node_modules/c']);
      assert.deepEqual(entry(graph, 'node_modules/a/node_modules/b').dependsOn, ['node_modules/c']);
      assert.deepEqual(entry(graph, 'node_modules/b').dependsOn, ['node_modules/c']);
    });

    it('takes the section that npm takes for a name in several', () => {
      const graph = read(
        lock3({
          '': {
            dependencies: { 'in-dev-too': '1', 'in-optional-too': '1' },
            devDependencies: { 'in-dev-too': '1', 'peer-and-dev': '1' },
            optionalDependencies: { 'in-optional-too': '1' },
            peerDependencies: { 'peer-and-dev': '1' },
          },
          'node_modules/in-dev-too': { version: '1.0.0' },
          'node_modules/in-optional-too': { version: '1.0.0' },
          'node_modules/peer-and-dev': { version: '1.0.0' },
        }),
      );
      assert.equal(entry(graph, 'node_modules/in-dev-too').dev, true);
      assert.equal(entry(graph, 'node_modules/in-optional-too').optional, true);
      assert.equal(entry(graph, 'node_modules/peer-and-dev').dev, true);
    });

    it('leaves out the devDependencies of what is installed, as nobody installs them', () => {
      const graph = read(
        lock3({
          '': { dependencies: { a: '1' } },
          'node_modules/a': { version: '1.0.0', devDependencies: { b: '1' } },
          'node_modules/b': { version: '1.0.0' },
        }),
      );
      assert.equal(entry(graph, 'node_modules/b').unreachable, true);
    });

    it('knows an alias by both names', () => {
      const graph = read(
        lock3({
          '': { dependencies: { '@my/alias': 'npm:real@1' } },
          'node_modules/@my/alias': { name: 'real', version: '1.0.0' },
        }),
      );
      assert.equal(entry(graph, 'node_modules/@my/alias').name, 'real');
      assert.equal(entry(graph, 'node_modules/@my/alias').alias, '@my/alias');
    });

    it('gives workspace members for links, and follows links to folders', () => {
      const graph = read(
        lock3({
          '': { workspaces: ['packages/*'], dependencies: { lib: 'file:vendor/lib' } },
          'node_modules/a': { resolved: 'packages/a', link: true },
          'node_modules/lib': { resolved: 'vendor/lib', link: true },
          'node_modules/x': { version: '1.0.0' },
          'packages/a': { version: '2.0.0', devDependencies: { x: '1', lib: '*' } },
          'vendor/lib': { version: '3.0.0', dependencies: { x: '1' } },
        }),
      );
      assert.deepEqual([...graph.entries.keys()], ['node_modules/x', 'packages/a', 'vendor/lib']);
      assert.deepEqual(
        graph.importers.map(({ id, name }) => [id, name]),
        [
          ['', undefined],
          ['packages/a', 'a'],
        ],
      );
      assert.equal(graph.importers[1]?.resolves.get('lib'), 'vendor/lib');
      assert.equal(entry(graph, 'packages/a').workspace, true);
      assert.equal(entry(graph, 'packages/a').unreachable, true);
      assert.equal(entry(graph, 'vendor/lib').workspace, undefined);
      assert.ok([...graph.entries.values()].filter((one) => one.localDir === true).length === 2);
      assert.equal(entry(graph, 'node_modules/x').dev, undefined);
    });

    it('keeps a link whose folder it does not know', () => {
      const graph = read(
        lock3({ '': { dependencies: { a: 'file:a' } }, 'node_modules/a': { resolved: 'a', link: true } }),
      );
      assert.equal(entry(graph, 'node_modules/a').link, true);
      assert.equal(entry(graph, 'node_modules/a').version, null);
    });

    it('takes what folders say now from their manifests', () => {
      const graph = read(
        lock3({
          '': { dependencies: { lib: 'file:lib', gone: '1' } },
          lib: { version: '1.0.0' },
          'node_modules/lib': { resolved: 'lib', link: true },
          'node_modules/new': { version: '1.0.0' },
          'node_modules/gone': { version: '1.0.0' },
        }),
        { '': { name: 'app', devDependencies: { new: '1' } }, lib: { name: '@own/lib', version: '1.1.0' } },
      );
      assert.equal(entry(graph, 'lib').name, '@own/lib');
      assert.equal(entry(graph, 'lib').version, '1.1.0');
      assert.equal(entry(graph, 'node_modules/new').direct, true);
      assert.equal(entry(graph, 'node_modules/new').dev, true);
      // Not yet installed again: what the lockfile still asks for stays reachable.
      assert.equal(entry(graph, 'node_modules/gone').unreachable, undefined);
    });

    it('counts `packages` alone where both sections are there', () => {
      const dependencies = { b: { version: '1.0.0' } };
      for (const lock of [
        { lockfileVersion: 2, packages: { 'node_modules/a': { version: '1.0.0' } }, dependencies },
        { lockfileVersion: 2, dependencies, packages: { 'node_modules/a': { version: '1.0.0' } } },
      ]) {
        assert.deepEqual([...read(lock).entries.keys()], ['node_modules/a']);
      }
    });

    it('marks what nothing depends on', () => {
      const graph = read(lock3({ '': {}, 'node_modules/injected': { version: '1.0.0' } }));
      assert.equal(entry(graph, 'node_modules/injected').unreachable, true);
    });
  });

  describe('with nested `dependencies`', () => {
    it('takes what is direct, dev and optional from the manifest', () => {
      const graph = read(
        lock1({
          a: { version: '1.0.0', requires: { b: '2', c: '1' }, dependencies: { b: { version: '2.0.0' } } },
          b: { version: '1.0.0' },
          c: { version: '1.0.0', optional: true },
          d: { version: '1.0.0', dev: true, requires: { b: '1' } },
        }),
        { '': { dependencies: { a: '1' }, devDependencies: { d: '1' } } },
      );
      assert.deepEqual(
        [...graph.entries.keys()],
        ['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/b', 'node_modules/c', 'node_modules/d'],
      );
      assert.deepEqual(entry(graph, 'node_modules/a').dependsOn, ['node_modules/a/node_modules/b', 'node_modules/c']);
      assert.equal(entry(graph, 'node_modules/a').direct, true);
      assert.equal(entry(graph, 'node_modules/b').dev, true);
      assert.equal(entry(graph, 'node_modules/c').optional, true);
      assert.equal(entry(graph, 'node_modules/a/node_modules/b').dev, undefined);
    });

    it('puts what lies under a linked folder into that folder', () => {
      const graph = read(
        lock1({ lib: { version: 'file:vendor/lib', requires: { x: '1' }, dependencies: { x: { version: '1.0.0' } } } }),
        { '': { dependencies: { lib: 'file:vendor/lib' } }, 'vendor/lib': { name: 'lib', version: '4.0.0' } },
      );
      assert.deepEqual([...graph.entries.keys()], ['vendor/lib', 'vendor/lib/node_modules/x']);
      assert.equal(entry(graph, 'vendor/lib').version, '4.0.0');
      assert.equal(entry(graph, 'vendor/lib').localDir, true);
      assert.equal(entry(graph, 'vendor/lib/node_modules/x').unreachable, undefined);
    });

    it('has members where npm wrote links for workspaces', () => {
      const graph = read(lock1({ m: { version: 'file:packages/m', requires: { x: '1' } }, x: { version: '1.0.0' } }), {
        '': { workspaces: ['packages/*'] },
        'packages/m': { name: 'm', version: '1.0.0', devDependencies: { x: '1' } },
      });
      assert.deepEqual(
        graph.importers.map(({ id }) => id),
        ['', 'packages/m'],
      );
      assert.equal(entry(graph, 'node_modules/x').dev, true);
    });

    it('says what it cannot know without a manifest, and calls nothing unreachable', () => {
      const graph = read(lock1({ a: { version: '1.0.0' } }));
      assert.equal(entry(graph, 'node_modules/a').unreachable, undefined);
      assert.match(inEnglish(graph.problems[0]?.message ?? ''), /package\.json/);
    });

    it('says so where an old lockfile names no requirements, and calls nothing unreachable', () => {
      const graph = read(
        { dependencies: { a: { version: '1.0.0' }, b: { version: '1.0.0' } } },
        { '': { dependencies: { a: '1' } } },
      );
      assert.equal(entry(graph, 'node_modules/b').unreachable, undefined);
      assert.match(inEnglish(graph.problems[0]?.message ?? ''), /which package needs which/);
      assert.equal(graph.lockfileVersion, '1');
    });
  });

  describe('of bad text', () => {
    it('keeps the good entries beside a bad one', () => {
      const graph = read(
        lock3({ 'node_modules/a': 'what', 'node_modules/b': { version: 1 }, 'node_modules/c': { version: '1.0.0' } }),
      );
      assert.deepEqual(
        [...graph.entries.values()].map(({ id, version }) => [id, version]),
        [
          ['node_modules/b', null],
          ['node_modules/c', '1.0.0'],
        ],
      );
      assert.equal(graph.problems.length, 1);
    });

    it('takes keys that mean something to JavaScript as ordinary text', () => {
      const text =
        '{"packages": {"__proto__": {"version": "1"}, "node_modules/__proto__": {"version": "2", "dependencies": {"constructor": "1"}}}}';
      const graph = packageLock.read(text, NO_MANIFESTS);
      assert.deepEqual([...graph.entries.keys()], ['__proto__', 'node_modules/__proto__']);
      assert.deepEqual(entry(graph, 'node_modules/__proto__').dependsOn, []);
    });

    it('survives what is made to be too deep, too long or too large', () => {
      const many = Array.from({ length: 20_000 }, (_, at) => `"node_modules/p${at}": {"version": "1.0.0"}`).join(',');
      const texts = [
        '['.repeat(100_000),
        `{"packages": ${'{"a": '.repeat(100_000)}`,
        `{"dependencies": ${'{"a": {"dependencies": '.repeat(100_000)}`,
        `{"packages": {"${'node_modules/a/'.repeat(50_000)}": {"version": "1.0.0"}}}`,
        `{"packages": {"a": ${'{'.repeat(100_000)}${']'.repeat(100_000)}`,
        '"'.repeat(100_000),
        '',
        'null',
      ];
      for (const text of texts) assert.equal(packageLock.read(text, NO_MANIFESTS).entries.size, 0);
      assert.equal(packageLock.read(`{"packages": {${many}}}`, NO_MANIFESTS).entries.size, 20_000);
    });

    it('is read without an error, with every place inside of it', () => {
      const sample = JSON.stringify(
        lock3({ '': { dependencies: { a: '1' } }, 'node_modules/a': { version: '1', dependencies: { b: '1' } } }),
      );
      const piece = fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"',
        '"packages"',
        '"dependencies"',
        '"node_modules/a"',
        '"version"',
        '"1"',
        'true',
      );
      const edited = fc
        .tuple(fc.nat(sample.length), fc.nat(15), fc.string({ unit: piece, maxLength: 5 }))
        .map(([at, removed, added]) => sample.slice(0, at) + added + sample.slice(at + removed));
      const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: piece, maxLength: 80 }), edited);
      fc.assert(
        fc.property(texts, (text) => {
          const graph = packageLock.read(text, NO_MANIFESTS);
          const spans = [...graph.entries.values(), ...graph.problems].flatMap(({ span }) =>
            span === undefined ? [] : [span],
          );
          for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= text.length);
        }),
        { numRuns: 2000 },
      );
    });
  });

  describe('of a text that is cut off', () => {
    it('keeps the entries before the cut', function () {
      this.timeout(60_000);
      assertKeepsWhatIsBeforeACut(packageLock, 25);
    });

    it('says so, and calls nothing unreachable', () => {
      const text = JSON.stringify(lock3({ '': {}, 'node_modules/a': { version: '1.0.0' } }));
      const graph = packageLock.read(text.slice(0, -1), NO_MANIFESTS);
      assert.equal(entry(graph, 'node_modules/a').unreachable, undefined);
      assert.match(inEnglish(graph.problems.at(-1)?.message ?? ''), /not a whole lockfile/);
    });
  });
});
