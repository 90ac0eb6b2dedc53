import assert from 'node:assert/strict';
import type { JudgeScope, Project } from '../../server/src/engine/engine.js';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { LockedSubjects } from '../../server/src/engine/locked-subjects.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { MAX_STEPS } from '../../server/src/model/dependency-graph.js';
import { EMPTY_POLICY, type DependencyGraph, type Subject } from '../../server/src/model/index.js';
import { graphOf, graphWith, lockEntry } from '../support/graphs.js';
import { fakeParts } from '../support/fake-engine-parts.js';

const SIGNAL = new AbortController().signal;

type Entries = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What is judged of one manifest of a project, besides its lines. */
async function lockedOf(
  files: Readonly<Record<string, unknown>>,
  manifestPath: string,
  scope: JudgeScope = 'brought-in',
): Promise<readonly Subject[]> {
  const texts = Object.fromEntries(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)]));
  const engine = new JudgingEngine(fakeParts({ files: texts }).parts);
  const project = await engine.open({ manifestPath, trusted: true });
  assert.ok(project !== undefined);
  const { assessments } = await engine.judge(project, { signal: SIGNAL, scope });
  return assessments.map(({ subject }) => subject).filter(({ dependency }) => dependency === undefined);
}

const lock = (packages: Entries): unknown => ({ lockfileVersion: 3, packages });
const seen = (subjects: readonly Subject[]): unknown =>
  subjects.map(({ name, broughtInBy, paths }) => [name, broughtInBy, paths[0]?.join(' > ')]);

