import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pnpmLock } from '../../server/src/formats/pnpm-lock.js';
import { listEntries, type DependencyGraph, type LockEntry } from '../../server/src/model/index.js';
import { assertKeepsWhatIsBeforeACut, entryOf as entry, manifests, NO_MANIFESTS } from './support/lockfile-checks.js';
import { lockfileProjects } from './support/lockfile-projects.js';

function read(text: string, byFolder: Readonly<Record<string, unknown>> = {}): DependencyGraph {
  return pnpmLock.read(text, manifests(byFolder));
}

const VERSION_9 = `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      a:
        specifier: ^1.0.0
        version: 1.0.0(react@18.2.0)
      other-name:
        specifier: npm:b@2.0.0
        version: b@2.0.0
    devDependencies:
      react:
        specifier: 'catalog:'
        version: 18.2.0

packages:

  a@1.0.0:
    resolution: {integrity: sha512-AAAA}
    engines: {node: '>=18'}
    deprecated: 'Use "b": it''s better'
    hasBin: true
    bundledDependencies:
      - ms
    peerDependencies:
      react: '*'

  b@2.0.0:
    resolution: {integrity: sha512-BBBB, tarball: https://registry.npm.example/b/-/b-2.0.0.tgz}

  react@18.2.0:
    resolution: {integrity: sha512-CCCC}

snapshots:

  a@1.0.0(react@18.2.0):
    dependencies:
      react: 18.2.0
    optionalDependencies:
      b: 2.0.0

  b@2.0.0: {}

  react@18.2.0: {}
`;

const VERSION_5 = `dependencies:
  a: 1.0.0_react@18.2.0
  from-git: github.com/owner/from-git/0123abc
  other-name: /b/2.0.0
devDependencies:
  react: 18.2.0
lockfileVersion: 5.1
packages:
  /@scope/c/3.0.0:
    dev: false
    optional: true
    requiresBuild: true
    resolution:
      integrity: sha1-DDDD
  /a/1.0.0_react@18.2.0:
    dependencies:
      react: 18.2.0
    dev: false
    optionalDependencies:
      '@scope/c': 3.0.0
    resolution:
      integrity: sha512-AAAA
  /b/2.0.0:
    resolution:
      integrity: sha512-BBBB
      tarball: https://registry.npm.example/b/-/b-2.0.0.tgz
  /react/18.2.0:
    resolution:
      integrity: sha512-CCCC
  github.com/owner/from-git/0123abc:
    name: from-git
    resolution:
      tarball: https://codeload.invalid/owner/from-git/tar.gz/0123abc
    version: 0.1.0
specifiers:
  a: ^1.0.0
`;

