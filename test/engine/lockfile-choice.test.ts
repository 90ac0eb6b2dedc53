import assert from 'node:assert/strict';
import { lockfilesIn } from '../../server/src/engine/lockfile-choice.js';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import { fakeFiles } from '../support/fake-engine-parts.js';

/** File name → when it was last written. */
type Written = Readonly<Record<string, number | undefined>>;

async function order(written: Written, manager?: string): Promise<readonly string[]> {
  const files = fakeFiles(Object.fromEntries(Object.keys(written).map((name) => [`/app/${name}`, ''])));
  const modified = (path: string): Promise<number | undefined> => Promise.resolve(written[path.slice('/app/'.length)]);
  const found = await lockfilesIn({ ...files, modified }, '/app', LOCKFILE_FORMATS, () => Promise.resolve(manager));
  return found.map(({ lockfilePath }) => lockfilePath.slice('/app/'.length));
}

describe('lockfilesIn', () => {
  const cases: readonly (readonly [string, Written, string | undefined, readonly string[]])[] = [
    ['takes the only one there is', { 'yarn.lock': 1 }, 'npm', ['yarn.lock']],
    [
      'takes that of the manager which the project names, however old',
      { 'package-lock.json': 9, 'yarn.lock': 5, 'pnpm-lock.yaml': 1 },
      'pnpm',
      ['pnpm-lock.yaml', 'package-lock.json', 'yarn.lock'],
    ],
    [
      'takes the one that was written last where no manager is named',
      { 'package-lock.json': 1, 'yarn.lock': 3, 'bun.lock': 2 },
      undefined,
      ['yarn.lock', 'bun.lock', 'package-lock.json'],
    ],
    [
      'takes the one that was written last where the manager has left none',
      { 'package-lock.json': 1, 'yarn.lock': 3 },
      'pnpm',
      ['yarn.lock', 'package-lock.json'],
    ],
    [
      'keeps the order of the formats where no times are known',
      { 'yarn.lock': undefined, 'package-lock.json': undefined },
      undefined,
      ['package-lock.json', 'yarn.lock'],
    ],
    [
      "reads npm's shrinkwrap alone, as npm does",
      { 'npm-shrinkwrap.json': 1, 'package-lock.json': 2 },
      undefined,
      ['npm-shrinkwrap.json'],
    ],
    ["prefers bun's text to its binary, as bun does", { 'bun.lockb': 2, 'bun.lock': 1 }, 'bun', ['bun.lock']],
    ['passes over what cannot be read', { 'bun.lockb': 2, 'package-lock.json': 1 }, undefined, ['package-lock.json']],
    ['takes none where the one that counts cannot be read', { 'bun.lockb': 1, 'package-lock.json': 2 }, 'bun', []],
    ['takes none where there is none', {}, 'npm', []],
  ];
  for (const [what, written, manager, expected] of cases) {
    it(what, async () => assert.deepEqual(await order(written, manager), expected));
  }
});
