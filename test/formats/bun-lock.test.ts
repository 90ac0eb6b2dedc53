import assert from 'node:assert/strict';
import { bunLock } from '../../server/src/formats/bun-lock.js';
import { inEnglish, type DependencyGraph } from '../../server/src/model/index.js';
import {
  assertKeepsWhatIsBeforeACut,
  assertReadsAnyText,
  assertSurvivesHostileText,
  entryOf,
  manifests,
  NO_MANIFESTS,
  stated,
} from './support/lockfile-checks.js';

const SHA = 'sha512-AAAA==';

interface Lock {
  readonly version?: number;
  readonly workspaces?: Readonly<Record<string, unknown>>;
  readonly packages: Readonly<Record<string, unknown>>;
}

/** As bun writes it: a comma behind everything. */
function lockText({ version = 1, workspaces = { '': { name: 'app' } }, packages }: Lock): string {
  const entries = Object.entries(packages).map(
    ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  return `{
  "lockfileVersion": ${version},
  "workspaces": ${JSON.stringify(workspaces, null, 2)
    .replaceAll(/(["\]}])\n/g, '$1,\n')
    .replaceAll(',,', ',')},
  "trustedDependencies": ["esbuild"],
  "overrides": { "minimist": "1.2.8" },
  "patchedDependencies": { "is-odd@3.0.1": "patches/is-odd.patch" },
  "catalog": { "semver": "7.5.1" },
  "packages": {
${entries.join('\n')}  },
}
`;
}

function read(lock: Lock, byFolder: Readonly<Record<string, unknown>> = {}): DependencyGraph {
  return bunLock.read(lockText(lock), manifests(byFolder));
}

describe('bunLock', () => {
  it('gives each entry its words and its place in the text', () => {
    const text = lockText({
      workspaces: { '': { name: 'app', dependencies: { a: '^1.0.0' } } },
      packages: { a: ['a@1.0.0', '', { bin: { a: 'cli.js' }, os: ['linux'] }, SHA] },
    });
    const graph = bunLock.read(text, NO_MANIFESTS);
    const a = entryOf(graph, 'a');
    const words = { id: 'a', name: 'a', version: '1.0.0', integrity: SHA };
    assert.deepEqual(stated(a), { ...words, direct: true, askedPlainly: true });
    assert.deepEqual(JSON.parse(`{${text.slice(a.span.start, a.span.end)}}`), {
      a: ['a@1.0.0', '', { bin: { a: 'cli.js' }, os: ['linux'] }, SHA],
    });
    assert.deepEqual([graph.format, graph.lockfileVersion, graph.problems], ['bun.lock', '1', []]);
    assert.deepEqual(graph.importers, [{ id: '', name: 'app', resolves: new Map([['a', 'a']]) }]);
  });

  it('knows what is asked for by an alias, and what an override may lead elsewhere', () => {
    const dependencies = { a: '^1.0.0', b: 'npm:real@1', c: '1' };
    const packages = { a: ['a@1.0.0', '', {}, SHA], b: ['real@1.0.0', '', {}, SHA], c: ['c@1.0.0', '', {}, SHA] };
    const plain = (manifest: Readonly<Record<string, unknown>>): readonly string[] => {
      const text = lockText({ workspaces: { '': { name: 'app', dependencies } }, packages });
      const graph = bunLock.read(text, manifests({ '': { dependencies, ...manifest } }));
      return [...graph.entries.values()].flatMap(({ id, askedPlainly }) => (askedPlainly === true ? [id] : []));
    };
    assert.deepEqual(plain({}), ['a', 'c']);
    assert.deepEqual(plain({ overrides: { a: 'npm:real@1' } }), ['c']);
    assert.deepEqual(plain({ resolutions: { 'x/c': 'npm:real@1' } }), ['a']);
  });

  const kinds: readonly (readonly [string, string, unknown[], Readonly<Record<string, unknown>>])[] = [
    [
      'a package of another registry',
      'p',
      ['p@1.0.0', 'https://registry.npm.example/p/-/p-1.0.0.tgz', {}, SHA],
      { name: 'p', version: '1.0.0', resolved: 'https://registry.npm.example/p/-/p-1.0.0.tgz', integrity: SHA },
    ],
    [
      'an alias',
      '@my/p',
      ['@s/p@1.0.0', '', {}, SHA],
      { name: '@s/p', alias: '@my/p', version: '1.0.0', integrity: SHA },
    ],
    [
      'a git repository, whose tag is no integrity',
      'p',
      ['p@git+https://git.invalid/p.git#abc', {}, 'abc'],
      { name: 'p', version: 'git+https://git.invalid/p.git#abc' },
    ],
    [
      'a repository of GitHub, with an integrity as newer versions write it',
      'p',
      ['p@github:owner/p#abc', {}, 'owner-p-abc', SHA],
      { name: 'p', version: 'github:owner/p#abc', integrity: SHA },
    ],
    [
      'a tarball somewhere',
      'p',
      ['p@https://host.invalid/p.tgz', {}, SHA],
      { name: 'p', version: 'https://host.invalid/p.tgz', integrity: SHA },
    ],
    ['a tarball beside the project', 'p', ['p@./p.tgz', {}], { name: 'p', version: './p.tgz' }],
    ['a folder', 'p', ['p@file:lib/p', {}], { name: 'p', version: 'file:lib/p', localDir: true, folder: 'lib/p' }],
    ['a link', 'p', ['p@link:./lib/p', {}], { name: 'p', version: 'link:./lib/p', localDir: true, folder: 'lib/p' }],
    ['the project itself', 'app', ['app@root:', {}], { name: 'app', workspace: true, localDir: true, folder: '' }],
    [
      'what a package bundles',
      'p',
      ['p@1.0.0', '', { bundled: true }, SHA],
      {
        name: 'p',
        version: '1.0.0',
        bundled: true,
        integrity: SHA,
      },
    ],
  ];
  for (const [what, key, value, expected] of kinds) {
    it(`reads ${what}`, () => {
      const graph = read({ packages: { [key]: value } });
      assert.deepEqual({ version: null, unreachable: true, ...expected, id: key }, stated(entryOf(graph, key)));
    });
  }

  it('finds what node would find in the tree of keys', () => {
    const graph = read({
      workspaces: { '': { dependencies: { '@s/a': '1', b: '1' } } },
      packages: {
        '@s/a': ['@s/a@1.0.0', '', { dependencies: { b: '2', c: '1' } }, SHA],
        b: ['b@1.0.0', '', { peerDependencies: { c: '1', missing: '1' }, optionalPeers: ['missing'] }, SHA],
        c: ['c@1.0.0', '', { optionalDependencies: { d: '1' } }, SHA],
        d: ['d@1.0.0', '', {}, SHA],
        '@s/a/b': ['b@2.0.0', '', { dependencies: { c: '2' } }, SHA],
        '@s/a/b/c': ['c@2.0.0', '', { dependencies: { b: '2' } }, SHA],
      },
    });
    const edges = Object.fromEntries([...graph.entries.values()].map(({ id, dependsOn }) => [id, dependsOn]));
    assert.deepEqual(edges, {
      '@s/a': ['@s/a/b', 'c'],
      b: ['c'],
      c: ['d'],
      d: [],
      '@s/a/b': ['@s/a/b/c'],
      '@s/a/b/c': ['@s/a/b'],
    });
    assert.equal(entryOf(graph, 'd').optional, true);
  });

  describe('with workspaces', () => {
    const workspaces = {
      '': { name: 'app', devDependencies: { t: '1' } },
      'packages/m': { name: '@a/m', version: '2.0.0', dependencies: { s: '1' }, peerDependencies: { t: '1' } },
      'packages/n': { name: '@a/n', dependencies: { '@a/m': 'workspace:*', s: 'catalog:' } },
    };
    const packages = {
      '@a/m': ['@a/m@workspace:packages/m'],
      '@a/n': ['@a/n@workspace:packages/n', { dependencies: { '@a/m': 'workspace:*', s: 'catalog:' } }],
      s: ['s@2.0.0', '', {}, SHA],
      t: ['t@1.0.0', '', {}, SHA],
      '@a/m/s': ['s@1.0.0', '', {}, SHA],
    };

    it('has a member for each, with what it gets from its own place in the tree', () => {
      const graph = read({ workspaces, packages });
      assert.deepEqual(
        graph.importers.map(({ id, name, resolves }) => [id, name, Object.fromEntries(resolves)]),
        [
          ['', 'app', { t: 't' }],
          ['packages/m', '@a/m', { s: '@a/m/s', t: 't' }],
          ['packages/n', '@a/n', { '@a/m': '@a/m', s: 's' }],
        ],
      );
      assert.deepEqual(stated(entryOf(graph, '@a/m')), {
        id: '@a/m',
        name: '@a/m',
        version: '2.0.0',
        workspace: true,
        localDir: true,
        folder: 'packages/m',
        direct: true,
      });
      assert.equal(entryOf(graph, '@a/n').version, null);
      assert.equal(entryOf(graph, '@a/n').unreachable, true);
    });

    it('takes a name in two sections for both', () => {
      assert.equal(entryOf(read({ workspaces, packages }), 't').dev, undefined);
    });

    it('takes what manifests declare now, and keeps what only the lockfile still says', () => {
      const graph = read(
        { workspaces, packages },
        { '': { dependencies: { s: '2' } }, 'packages/m': { name: 'renamed' } },
      );
      assert.deepEqual(Object.fromEntries(graph.importers[0]?.resolves ?? []), { s: 's', t: 't' });
      assert.equal(graph.importers[1]?.name, 'renamed');
      assert.equal(entryOf(graph, '@a/m/s').unreachable, undefined);
    });
  });

  it('reads comments, which people may add', () => {
    const text = '// "a": 1\n{ /* { */ "packages": { // "b": [\n "a": ["a@1.0.0", /* "" */ "", {}, "sha512-A"], }, }';
    const graph = bunLock.read(text, NO_MANIFESTS);
    assert.deepEqual([...graph.entries.keys()], ['a']);
    assert.deepEqual(graph.problems, []);
  });

  describe('of bad text', () => {
    it('keeps the good entries beside a bad one', () => {
      const graph = read({
        packages: { a: 'what', b: [], c: [{}, 1, null], d: ['d@1.0.0', '', {}, 5], e: { x: 1 }, f: ['f'] },
      });
      assert.deepEqual(
        [...graph.entries.values()].map(({ name, version }) => [name, version]),
        [
          ['d', '1.0.0'],
          ['f', null],
        ],
      );
      assert.equal(graph.problems.length, 4);
    });

    it('leaves out what lies too deep to be real', () => {
      const graph = read({
        packages: { ['a/'.repeat(50_000)]: ['a@1.0.0', '', {}, SHA], b: ['b@1.0.0', '', {}, SHA] },
      });
      assert.deepEqual([...graph.entries.keys()], ['b']);
      assert.match(inEnglish(graph.problems[0]?.message ?? ''), /too deep/);
    });

    it('takes keys that mean something to JavaScript as ordinary text', () => {
      const graph = read({
        packages: { constructor: ['constructor@1.0.0', '', { dependencies: { toString: '1' } }, SHA] },
      });
      assert.deepEqual(entryOf(graph, 'constructor').dependsOn, []);
    });

    it('survives what is made to cost much', () => {
      assertSurvivesHostileText(bunLock, 'packages');
    });

    it('is read without an error, with every place inside of it', () => {
      const sample = lockText({
        workspaces: { '': { dependencies: { a: '1' } } },
        packages: { a: ['a@1.0.0', '', { dependencies: { b: '1' } }, SHA], 'a/b': ['b@workspace:b'] },
      });
      assertReadsAnyText(bunLock, sample, ['"packages"', '"workspaces"', '"a"', '"a@workspace:"', '"dependencies"']);
    });
  });

  describe('of a text that is cut off', () => {
    it('keeps the entries before the cut', () => {
      assertKeepsWhatIsBeforeACut(bunLock, 25);
    });

    it('says so, and calls nothing unreachable', () => {
      const graph = bunLock.read(lockText({ packages: { a: ['a@1.0.0', '', {}, SHA] } }).slice(0, -3), NO_MANIFESTS);
      assert.equal(entryOf(graph, 'a').unreachable, undefined);
      assert.match(inEnglish(graph.problems.at(-1)?.message ?? ''), /not a whole lockfile/);
    });
  });
});
