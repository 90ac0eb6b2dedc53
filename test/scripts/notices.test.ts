import assert from 'node:assert/strict';
import { packageFolder } from '../../scripts/build/notices.js';

describe('the package that a bundled file comes from', () => {
  for (const [file, folder] of [
    ['node_modules/semver/index.js', 'node_modules/semver'],
    ['node_modules/@npmcli/config/lib/index.js', 'node_modules/@npmcli/config'],
    ['node_modules/pacote/node_modules/@npmcli/git/lib/index.js', 'node_modules/pacote/node_modules/@npmcli/git'],
    ['server/src/main.ts', undefined],
  ] as const) {
    it(`of ${file} is ${folder ?? 'none'}`, () => {
      assert.equal(packageFolder(file), folder);
    });
  }
});
