import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reResolve, type GraphEdit } from '../../../server/src/engine/re-resolution/re-resolve.js';
import type { Redirection } from '../../../server/src/engine/re-resolution/redirections.js';
import { inEnglish, type DependencyGraph } from '../../../server/src/model/index.js';
import { graphOf, readerOf, type Published } from './world.js';

const EXPRESS = graphOf({
  '.': ['express@4.17.1', 'ms@2.1.3'],
  'express@4.17.1': ['body-parser@1.19.0', 'qs@6.7.0', 'debug@2.6.9'],
  'body-parser@1.19.0': ['qs@6.7.0'],
  'debug@2.6.9': ['ms@2.0.0'],
});

const NOTHING = { existing: [], added: [] };

function line(key: string, version: string): GraphEdit {
  return { ...NOTHING, lines: [{ importer: '', key }], to: { name: key, version } };
}

function redirect(to: string, given: Partial<Redirection> & Pick<Redirection, 'name'>): GraphEdit {
  return { ...NOTHING, added: [{ parents: [], deep: false, lines: true, ...given, to }] };
}

/** The packages after an edit, each with its way, and what is not known. */
async function after(
  graph: DependencyGraph,
  edit: GraphEdit,
  published: Published = {},
): Promise<{ readonly packages: readonly string[]; readonly unresolved: readonly string[] }> {
  const { packages, unresolved } = await reResolve(graph, edit, readerOf(published));
  return { packages: [...packages.keys()].sort(), unresolved: unresolved.map(inEnglish) };
}

