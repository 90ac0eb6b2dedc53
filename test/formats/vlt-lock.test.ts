import assert from 'node:assert/strict';
import { vltLock } from '../../server/src/formats/vlt-lock.js';
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

type Edges = Readonly<Record<string, string>>;

function lockText(nodes: Readonly<Record<string, unknown>>, edges: Edges = {}): string {
  return JSON.stringify({ lockfileVersion: 1, options: { catalog: { a: '1' } }, nodes, edges }, null, 2);
}

function read(nodes: Readonly<Record<string, unknown>>, edges: Edges = {}): DependencyGraph {
  return vltLock.read(lockText(nodes, edges), NO_MANIFESTS);
}

describe('vltLock', () => {
  const kinds: readonly (readonly [string, string, unknown[], Readonly<Record<string, unknown>>])[] = [
    [
      'a package, with its place beyond what it needs',
      '~npm~@s+p@1.2.3~peer.1',
      [2, '@s/p', SHA, null, 'node_modules/p', null, null, { os: ['linux'] }, { p: 'cli.js' }],
      { name: '@s/p', version: '1.2.3', integrity: SHA, askedPlainly: true },
    ],
    [
      'a package of another registry',
      '~corp~p@1.2.3-rc.1',
      [0, 'p', SHA, 'https://registry.npm.example/p/-/p-1.2.3-rc.1.tgz'],
      {
        name: 'p',
        version: '1.2.3-rc.1',
        integrity: SHA,
        resolved: 'https://registry.npm.example/p/-/p-1.2.3-rc.1.tgz',
        askedPlainly: true,
      },
    ],
    [
      'a package as older lockfiles name it',
      '··@s§p@1.2.3',
      [0, '@s/p'],
      { name: '@s/p', version: '1.2.3', askedPlainly: true },
    ],
    [
      'a package whose name only the id tells',
      '~npm~@s+p@1.2.3%2Bx',
      [0],
      { name: '@s/p', version: '1.2.3+x', askedPlainly: true },
    ],
    ['a folder', 'file~lib+p', [0, 'p'], { name: 'p', localDir: true, folder: 'lib/p' }],
    ['a tarball beside the project', 'file~lib+p-1.0.0.tgz', [0, 'p'], { name: 'p' }],
    ['a git repository', 'git~github_cowner+p~v1', [0, 'p'], { name: 'p' }],
    ['a tarball somewhere', 'remote~https_c++host.invalid+p.tgz', [0, 'p', SHA], { name: 'p', integrity: SHA }],
    [
      'a member',
      'workspace~packages+my__p',
      [0, 'p'],
      { name: 'p', workspace: true, localDir: true, folder: 'packages/my_p' },
    ],
    ['an id that cannot be decoded', '~npm~p@1%', [0, null], { name: 'p', version: '1%', askedPlainly: true }],
  ];
  for (const [what, id, node, expected] of kinds) {
    it(`reads ${what}`, () => {
      const graph = read({ [id]: node });
      assert.deepEqual(stated(entryOf(graph, id)), { version: null, unreachable: true, ...expected, id });
      assert.deepEqual(graph.problems, []);
    });
  }

  it('gives each entry its place in the text', () => {
    const text = lockText({ '~npm~a@1.0.0': [0, 'a', SHA], '~npm~b@1.0.0': [0, 'b', SHA] });
    const graph = vltLock.read(text, NO_MANIFESTS);
    const { span } = entryOf(graph, '~npm~b@1.0.0');
    assert.deepEqual(JSON.parse(`{${text.slice(span.start, span.end)}}`), { '~npm~b@1.0.0': [0, 'b', SHA] });
    assert.deepEqual([graph.format, graph.lockfileVersion], ['vlt-lock.json', '1']);
  });

  it('follows the edges from the project and its members', () => {
    const nodes = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`~npm~${name}@1.0.0`, [0, name]]));
    const text = lockText(nodes, {
      'file~_d my-a': 'prod npm:a@>=1 <2 ~npm~a@1.0.0',
      'file~_d d': 'dev ^1.0.0 ~npm~d@1.0.0',
      'file~_d m': 'prod workspace:* workspace~packages+m',
      'workspace~packages+m b': 'optional * ~npm~b@1.0.0',
      '~npm~a@1.0.0 c': 'peerOptional ^1 || ^2 ~npm~c@1.0.0',
      '~npm~a@1.0.0 x': 'peerOptional * MISSING',
    });
    const graph = vltLock.read(text, manifests({ 'packages/m': { name: 'm' } }));
    assert.deepEqual(
      graph.importers.map(({ id, name, resolves }) => [id, name, Object.fromEntries(resolves)]),
      [
        ['', undefined, { 'my-a': '~npm~a@1.0.0', d: '~npm~d@1.0.0' }],
        ['packages/m', 'm', { b: '~npm~b@1.0.0' }],
      ],
    );
    assert.deepEqual(entryOf(graph, '~npm~a@1.0.0').dependsOn, ['~npm~c@1.0.0']);
    const flags = [...graph.entries.values()].map(({ name, dev, optional, direct, unreachable }) => {
      const given = Object.entries({ dev, optional, direct, unreachable }).filter(([, value]) => value === true);
      return `${name} ${given.map(([key]) => key).join(' ')}`;
    });
    assert.deepEqual(flags, ['a direct', 'b optional direct', 'c ', 'd dev direct', 'e unreachable']);
  });

  it('keeps the good entries and edges beside bad ones', () => {
    const text = lockText({ x: 'what', '~npm~a@1.0.0': [null, 5, {}, []] }).replace(
      '"edges": {',
      '"edges": {"no-space": "prod 1 a", "file~_d b": 5, "file~_d a": "~npm~a@1.0.0"',
    );
    const graph = vltLock.read(text, NO_MANIFESTS);
    assert.deepEqual(stated(entryOf(graph, '~npm~a@1.0.0')), {
      id: '~npm~a@1.0.0',
      name: 'a',
      version: '1.0.0',
      direct: true,
      askedPlainly: true,
    });
    assert.equal(graph.problems.length, 3);
  });

  it('survives what is made to cost much', () => {
    assertSurvivesHostileText(vltLock, 'nodes');
  });

  it('reads any text without an error, with every place inside of it', () => {
    const sample = lockText({ '~npm~a@1.0.0': [0, 'a', SHA] }, { 'file~_d a': 'prod 1 ~npm~a@1.0.0' });
    assertReadsAnyText(vltLock, sample, ['"nodes"', '"edges"', '"~npm~a@1"', '"workspace~a b"', '1']);
  });

  it('keeps the entries before a cut', () => {
    assertKeepsWhatIsBeforeACut(vltLock, 25);
  });

  it('says so where the text is cut off, and calls nothing unreachable', () => {
    const graph = vltLock.read(lockText({ '~npm~a@1.0.0': [0, 'a'] }).slice(0, -1), NO_MANIFESTS);
    assert.equal(entryOf(graph, '~npm~a@1.0.0').unreachable, undefined);
    assert.match(inEnglish(graph.problems.at(-1)?.message ?? ''), /not a whole lockfile/);
  });
});
