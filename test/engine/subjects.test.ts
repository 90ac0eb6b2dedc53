import assert from 'node:assert/strict';
import type { Project } from '../../server/src/engine/engine.js';
import { comesFromRegistry, transitiveSubjects } from '../../server/src/engine/subjects.js';
import { findLockfileFormat } from '../../server/src/formats/index.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { EMPTY_POLICY, type DependencyGraph, type LockEntry } from '../../server/src/model/index.js';
import { MAX_STEPS } from '../../server/src/model/dependency-graph.js';
import { lockfileProjects } from '../formats/support/lockfile-projects.js';
import { graphOf, graphWith, lockEntry } from '../support/graphs.js';

describe('comesFromRegistry', () => {
  const cases: readonly (readonly [string, Partial<LockEntry>, boolean])[] = [
    ['a version alone', {}, true],
    ['a tarball of a registry', { resolved: 'https://registry.npm.example/p/-/p-1.0.0.tgz' }, true],
    [
      'a tarball of a registry that repeats the scope',
      { resolved: 'https://host.invalid/@s/p/-/@s/p-1.0.0.tgz' },
      true,
    ],
    ["yarn's words for a version of the registry", { resolved: 'npm:1.0.0' }, true],
    ["yarn's words for a patched one", { resolved: 'patch:p@npm%3A1.0.0#~/p.patch' }, true],
    ["a tarball of GitHub's registry", { resolved: 'https://npm.invalid/download/@o/p/1.0.0/abc' }, true],
    ['a git repository', { resolved: 'git+ssh://git@git.invalid/p.git#abc' }, false],
    ['a tarball elsewhere', { resolved: 'https://host.invalid/p.tgz' }, false],
    ['a commit for a version', { version: 'git+https://git.invalid/p.git#abc' }, false],
    ['an address for a version', { version: 'https://registry.npm.example/p/-/p-1.0.0.tgz' }, false],
    ['a file for a version', { version: './p.tgz' }, false],
    ['a link', { link: true }, false],
    ['a member', { workspace: true }, false],
    ['a folder', { localDir: true }, false],
  ];
  for (const [what, words, expected] of cases) {
    it(`says ${expected ? 'yes' : 'no'} to ${what}`, () => {
      assert.equal(comesFromRegistry(lockEntry('p', words)), expected);
    });
  }
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

describe('transitiveSubjects', () => {
  it('tells the five shortest ways to a package that lies in many places', () => {
    const places = Array.from({ length: 10_000 }, (_, index) => lockEntry(`place-${index}`, { name: 'same' }));
    const deep = lockEntry('deep', { name: 'between', dependsOn: places.slice(0, -1).map(({ id }) => id) });
    const top = lockEntry('top', { dependsOn: ['deep', 'place-9999'] });
    const subjects = transitiveSubjects(projectWith(graphWith([deep, ...places, top], { '': ['top'] })));
    assert.deepEqual(
      subjects.map(({ name }) => name),
      ['between', 'same', 'top'],
    );
    const far = ['.', 'top@1.0.0', 'between@1.0.0', 'same@1.0.0'];
    assert.deepEqual(subjects[1]?.paths, [['.', 'top@1.0.0', 'same@1.0.0'], far, far, far, far]);
  });

  it('leads a way that is too long to its end all the same', () => {
    const ids = Array.from({ length: MAX_STEPS + 3 }, (_, index) => `p${index}`);
    const graph = graphOf(Object.fromEntries(ids.map((id, at) => [id, ids.slice(at + 1, at + 2)])), { '': ['p0'] });
    const byName = new Map(transitiveSubjects(projectWith(graph)).map(({ name, paths }) => [name, paths]));
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
    assert.deepEqual(transitiveSubjects(projectWith(graphOf({ lost: [] }, { '': [] })))[0]?.paths, []);
  });
});

describe('what is judged of a real project', () => {
  const projects = lockfileProjects().filter(({ name }) => name.startsWith('express-api'));

  it('is there for every package manager', () => assert.ok(projects.length >= 9, String(projects.length)));

  for (const { name, lockfileName, lockfile, manifests, beside } of projects) {
    it(`is each of its packages, all of which come from the registry: ${name}`, () => {
      const graph = findLockfileFormat(lockfileName)?.read(lockfile, manifests, beside);
      const published = [...(graph?.entries.values() ?? [])].filter(({ workspace }) => workspace !== true);
      assert.ok(published.length > 400);
      assert.deepEqual(
        published.filter((one) => !comesFromRegistry(one)).map(({ id }) => id),
        [],
      );
    });
  }
});