describe('a project that is resolved anew', () => {
  it('stays as it is locked where nothing changes, and asks nobody', async () => {
    const reader = readerOf({});
    const { packages, unresolved } = await reResolve(EXPRESS, NOTHING, reader);
    assert.deepEqual([...packages.keys()].sort(), [
      ...['body-parser@1.19.0', 'debug@2.6.9', 'express@4.17.1', 'ms@2.0.0', 'ms@2.1.3', 'qs@6.7.0'],
    ]);
    assert.deepEqual(packages.get('qs@6.7.0')?.way, ['express', 'qs']);
    assert.deepEqual([unresolved, reader.asked], [[], []]);
  });

  it('gets what a new version of a line asks for: what is locked while it will do, else the newest', async () => {
    const published = {
      'express@4.17.3': { 'body-parser': '^1.19.2', qs: '6.9.7', debug: '2.6.9' },
      'body-parser@1.19.2': { qs: '6.9.7' },
      'body-parser@1.20.0': { qs: '^6.9.7' },
      'qs@6.9.7': {},
    };
    assert.deepEqual(await after(EXPRESS, line('express', '4.17.3'), published), {
      packages: ['body-parser@1.20.0', 'debug@2.6.9', 'express@4.17.3', 'ms@2.0.0', 'ms@2.1.3', 'qs@6.9.7'],
      unresolved: [],
    });
  });

  it('keeps the problem where the new version still takes what is locked', async () => {
    const published = { 'express@4.18.0': { qs: '^6.7.0' }, 'qs@6.11.0': {} };
    const { packages } = await reResolve(EXPRESS, line('express', '4.18.0'), readerOf(published));
    assert.deepEqual([...packages.keys()].sort(), ['express@4.18.0', 'ms@2.1.3', 'qs@6.7.0']);
    assert.deepEqual(packages.get('qs@6.7.0')?.way, ['express', 'qs']);
  });

  it('keeps for a new package what stood in its place before, not what others have', async () => {
    const graph = graphOf({ '.': ['a@1.0.0', 'c@1.5.0'], 'a@1.0.0': ['c@1.1.0'] });
    const { packages } = await after(graph, line('a', '1.0.1'), { 'a@1.0.1': { c: '^1.0.0' } });
    assert.deepEqual(packages, ['a@1.0.1', 'c@1.1.0', 'c@1.5.0']);
  });

  it('loses what only a removed line brought in', async () => {
    const edit = { ...NOTHING, lines: [{ importer: '', key: 'express' }] };
    assert.deepEqual(await after(EXPRESS, edit), { packages: ['ms@2.1.3'], unresolved: [] });
  });

  it('changes the line of one member of a workspace only', async () => {
    const graph = graphOf({ 'one/': ['a@1.0.0'], 'two/': ['a@1.0.0'], 'a@1.0.0': ['b@1.0.0'] });
    const edit = { ...NOTHING, lines: [{ importer: 'one', key: 'a' }], to: { name: 'a', version: '2.0.0' } };
    const { packages } = await after(graph, edit, { 'a@2.0.0': {} });
    assert.deepEqual(packages, ['a@1.0.0', 'a@2.0.0', 'b@1.0.0']);
  });

  describe('with something redirected', () => {
    const published = { 'qs@6.7.3': { 'side-channel': '^1.0.4' }, 'side-channel@1.0.6': {}, 'ms@2.1.3': {} };
    const rest = ['debug@2.6.9', 'express@4.17.1', 'ms@2.0.0', 'ms@2.1.3'];

    it('has it nowhere any more, and has what its stand-in brings in', async () => {
      assert.deepEqual(await after(EXPRESS, redirect('6.7.3', { name: 'qs' }), published), {
        packages: ['body-parser@1.19.0', ...rest, 'qs@6.7.3', 'side-channel@1.0.6'],
        unresolved: [],
      });
    });

    it('has it still where another parent brings it in', async () => {
      const edit = redirect('6.7.3', { name: 'qs', parents: ['body-parser'] });
      const { packages } = await reResolve(EXPRESS, edit, readerOf(published));
      assert.deepEqual(packages.get('qs@6.7.0')?.way, ['express', 'qs']);
      assert.deepEqual(packages.get('qs@6.7.3')?.way, ['express', 'body-parser', 'qs']);
    });

    it('has it only outside where everything below a parent is meant', async () => {
      const edit = redirect('6.7.3', { name: 'qs', parents: ['express'], deep: true, lines: false });
      const { packages } = await after(EXPRESS, edit, published);
      assert.ok(!packages.includes('qs@6.7.0'));
      const shared = graphOf({
        '.': ['a@1.0.0', 'b@1.0.0'],
        'a@1.0.0': ['c@1.0.0'],
        'b@1.0.0': ['c@1.0.0'],
        'c@1.0.0': ['d@1.0.0'],
      });
      const below = redirect('2.0.0', { name: 'd', parents: ['a'], deep: true, lines: false });
      const found = await reResolve(shared, below, readerOf({ 'd@2.0.0': {} }));
      assert.deepEqual(found.packages.get('d@1.0.0')?.way, ['b', 'c', 'd']);
      assert.deepEqual(found.packages.get('d@2.0.0')?.way, ['a', 'c', 'd']);
    });

    for (const [what, lines, expected] of [
      ['npm leaves the manifest its own lines', false, ['ms@2.1.2', 'ms@2.1.3']],
      ['others redirect the lines too', true, ['ms@2.1.2']],
    ] as const) {
      it(what, async () => {
        const { packages } = await after(EXPRESS, redirect('2.1.2', { name: 'ms', lines }), { 'ms@2.1.2': {} });
        assert.deepEqual(
          packages.filter((id) => id.startsWith('ms@')),
          expected,
        );
      });
    }

    it('redirects what new packages ask for by what was redirected before, too', async () => {
      const existing = [{ name: 'qs', parents: [], deep: false, lines: true, to: '6.7.3' }];
      const edit = { ...line('express', '4.17.3'), existing };
      const { packages } = await after(EXPRESS, edit, { ...published, 'express@4.17.3': { qs: '6.9.7' } });
      assert.deepEqual(packages, ['express@4.17.3', 'ms@2.1.3', 'qs@6.7.3', 'side-channel@1.0.6']);
    });
  });

  describe('says what it does not know:', () => {
    for (const [what, published, sentence] of [
      ['what a version asks for', { 'express@5.0.0': 'unknown' }, 'What express 5.0.0 asks for could not be checked'],
      ['what a range stands for', { 'express@5.0.0': { gone: '^1' } }, 'What express gets for gone ^1 is not known'],
      [
        'what comes from elsewhere',
        { 'express@5.0.0': { gone: 'git+https://git.invalid/x.git' } },
        'express asks for gone from elsewhere than a registry (git+https://git.invalid/x.git)',
      ],
      [
        'what lies inside a package file',
        { 'express@5.0.0': { manifest: { dependencies: { own: '1' }, bundleDependencies: ['own'] } } },
        'express 5.0.0 carries a copy of own of its own, which was not read',
      ],
    ] as const) {
      it(what, async () => {
        const { unresolved } = await after(EXPRESS, line('express', '5.0.0'), published);
        assert.deepEqual(unresolved, [sentence]);
      });
    }

    it('but not that an optional dependency is missing, or that a peer is what the project has', async () => {
      const manifest = { optionalDependencies: { gone: '1' }, peerDependencies: { ms: '^9.0.0' } };
      const { unresolved } = await after(EXPRESS, line('express', '5.0.0'), { 'express@5.0.0': { manifest } });
      assert.deepEqual(unresolved, []);
    });
  });

  it('comes to an end in any graph, with any registry, and reaches nothing twice', async () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const version = fc.constantFrom('1.0.0', '2.0.0');
    const id = fc.tuple(name, version).map(([n, v]) => `${n}@${v}`);
    const tree = fc.dictionary(fc.oneof(id, fc.constant('.')), fc.array(id, { maxLength: 4 }));
    const published = fc.dictionary(id, fc.dictionary(name, fc.constantFrom('*', '^1.0.0', '2.0.0', 'latest')));
    const redirection = fc.record({
      name,
      parents: fc.array(name, { maxLength: 2 }),
      deep: fc.boolean(),
      lines: fc.boolean(),
      to: version,
    });
    await fc.assert(
      fc.asyncProperty(
        tree,
        published,
        fc.array(redirection, { maxLength: 3 }),
        name,
        async (locked, known, added, key) => {
          const edit = { ...line(key, '2.0.0'), added };
          const reader = readerOf(known);
          const { packages } = await reResolve(graphOf(locked), edit, reader);
          assert.ok(packages.size <= 8);
          for (const { way } of packages.values()) assert.ok(way.length > 0 && way.length <= 64);
        },
      ),
    );
  });

  it('stops at more new packages than a fix can be about', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [`p${i}@1.0.0`, { [`p${i + 1}`]: '1.0.0' }]),
    );
    const graph = graphOf({ '.': ['p0@0.1.0'] });
    const { packages, unresolved } = await after(graph, line('p0', '1.0.0'), chain);
    assert.equal(packages.length, 400);
    assert.match(unresolved.join(), /More than 400 packages/);
  });
});
