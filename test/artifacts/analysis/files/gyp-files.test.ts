import assert from 'node:assert/strict';
import { gypPaths } from '../../../../server/src/artifacts/analysis/files/gyp-files.js';

function pathsIn(files: Readonly<Record<string, string>>, folder?: string): readonly string[] {
  return gypPaths(Object.keys(files), (path) => (Object.hasOwn(files, path) ? files[path] : undefined), folder);
}

describe('gypPaths', () => {
  it('goes from the build description to what it includes, and on from there', () => {
    const files = {
      'binding.gyp': `{ "includes": ["build/common.gypi"], "targets": [{ "dependencies": ['deps/lib.gyp:lib'] }] }`,
      'build/common.gypi': `{ "includes": ["../shared/flags.gypi"] }`,
      'shared/flags.gypi': '{}',
      'deps/lib.gyp': `{ "includes": ["../build/common.gypi"] }`,
      'docs/example.gyp': '{}',
    };
    assert.deepEqual(pathsIn(files), ['binding.gyp', 'build/common.gypi', 'deps/lib.gyp', 'shared/flags.gypi']);
  });

  it('reads those of one folder alone where it is asked about that', () => {
    const files = { 'binding.gyp': '{}', 'vendor/x/binding.gyp': '{}' };
    assert.deepEqual(pathsIn(files, 'vendor/x'), ['vendor/x/binding.gyp']);
  });

  it('leaves out what is not there', () => {
    assert.deepEqual(pathsIn({ 'binding.gyp': `{ "includes": ["../outside.gypi", "missing.gypi"] }` }), [
      'binding.gyp',
    ]);
  });
});
