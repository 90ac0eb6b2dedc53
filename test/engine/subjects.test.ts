import assert from 'node:assert/strict';
import { comesFromRegistry } from '../../server/src/engine/subjects.js';
import type { LockEntry } from '../../server/src/model/index.js';

function entry(words: Partial<LockEntry>): LockEntry {
  return { id: 'p', name: 'p', version: '1.0.0', span: { start: 0, end: 0 }, dependsOn: [], ...words };
}

describe('comesFromRegistry', () => {
  const cases: readonly (readonly [string, Partial<LockEntry>, boolean])[] = [
    ['a version alone', {}, true],
    ['a tarball of a registry', { resolved: 'https://registry.npm.example/p/-/p-1.0.0.tgz' }, true],
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
      assert.equal(comesFromRegistry(entry(words)), expected);
    });
  }
});
