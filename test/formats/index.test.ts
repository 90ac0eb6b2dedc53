import assert from 'node:assert/strict';
import { findLockfileFormat, LOCKFILE_FORMATS, MANIFEST_FORMATS } from '../../server/src/formats/index.js';

describe('the registries of formats', () => {
  it('find a lockfile by its name alone', () => {
    assert.equal(findLockfileFormat('package-lock.json')?.id, 'package-lock');
    assert.equal(findLockfileFormat('npm-shrinkwrap.json')?.id, 'package-lock');
    assert.equal(findLockfileFormat('package.json'), undefined);
    assert.equal(findLockfileFormat('constructor'), undefined);
  });

  it('hold each format and each file name once', () => {
    const ids = [...MANIFEST_FORMATS, ...LOCKFILE_FORMATS].map(({ id }) => id);
    const names = LOCKFILE_FORMATS.flatMap(({ fileNames }) => fileNames);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(new Set(names).size, names.length);
  });
});