describe('what a manifest brings in', () => {
  const PACKAGES: Entries = {
    '': { dependencies: { express: '^4.0.0', parser: '^1.0.0' }, devDependencies: { lint: '1' } },
    'node_modules/express': { version: '4.17.1', dependencies: { parser: '1', qs: '6' } },
    'node_modules/parser': { version: '1.0.0', dependencies: { deep: '1' } },
    'node_modules/deep': { version: '1.0.0', dependencies: { qs: '6' } },
    'node_modules/qs': { version: '6.7.0' },
    'node_modules/lint': { version: '1.0.0', dev: true, dependencies: { rules: '1' } },
    'node_modules/rules': { version: '1.0.0', dev: true },
  };

  it('is told by the line that the shortest chain begins with', async () => {
    const files = { '/app/package.json': PACKAGES[''], '/app/package-lock.json': lock(PACKAGES) };
    const subjects = await lockedOf(files, '/app/package.json');
    assert.deepEqual(seen(subjects), [
      ['deep', 'parser', '. > parser@1.0.0 > deep@1.0.0'],
      ['qs', 'express', '. > express@4.17.1 > qs@6.7.0'],
      ['rules', 'lint', '. > lint@1.0.0 > rules@1.0.0'],
    ]);
    assert.deepEqual(
      subjects.map(({ dev }) => dev),
      [false, false, true],
    );
  });

  it('is not told by a line that the next install answers otherwise', async () => {
    const manifest = { ...PACKAGES[''], dependencies: { express: '^5.0.0', parser: '^1.0.0' } };
    const files = { '/app/package.json': manifest, '/app/package-lock.json': lock(PACKAGES) };
    assert.deepEqual(seen(await lockedOf(files, '/app/package.json')), [
      ['deep', 'parser', '. > parser@1.0.0 > deep@1.0.0'],
      ['qs', 'parser', '. > parser@1.0.0 > deep@1.0.0 > qs@6.7.0'],
      ['rules', 'lint', '. > lint@1.0.0 > rules@1.0.0'],
    ]);
  });

  it('follows an alias by the name that is declared', async () => {
    const packages: Entries = {
      '': { dependencies: { web: 'npm:express@^4.0.0' } },
      'node_modules/web': { name: 'express', version: '4.17.1', dependencies: { qs: '6' } },
      'node_modules/qs': { version: '6.7.0' },
    };
    const files = { '/app/package.json': packages[''], '/app/package-lock.json': lock(packages) };
    assert.deepEqual(seen(await lockedOf(files, '/app/package.json')), [
      ['qs', 'web', '. > web=express@4.17.1 > qs@6.7.0'],
    ]);
  });

  it('judges a place by itself that names another address for the same version', async () => {
    const good = 'https://registry.npm.example/qs/-/qs-6.7.0.tgz';
    const packages: Entries = {
      '': { dependencies: { a: '1', b: '1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { qs: '6' } },
      'node_modules/b': { version: '1.0.0', dependencies: { qs: '6' } },
      'node_modules/qs': { version: '6.7.0', resolved: good },
      'node_modules/b/node_modules/qs': { version: '6.7.0', resolved: 'https://evil.invalid/qs/-/qs-6.7.0.tgz' },
    };
    const files = { '/app/package.json': packages[''], '/app/package-lock.json': lock(packages) };
    const subjects = await lockedOf(files, '/app/package.json');
    assert.deepEqual(seen(subjects), [
      ['qs', 'a', '. > a@1.0.0 > qs@6.7.0'],
      ['qs', 'b', '. > b@1.0.0 > qs@6.7.0'],
    ]);
  });
});

describe('what the members of a workspace bring in', () => {
  const PACKAGES: Entries = {
    '': { workspaces: ['pkgs/*'], devDependencies: { tool: '1' } },
    'pkgs/api': { name: 'api', dependencies: { express: '4', web: '*' } },
    'pkgs/web': { name: 'web', dependencies: { vite: '1', express: '4' } },
    'node_modules/api': { resolved: 'pkgs/api', link: true },
    'node_modules/web': { resolved: 'pkgs/web', link: true },
    'node_modules/express': { version: '4.17.1', dependencies: { qs: '6' } },
    'node_modules/qs': { version: '6.7.0' },
    'node_modules/vite': { version: '1.0.0', dependencies: { rollup: '1' } },
    'node_modules/rollup': { version: '1.0.0' },
    'node_modules/tool': { version: '1.0.0', dependencies: { helper: '1' } },
    'node_modules/helper': { version: '1.0.0' },
    'node_modules/stray': { version: '1.0.0' },
  };
  const FILES = {
    '/app/package.json': PACKAGES[''],
    '/app/pkgs/api/package.json': PACKAGES['pkgs/api'],
    '/app/pkgs/web/package.json': PACKAGES['pkgs/web'],
    '/app/package-lock.json': lock(PACKAGES),
  };

  it('is said in each member, from that member on, and not again behind a link to another', async () => {
    assert.deepEqual(seen(await lockedOf(FILES, '/app/pkgs/api/package.json')), [
      ['qs', 'express', 'pkgs/api > express@4.17.1 > qs@6.7.0'],
    ]);
    assert.deepEqual(seen(await lockedOf(FILES, '/app/pkgs/web/package.json')), [
      ['qs', 'express', 'pkgs/web > express@4.17.1 > qs@6.7.0'],
      ['rollup', 'vite', 'pkgs/web > vite@1.0.0 > rollup@1.0.0'],
    ]);
    assert.deepEqual(seen(await lockedOf(FILES, '/app/package.json')), [
      ['helper', 'tool', '. > tool@1.0.0 > helper@1.0.0'],
    ]);
  });

  it('is all there for the lockfile itself, with the chain of whoever brings it in', async () => {
    assert.deepEqual(seen(await lockedOf(FILES, '/app/package.json', 'locked')), [
      ['express', undefined, 'pkgs/api > express@4.17.1'],
      ['helper', undefined, '. > tool@1.0.0 > helper@1.0.0'],
      ['qs', undefined, 'pkgs/api > express@4.17.1 > qs@6.7.0'],
      ['rollup', undefined, 'pkgs/web > vite@1.0.0 > rollup@1.0.0'],
      ['stray', undefined, undefined],
      ['tool', undefined, '. > tool@1.0.0'],
      ['vite', undefined, 'pkgs/web > vite@1.0.0'],
    ]);
  });

  it('is followed by the rest of the lockfile for those who want all', async () => {
    const names = (await lockedOf(FILES, '/app/package.json', 'all')).map(({ name, broughtInBy }) => [
      name,
      broughtInBy,
    ]);
    assert.deepEqual(names, [
      ['express', undefined],
      ['helper', 'tool'],
      ['qs', undefined],
      ['rollup', undefined],
      ['stray', undefined],
      ['vite', undefined],
    ]);
  });
});

function projectWith(graph: DependencyGraph): Project {
  return {
    manifestPath: '/project/package.json',
    trusted: false,
    folder: '/project',
    manifestText: '{}',
    manifest: packageJson.read('{}'),
    lockfilePath: '/project/package-lock.json',
    graph,
    policy: EMPTY_POLICY,
    notes: [],
  };
}

const allOf = (graph: DependencyGraph): readonly Subject[] => new LockedSubjects().of(projectWith(graph), [], 'all');

describe('the ways to what is locked', () => {
  it('tells the five shortest ways to a package that lies in many places', () => {
    const places = Array.from({ length: 10_000 }, (_, index) => lockEntry(`place-${index}`, { name: 'same' }));
    const deep = lockEntry('deep', { name: 'between', dependsOn: places.slice(0, -1).map(({ id }) => id) });
    const top = lockEntry('top', { dependsOn: ['deep', 'place-9999'] });
    const subjects = allOf(graphWith([deep, ...places, top], { '': ['top'] }));
    assert.deepEqual(
      subjects.map(({ name }) => name),
      ['between', 'same', 'top'],
    );
    const far = ['.', 'top@1.0.0', 'between@1.0.0', 'same@1.0.0'];
    assert.deepEqual(subjects[1]?.paths, [['.', 'top@1.0.0', 'same@1.0.0'], far, far, far, far]);
  });

  it('are found once for a graph, however often a manifest is judged, and anew for another graph', () => {
    const graph = (): DependencyGraph => graphOf({ a: ['b'], b: [] }, { '': ['a'] });
    const [first, second] = [graph(), graph()];
    const subjects = new LockedSubjects();
    const found = subjects.of(projectWith(first), [], 'all');
    assert.equal(subjects.of(projectWith(first), [], 'all'), found);
    assert.notEqual(subjects.of(projectWith(second), [], 'all'), found);
    assert.deepEqual(subjects.of(projectWith(second), [], 'all'), found);
  });

  it('are worked out in slices once others have had their turn, and are the same for two who ask at once', async () => {
    const ids = Array.from({ length: 3000 }, (_, index) => `p${index}`);
    const graph = graphOf(Object.fromEntries(ids.map((id) => [id, []])), { '': ids });
    const turns: (() => void)[] = [];
    const breathe = (): Promise<void> => new Promise((resolve) => turns.push(resolve));
    const read = { entries: 0 };
    const watched = new Proxy(graph, {
      get: (all, key: keyof DependencyGraph) => {
        if (key === 'entries') read.entries += 1;
        return all[key];
      },
    });
    const subjects = new LockedSubjects();
    const project = projectWith(watched);
    const asked = [1, 2].map(() => subjects.inSlices(project, [], 'all', { breathe, signal: SIGNAL }));
    assert.equal(read.entries, 0);
    let taken = 0;
    for (; turns.length > 0; taken += 1) {
      turns.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [first, second] = await Promise.all(asked);
    assert.equal(first?.length, 3000);
    assert.deepEqual(second, first);
    assert.ok(taken > 60, `${taken} turns`);
    assert.deepEqual(first, subjects.of(project, [], 'all'));
  });

  it('leads a way that is too long to its end all the same', () => {
    const ids = Array.from({ length: MAX_STEPS + 3 }, (_, index) => `p${index}`);
    const graph = graphOf(Object.fromEntries(ids.map((id, at) => [id, ids.slice(at + 1, at + 2)])), { '': ['p0'] });
    const byName = new Map(allOf(graph).map(({ name, paths }) => [name, paths]));
    const told = ['.', ...ids.slice(0, MAX_STEPS).map((id) => `${id}@1.0.0`)];
    assert.deepEqual(
      ids.slice(-4).map((id) => byName.get(id)),
      [
        [told],
        [[...told, `${ids.at(-3) ?? ''}@1.0.0`]],
        [[...told, '… 1 more', `${ids.at(-2) ?? ''}@1.0.0`]],
        [[...told, '… 2 more', `${ids.at(-1) ?? ''}@1.0.0`]],
      ],
    );
  });

  it('names nothing as a way to what nothing leads to', () => {
    assert.deepEqual(allOf(graphOf({ lost: [] }, { '': [] }))[0]?.paths, []);
  });
});