describe('pnpmLock', () => {
  it('reads packages, their peers and what they depend on', () => {
    const graph = read(VERSION_9);
    const { span, ...a } = entry(graph, 'a@1.0.0(react@18.2.0)');
    assert.deepEqual(
      [a.name, a.version, a.integrity, a.deprecated, a.direct, a.dev],
      ['a', '1.0.0', 'sha512-AAAA', 'Use "b": it\'s better', true, undefined],
    );
    assert.deepEqual(a.dependsOn, ['react@18.2.0', 'b@2.0.0']);
    assert.equal(
      VERSION_9.slice(span.start, span.end),
      VERSION_9.slice(VERSION_9.indexOf('a@1.0.0:'), VERSION_9.indexOf('\n\n  b@2.0.0:\n    resolution')),
      'where its resolution stands, not where its peers do',
    );
    assert.equal(entry(graph, 'b@2.0.0').resolved, 'https://registry.npm.example/b/-/b-2.0.0.tgz');
    assert.equal(graph.importers[0]?.resolves.get('other-name'), 'b@2.0.0');
    assert.deepEqual([graph.format, graph.lockfileVersion, graph.problems], ['pnpm-lock.yaml', '9.0', []]);
  });

  it('reads the old versions, with maps on lines of their own and the version in the middle', () => {
    const graph = read(VERSION_5);
    assert.deepEqual(entry(graph, '/a/1.0.0_react@18.2.0').dependsOn, ['/react/18.2.0', '/@scope/c/3.0.0']);
    const c = entry(graph, '/@scope/c/3.0.0');
    assert.deepEqual(
      [c.name, c.version, c.optional, c.hasInstallScript, c.integrity],
      ['@scope/c', '3.0.0', true, true, 'sha1-DDDD'],
    );
    const git = entry(graph, 'github.com/owner/from-git/0123abc');
    assert.deepEqual([git.name, git.version, git.direct], ['from-git', '0.1.0', true]);
    assert.equal(graph.lockfileVersion, '5.1');
    assert.deepEqual(graph.problems, []);
  });

  it('names the entries of version 6 as pnpm does', () => {
    const graph = read(`lockfileVersion: '6.0'
dependencies:
  '@s/a':
    specifier: ^1.0.0
    version: 1.0.0(@s/peer@2.0.0)
  lodash4:
    specifier: npm:lodash@4.17.20
    version: /lodash@4.17.20
packages:
  /@s/a@1.0.0(@s/peer@2.0.0):
    resolution: {integrity: sha512-A}
    dependencies:
      '@s/peer': 2.0.0
  /@s/peer@2.0.0:
    resolution: {integrity: sha512-P}
  /lodash@4.17.20:
    resolution: {integrity: sha512-L}
`);
    assert.deepEqual([...graph.entries.keys()], ['/@s/a/1.0.0(@s/peer@2.0.0)', '/@s/peer/2.0.0', '/lodash/4.17.20']);
    assert.deepEqual(
      [...graph.entries.values()].map(({ name, version, unreachable }) => [name, version, unreachable]),
      [
        ['@s/a', '1.0.0', undefined],
        ['@s/peer', '2.0.0', undefined],
        ['lodash', '4.17.20', undefined],
      ],
    );
  });

  it('has workspace members and linked folders as entries, named by their manifests', () => {
    const text = `lockfileVersion: '9.0'
importers:
  .: {}
  packages/core:
    dependencies:
      linked:
        specifier: link:../../vendor/linked
        version: link:../../vendor/linked
  packages/web:
    dependencies:
      '@acme/core': {specifier: 'workspace:*', version: link:../core}
`;
    const graph = read(text, {
      'packages/core': { name: '@acme/core', version: '2.0.0' },
      'vendor/linked': { name: 'really-linked', version: '3.0.0' },
    });
    assert.deepEqual(
      listEntries(graph).map(({ id, name, version, workspace, link, path }) => [
        id,
        name,
        version,
        workspace,
        link,
        path,
      ]),
      [
        ['@ws:packages/core', '@acme/core', '2.0.0', true, undefined, ['packages/web', '@acme/core@2.0.0']],
        ['@ws:vendor/linked', 'really-linked', '3.0.0', undefined, true, ['packages/core', 'really-linked@3.0.0']],
        ['@ws:packages/web', 'web', null, true, undefined, []],
      ],
    );
    assert.equal(entry(graph, '@ws:vendor/linked').folder, 'vendor/linked');
    assert.ok([...graph.entries.values()].every((one) => one.localDir === true));
  });

  it('takes a folder behind `file:` for one of this machine', () => {
    const graph = read(`lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      lib:
        specifier: file:lib
        version: file:lib
packages:
  lib@file:lib:
    resolution: {directory: lib, type: directory}
snapshots:
  lib@file:lib: {}
`);
    const lib = entry(graph, 'lib@file:lib');
    assert.deepEqual([lib.name, lib.version, lib.resolved, lib.localDir], ['lib', 'file:lib', 'lib', true]);
  });

  for (const [key, name, version] of [
    ['@acme/form@work:1.2.3', '@acme/form', '1.2.3'],
    ['a@1.0.0(patch_hash=abc)(react@18.2.0(x@1.0.0))', 'a', '1.0.0'],
    ['a@https://codeload.invalid/o/a/tar.gz/0123', 'a', 'https://codeload.invalid/o/a/tar.gz/0123'],
    ['node@runtime:22.0.0', 'node', 'runtime:22.0.0'],
  ] as const) {
    it(`reads name and version of ${key}`, () => {
      const graph = read(`lockfileVersion: '9.0'\nsnapshots:\n  '${key}': {}\n`);
      const found = entry(graph, key);
      assert.deepEqual([found.name, found.version], [name, version]);
    });
  }

  it('finds what a registry-qualified reference leads to', () => {
    const graph = read(`lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      form: {specifier: 'work:^1', version: 'work:1.2.3'}
packages:
  form@work:1.2.3: {resolution: {integrity: sha512-A}}
snapshots:
  form@work:1.2.3: {}
`);
    assert.equal(graph.importers[0]?.resolves.get('form'), 'form@work:1.2.3');
    assert.equal(entry(graph, 'form@work:1.2.3').integrity, 'sha512-A');
  });

  it("reads the project's document of several, and of pnpm's own the configuration packages", () => {
    const graph = read(`---
lockfileVersion: '9.0'
importers:
  .:
    configDependencies:
      settings: {specifier: 1.0.0, version: 1.0.0}
    packageManagerDependencies:
      pnpm: {specifier: 12.0.0, version: 12.0.0}
packages:
  pnpm@12.0.0: {resolution: {integrity: sha512-P}}
  settings@1.0.0: {resolution: {integrity: sha512-S}}
snapshots:
  pnpm@12.0.0: {}
  settings@1.0.0: {}
---
${VERSION_9}`);
    assert.equal(entry(graph, 'settings@1.0.0').direct, true);
    assert.equal(graph.entries.has('pnpm@12.0.0'), false);
    assert.equal(entry(graph, 'b@2.0.0').direct, true);
    assert.deepEqual(
      graph.importers.map(({ id }) => id),
      [''],
    );
  });

  it('reads the same in all the ways to write YAML that machines have', () => {
    const expected = listEntries(read(VERSION_9));
    const rewritten = {
      'byte order mark': `\uFEFF${VERSION_9}`,
      'line ends of Windows': VERSION_9.replaceAll('\n', '\r\n'),
      'maps in maps in braces': VERSION_9.replaceAll(
        /^ {2}(b@2.0.0):\n {4}(resolution: .*)$/gm,
        '  $1: {cpu: {a: b}, $2, engines: {node: 18}}',
      ),
      comments: VERSION_9.replaceAll('\n', ' # why\n').replaceAll('\n\n', '\n# a: b\n\n'),
      'double quotes': VERSION_9.replaceAll("'9.0'", '"9.0"').replaceAll(/^ {2}(\S+):/gm, '  "$1":'),
      'maps on lines of their own': VERSION_9.replaceAll(
        /^( +)resolution: \{integrity: (\S+?)(?:, tarball: (\S+))?\}$/gm,
        (_, indent: string, integrity: string, tarball?: string) =>
          `${indent}resolution:\n${indent}  {\n${indent}    integrity: ${integrity},\n` +
          `${tarball === undefined ? '' : `${indent}    tarball: ${tarball},\n`}${indent}  }`,
      ),
      'keys with question marks': VERSION_9.replaceAll(/^ {2}(\S+@\S+):\n {4}/gm, '  ? $1\n  : ').replaceAll(
        /^ {2}(\S+@\S+): \{\}/gm,
        '  ? $1\n  : {}',
      ),
    };
    for (const [way, text] of Object.entries(rewritten)) {
      assert.notEqual(text, VERSION_9, way);
      assert.deepEqual(listEntries(read(text)), expected, way);
    }
  });

  for (const [written, expected] of [
    ['|-\n      Two\n      lines', 'Two\nlines'],
    ['>-\n      one\n      line\n\n      another', 'one line\nanother'],
    ['"tab \\t \\u00e9 \\x41"', 'tab \t é A'],
    ["'it''s: # no comment'", "it's: # no comment"],
    ['plain # comment', 'plain'],
    ['\n      a long one\n      that goes on', 'a long one that goes on'],
    ['first\n\n      and second', 'first\nand second'],
    ['"a long one\n      that goes on"', 'a long one that goes on'],
  ] as const) {
    it(`reads deprecated: ${JSON.stringify(written)}`, () => {
      const graph = read(`lockfileVersion: 5.4
packages:
  /a/1.0.0:
    resolution: {integrity: sha512-A}
    deprecated: ${written}
    requiresBuild: true
`);
      assert.equal(entry(graph, '/a/1.0.0').deprecated, expected);
      assert.equal(entry(graph, '/a/1.0.0').hasInstallScript, true);
    });
  }

  it('points at what says which bytes are meant, and beside that at what they depend on', () => {
    const places = [...read(VERSION_9).entries.values()].filter(({ needsSpan }) => needsSpan !== undefined);
    assert.ok(places.length > 0);
    const snapshots = VERSION_9.indexOf('snapshots:');
    for (const { name, span, needsSpan } of places) {
      assert.ok(needsSpan !== undefined && span.end < snapshots && snapshots < needsSpan.start);
      assert.ok(VERSION_9.slice(needsSpan.start, needsSpan.end).includes(`${name}@`));
    }
  });

  it('loses no good entry to a bad one', () => {
    const bad = VERSION_9.replace(
      '  b@2.0.0:\n    resolution: {integrity',
      '<<<<<<< HEAD\n  b@2.0.0:\n   - x\n    resolution: {{[integrity',
    );
    const graph = read(bad);
    assert.deepEqual([...graph.entries.keys()], [...read(VERSION_9).entries.keys()]);
    assert.equal(entry(graph, 'react@18.2.0').integrity, 'sha512-CCCC');
  });

  it('says that something is missing rather than that nothing depends on an entry', () => {
    const cut = read(VERSION_9.slice(0, VERSION_9.indexOf('snapshots:')));
    assert.deepEqual([...cut.entries.keys()], ['a@1.0.0', 'b@2.0.0', 'react@18.2.0']);
    assert.equal(cut.problems.length, 1);
    assert.ok([...cut.entries.values()].every((one) => one.unreachable === undefined));
  });

  it('misses nothing where pnpm 3 and 4 left out what is only for another platform', () => {
    const lockfile = (section: string): string => `dependencies:
  chokidar: 3.6.0
lockfileVersion: 5.1
packages:
  /chokidar/3.6.0:
    ${section}:
      fsevents: 2.3.3
    resolution:
      integrity: sha512-AAAA
  /unasked/1.0.0:
    resolution:
      integrity: sha512-BBBB
`;
    const graph = read(lockfile('optionalDependencies'));
    assert.deepEqual(graph.problems, []);
    assert.equal(entry(graph, '/unasked/1.0.0').unreachable, true);
    assert.equal(read(lockfile('dependencies')).problems.length, 1);
  });

  it('marks what nothing depends on', () => {
    const graph = read(`${VERSION_9}\n  injected@6.6.6: {}\n`);
    assert.equal(entry(graph, 'injected@6.6.6').unreachable, true);
  });

  it('points at the key of each entry and all that belongs to it', () => {
    for (const { name, lockfile, lockfileName, manifests } of lockfileProjects()) {
      if (lockfileName !== 'pnpm-lock.yaml') continue;
      const graph = pnpmLock.read(lockfile, manifests);
      for (const { id, span, link } of graph.entries.values()) {
        const [key = ''] = lockfile.slice(span.start, span.end).split(/:(?:\s|$)/, 1);
        // Version 6 has an @ where pnpm itself has a slash; what is linked stands where it is depended on.
        const ids = [
          id,
          id.replace(/\(.*$/, ''),
          id.replace('@ws:', ''),
          id.replace(/(?<=.)\/(?=[^/@]+(?:\(|$))/, '@'),
        ];
        assert.ok(link === true || ids.includes(key.replaceAll("'", '')), `${name}: ${id}, ${key}`);
        assert.equal(/\s$/.test(lockfile.slice(span.start, span.end)), false, id);
      }
    }
  });

  it('keeps the entries before a cut', function () {
    this.timeout(60_000);
    assertKeepsWhatIsBeforeACut(pnpmLock, 25);
  });

  it('points into a line that is cut off in the middle', () => {
    for (const text of [
      'importers: {lockfileVersion: 9.0',
      'lockfileVersion: 9.0\npackages: {a@1.0.0: {resolution: {integrity: x',
    ]) {
      const spans = [...pnpmLock.read(text, new Map()).entries.values()].map(({ span }) => span);
      assert.ok(spans.length > 0);
      for (const { start, end } of spans) assert.ok(start < end && end <= text.length, `${start}–${end}`);
    }
  });

  it('never throws, whatever the text is', () => {
    const words = [
      'lockfileVersion: 9.0',
      'importers:',
      'packages:',
      'snapshots:',
      '  .:',
      '    dependencies:',
      '      a:',
    ];
    const pieces = [
      ...words,
      '\n',
      '? ',
      ': ',
      '- ',
      '{',
      '}',
      '[',
      "'",
      '"',
      '|-',
      '>',
      '#',
      '---',
      '  a@1.0.0(',
      ')',
      ' ',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
      fc
        .tuple(fc.nat(VERSION_9.length), fc.nat(12), fc.constantFrom(...pieces))
        .map(([at, length, piece]) => VERSION_9.slice(0, at) + piece + VERSION_9.slice(at + length)),
    );
    fc.assert(
      fc.property(text, (input) => {
        assertSpansInside(pnpmLock.read(input, NO_MANIFESTS).entries.values(), input.length);
      }),
      { numRuns: 2000 },
    );
  });
});

function assertSpansInside(entries: Iterable<LockEntry>, length: number): void {
  for (const { id, span } of entries) {
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= length, `${id}: ${JSON.stringify(span)}`);
  }
}
