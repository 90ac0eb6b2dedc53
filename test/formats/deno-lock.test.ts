import assert from 'node:assert/strict';
import { denoLock } from '../../server/src/formats/deno-lock.js';
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

function read(lock: unknown, byFolder: Readonly<Record<string, unknown>> = {}): DependencyGraph {
  return denoLock.read(JSON.stringify(lock, null, 2), manifests(byFolder));
}

function edgesIn(graph: DependencyGraph): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...graph.entries.values()].map(({ id, dependsOn }) => [id, dependsOn]));
}

function importersIn(graph: DependencyGraph): Readonly<Record<string, unknown>> {
  return Object.fromEntries(graph.importers.map(({ id, resolves }) => [id, Object.fromEntries(resolves)]));
}

const V5 = {
  version: '5',
  specifiers: {
    'jsr:@std/fs@1': '1.0.0',
    'npm:a@1': '1.0.0_b@2.0.0',
    'npm:@s/b@2': '2.0.0',
    'npm:c@latest': '3.0.0',
  },
  jsr: { '@std/fs@1.0.0': { integrity: 'x', dependencies: ['npm:c@latest'] } },
  npm: {
    'a@1.0.0_b@2.0.0': {
      integrity: SHA,
      dependencies: ['@s/b', 'b@2.0.0', 'other@npm:b@1.0.0', 'only@npm:c'],
      optionalDependencies: ['d'],
      optionalPeers: ['missing'],
      tarball: 'https://registry.npm.example/a/-/a-1.0.0.tgz',
      scripts: true,
      bin: true,
    },
    '@s/b@2.0.0': {},
    'b@1.0.0': {},
    'b@2.0.0': {},
    'c@3.0.0': {},
    'd@1.0.0': { os: ['darwin'] },
    'e@1.0.0': {},
  },
  remote: { 'https://host.invalid/mod.ts': 'abc' },
  workspace: {
    dependencies: ['npm:a@1', 'jsr:@std/fs@1'],
    packageJson: { dependencies: ['npm:@s/b@2', 'npm:gone@1'], overrides: { x: '1' } },
    members: { 'packages/m': { packageJson: { dependencies: ['npm:@s/b@2'] }, dependencies: ['npm:a@1'] } },
  },
};

