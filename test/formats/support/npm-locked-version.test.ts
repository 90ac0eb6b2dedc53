import assert from 'node:assert/strict';
import { lockedVersion } from '../../../server/src/formats/support/npm-locked-version.js';

const COMMIT = '313de938e8295401cc54d3838d9b9ccab4356d4b';
const URL = 'https://registry.npm.example/it/-/it-1.2.3.tgz';

describe('lockedVersion', () => {
  const table: readonly (readonly [string, string, string | undefined, object])[] = [
    ['it', '1.2.3', URL, { version: '1.2.3', resolved: URL }],
    ['it', 'npm:real@1.2.3', URL, { name: 'real', version: '1.2.3', resolved: URL }],
    ['it', 'npm:@s/real@1.2.3', undefined, { name: '@s/real', version: '1.2.3', resolved: undefined }],
    ['it', 'file:vendor/it', undefined, { version: null, folder: 'vendor/it' }],
    ['it', 'file:./vendor/it/', undefined, { version: null, folder: 'vendor/it' }],
    ['it', 'file:../it', undefined, { version: null, folder: '../it' }],
    ['it', 'file:v/it-1.2.3.tgz', undefined, { name: 'it', version: '1.2.3', resolved: 'file:v/it-1.2.3.tgz' }],
    ['it', 'file:v/other.tgz', undefined, { version: null, resolved: 'file:v/other.tgz' }],
    ['it', URL, undefined, { name: 'it', version: '1.2.3', resolved: URL }],
    [
      'short',
      'https://registry.npm.example/@s/it/-/it-1.2.3.tgz',
      undefined,
      { name: '@s/it', version: '1.2.3', resolved: 'https://registry.npm.example/@s/it/-/it-1.2.3.tgz' },
    ],
    ['it', 'https://h.invalid/a.tgz', undefined, { version: null, resolved: 'https://h.invalid/a.tgz' }],
    [
      'it',
      `git+https://git.invalid/it.git#${COMMIT}`,
      undefined,
      { version: null, resolved: `git+https://git.invalid/it.git#${COMMIT}` },
    ],
    [
      'it',
      `github:owner/it#${COMMIT}`,
      undefined,
      { version: null, resolved: `git+ssh://git@github.com/owner/it.git#${COMMIT}` },
    ],
    ['it', '', undefined, { version: null, resolved: undefined }],
    ['it', 'no version at all', undefined, { version: null, resolved: undefined }],
  ];
  for (const [name, written, resolved, expected] of table) {
    it(`reads ${JSON.stringify(written)}`, () => {
      assert.deepEqual(lockedVersion(name, written, resolved), expected);
    });
  }
});
