import assert from 'node:assert/strict';
import type { Project } from '../../server/src/engine/engine.js';
import { LockedSubjects } from '../../server/src/engine/locked-subjects.js';
import { directSubjects } from '../../server/src/engine/subjects.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { packageLock } from '../../server/src/formats/package-lock.js';
import { EMPTY_POLICY, judgedVersion, type Subject } from '../../server/src/model/index.js';
import { NOW } from '../support/subjects.js';

const COMMIT = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const dependencies = { a: '1', fork: `git+https://git.invalid/o/fork.git#${COMMIT}` };

const PACKAGES = {
  '': { dependencies },
  'node_modules/a': {
    version: '1.0.0',
    dependencies: { b: '1', deep: 'git+https://git.invalid/o/deep.git', tarball: 'https://packages.invalid/t.tgz' },
  },
  'node_modules/a/node_modules/b': { version: '1.0.0', resolved: 'https://packages.invalid/b.tgz' },
  'node_modules/b': { version: '1.0.0', resolved: 'https://registry.npm.example/b/-/b-1.0.0.tgz' },
  'node_modules/fork': {
    version: '1.0.0',
    resolved: `git+https://git.invalid/o/fork.git#${COMMIT}`,
    dependencies: { b: '1' },
  },
  'node_modules/deep': { version: '2.0.0', resolved: `git+https://git.invalid/o/deep.git#${COMMIT}` },
  'node_modules/tarball': { version: '3.0.0', resolved: 'https://packages.invalid/t.tgz' },
  'node_modules/folder': { resolved: 'folder', link: true },
  folder: { version: '1.0.0' },
};

function project(packages: unknown): Project {
  const manifestText = JSON.stringify({ dependencies });
  const manifest = packageJson.read(manifestText);
  return {
    ...{ manifestPath: '/shop/package.json', folder: '/shop', trusted: true, manifestText, manifest },
    lockfilePath: '/shop/package-lock.json',
    graph: packageLock.read(JSON.stringify({ lockfileVersion: 3, packages }), new Map([['', manifest]])),
    ...{ policy: EMPTY_POLICY, notes: [] },
  };
}

/** What is locked besides the manifest's own lines. */
function subjectsOf(shop: Project): readonly Subject[] {
  return new LockedSubjects().of(
    shop,
    directSubjects(shop, () => undefined, NOW),
    'all',
  );
}

function named(subjects: readonly Subject[], name: string): Subject {
  const found = subjects.find((subject) => subject.name === name);
  assert.ok(found !== undefined, name);
  return found;
}

describe('the subjects of a lockfile', () => {
  const subjects = subjectsOf(project(PACKAGES));

  it('are packages of a registry and what others ask for by an address, but no folders', () => {
    assert.deepEqual(
      subjects.map((subject) => `${subject.name} ${judgedVersion(subject) ?? ''}`.trim()),
      ['b 1.0.0', 'b 1.0.0', 'deep', 'tarball'],
    );
  });

  it('are not from a registry where somebody asks for an address', () => {
    const { resolution, locked, paths } = named(subjects, 'deep');
    assert.deepEqual(resolution, { from: 'nowhere', because: 'not-from-registry' });
    assert.equal(locked?.resolved, `git+https://git.invalid/o/deep.git#${COMMIT}`);
    assert.deepEqual(paths, [['.', 'a@1.0.0', 'deep@2.0.0']]);
  });

  it('are told apart by where they are fetched from, as what looks the same may be other bytes', () => {
    assert.deepEqual(
      subjects
        .filter(({ name }) => name === 'b')
        .map(({ locked }) => [locked?.id, locked?.resolved, locked?.askedPlainly]),
      [
        ['node_modules/a/node_modules/b', 'https://packages.invalid/b.tgz', true],
        ['node_modules/b', 'https://registry.npm.example/b/-/b-1.0.0.tgz', true],
      ],
    );
    assert.equal(named(subjects, 'b').locked?.format, 'package-lock.json');
  });

  it('have the words of all places with the same bytes', () => {
    const [lower] = Object.values({ ...PACKAGES, x: PACKAGES['node_modules/b'] }).slice(-1);
    const twice = { ...PACKAGES, 'node_modules/a/node_modules/b': lower };
    const { places, locked } = named(subjectsOf(project(twice)), 'b');
    assert.deepEqual(
      places?.map(({ id }) => id),
      ['node_modules/a/node_modules/b', 'node_modules/b'],
    );
    assert.ok(places.some(({ id }) => id === locked?.id));
  });

  it('have the real name of what the lockfile puts in the place of a line', () => {
    const hidden = { ...PACKAGES, 'node_modules/a': { name: 'other', version: '1.0.0' } };
    const [a] = directSubjects(project(hidden), () => undefined, NOW);
    assert.ok(a?.locked !== undefined);
    const { name, alias, askedPlainly } = a.locked;
    assert.deepEqual([a.name, name, alias, askedPlainly], ['a', 'other', 'a', true]);
  });
});
