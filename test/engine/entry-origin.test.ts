import assert from 'node:assert/strict';
import { comesFromRegistry, isRemote, remoteAddress } from '../../server/src/engine/entry-origin.js';
import { findLockfileFormat } from '../../server/src/formats/index.js';
import type { LockEntry } from '../../server/src/model/index.js';
import { lockfileProjects } from '../formats/support/lockfile-projects.js';
import { lockEntry } from '../support/graphs.js';

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
    ['a tarball elsewhere that nobody asks for', { resolved: 'https://host.invalid/p.tgz', askedPlainly: true }, true],
    ['a file that nobody asks for', { resolved: 'file:p.tgz', askedPlainly: true }, true],
    ['a folder of that name', { localDir: true, askedPlainly: true }, false],
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

describe('isRemote', () => {
  const address = 'git+https://git.invalid/p.git#abc';
  const cases: readonly (readonly [string, Partial<LockEntry>, boolean])[] = [
    ['a git repository', { resolved: address }, true],
    ['one whose address stands for its version', { version: address }, true],
    ['a short form', { version: 'github:owner/p#abc' }, true],
    ['a tarball elsewhere', { resolved: 'https://host.invalid/p.tgz' }, true],
    ['a file', { resolved: 'file:p.tgz' }, false],
    ['a package of the registry', {}, false],
    ['a folder', { localDir: true, resolved: address }, false],
  ];
  for (const [what, words, expected] of cases) {
    it(`says ${expected ? 'yes' : 'no'} to ${what}`, () => {
      const entry = lockEntry('p', words);
      assert.equal(isRemote(entry), expected);
      if (expected) assert.equal(remoteAddress(entry), words.resolved ?? words.version);
    });
  }
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