describe('denoLock', () => {
  it('gives each entry its words and its place in the text', () => {
    const text = JSON.stringify(V5, null, 2);
    const graph = denoLock.read(text, NO_MANIFESTS);
    const a = entryOf(graph, 'a@1.0.0_b@2.0.0');
    assert.deepEqual(stated(a), {
      id: 'a@1.0.0_b@2.0.0',
      name: 'a',
      version: '1.0.0',
      integrity: SHA,
      resolved: 'https://registry.npm.example/a/-/a-1.0.0.tgz',
      hasInstallScript: true,
      direct: true,
      askedPlainly: true,
    });
    assert.deepEqual(Object.keys(JSON.parse(`{${text.slice(a.span.start, a.span.end)}}`) as object), [a.id]);
    assert.deepEqual([graph.format, graph.lockfileVersion, graph.problems], ['deno.lock', '5', []]);
  });

  it('finds the entries that short references mean', () => {
    const graph = read(V5);
    assert.deepEqual(edgesIn(graph)['a@1.0.0_b@2.0.0'], ['@s/b@2.0.0', 'b@2.0.0', 'b@1.0.0', 'c@3.0.0', 'd@1.0.0']);
    assert.equal(entryOf(graph, 'd@1.0.0').optional, true);
    assert.equal(entryOf(graph, 'e@1.0.0').unreachable, true);
  });

  it('has what the manifests of the project and its members name, and what modules import', () => {
    assert.deepEqual(importersIn(read(V5)), {
      '': { a: 'a@1.0.0_b@2.0.0', '@s/b': '@s/b@2.0.0', c: 'c@3.0.0' },
      'packages/m': { '@s/b': '@s/b@2.0.0', a: 'a@1.0.0_b@2.0.0' },
    });
  });

  it('reads version 4, which has no optional dependencies', () => {
    const graph = read({
      version: '4',
      specifiers: { 'npm:a@^1.0.0': '1.0.0' },
      npm: { 'a@1.0.0': { integrity: SHA, dependencies: ['b', 'x@npm:b@1.0.0'] }, 'b@1.0.0': {} },
      workspace: { packageJson: { dependencies: ['npm:a@^1.0.0'] } },
    });
    assert.deepEqual(edgesIn(graph), { 'a@1.0.0': ['b@1.0.0'], 'b@1.0.0': [] });
    assert.equal(graph.lockfileVersion, '4');
  });

  it('reads version 3, which keeps everything under `packages`', () => {
    const graph = read({
      version: '3',
      packages: {
        specifiers: { 'npm:a@^1.0.0': 'npm:a@1.0.0_c@1.0.0', 'jsr:@std/fs': 'jsr:@std/fs@1.0.0' },
        jsr: { '@std/fs@1.0.0': { integrity: 'x' } },
        npm: {
          'a@1.0.0_c@1.0.0': { integrity: SHA, dependencies: { b: 'b@1.0.0', alias: 'c@1.0.0' } },
          'b@1.0.0': { integrity: SHA, dependencies: {} },
          'c@1.0.0': { integrity: SHA, dependencies: {} },
        },
      },
      remote: {},
    });
    assert.deepEqual(importersIn(graph), { '': { a: 'a@1.0.0_c@1.0.0' } });
    assert.deepEqual(edgesIn(graph)['a@1.0.0_c@1.0.0'], ['b@1.0.0', 'c@1.0.0']);
    assert.deepEqual([graph.lockfileVersion, graph.problems], ['3', []]);
  });

  it('says that another version may be read wrongly, and calls nothing unreachable', () => {
    const graph = read({ version: '9', npm: { 'a@1.0.0': {} } });
    assert.equal(entryOf(graph, 'a@1.0.0').unreachable, undefined);
    assert.match(inEnglish(graph.problems[0]?.message ?? ''), /not known/);
  });

  it('names what is direct as the manifest does, where the lockfile knows only real names and other ranges', () => {
    const graph = read(
      {
        version: '5',
        specifiers: { 'npm:lo@^4.0.0': '4.9.0', 'npm:lo@3.1': '3.1.9', 'npm:t@2.0': '2.0.5', 'npm:lo@1': '1.0.0' },
        npm: { 'lo@1.0.0': {}, 'lo@3.1.9': {}, 'lo@4.9.0': {}, 't@2.0.5': {} },
        workspace: { packageJson: { dependencies: ['npm:lo@^4.0.0', 'npm:lo@3.1', 'npm:t@2.0', 'npm:lo@1'] } },
      },
      {
        '': {
          dependencies: { lo: '^4.0.0', old: 'npm:lo@~3.1.0', t: '>=2.0.0 <2.1.0', lib: 'file:lib' },
          overrides: { lo: '1' },
        },
      },
    );
    assert.deepEqual(importersIn(graph), {
      '': { lo: 'lo@4.9.0', old: 'lo@3.1.9', t: 't@2.0.5', 'npm:lo@1': 'lo@1.0.0' },
    });
  });

  it('keeps the good entries beside bad ones', () => {
    const graph = read({
      version: 5,
      specifiers: [],
      npm: { 'a@1.0.0': 5, b: {}, 'c@1.0.0': {}, 'd@': { dependencies: 'x' } },
    });
    assert.deepEqual(
      [...graph.entries.values()].map(({ name, version }) => [name, version]),
      [
        ['c', '1.0.0'],
        ['d', null],
      ],
    );
    assert.equal(graph.problems.length, 2);
  });

  it('survives what is made to cost much', () => {
    assertSurvivesHostileText(denoLock, 'npm');
    assertSurvivesHostileText(denoLock, 'packages');
  });

  it('reads any text without an error, with every place inside of it', () => {
    const pieces = [
      '"version"',
      '"npm"',
      '"packages"',
      '"specifiers"',
      '"npm:a@1"',
      '"a@1"',
      '"workspace"',
      '"members"',
    ];
    assertReadsAnyText(denoLock, JSON.stringify(V5), pieces);
  });

  it('keeps the entries before a cut', () => {
    assertKeepsWhatIsBeforeACut(denoLock, 25);
  });

  it('says so where the text is cut off, and calls nothing unreachable', () => {
    const graph = denoLock.read(JSON.stringify(V5).slice(0, -1), NO_MANIFESTS);
    assert.equal(entryOf(graph, 'e@1.0.0').unreachable, undefined);
    assert.match(inEnglish(graph.problems.at(-1)?.message ?? ''), /not a whole lockfile/);
  });
});
