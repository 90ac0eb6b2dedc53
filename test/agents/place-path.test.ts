import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { placePath, shownBelow } from '../../server/src/agents/place-path.js';
import { isProblem } from '../../server/src/agents/tool.js';

const FOLDERS = ['/work/shop', '/work/other'];

describe("an agent's path", () => {
  const CASES: readonly (readonly [given: string | undefined, manifestPath: string, folder: string])[] = [
    [undefined, '/work/shop/package.json', '/work/shop'],
    ['.', '/work/shop/package.json', '/work/shop'],
    ['packages/web', '/work/shop/packages/web/package.json', '/work/shop'],
    ['packages/web/package.json', '/work/shop/packages/web/package.json', '/work/shop'],
    ['/work/other', '/work/other/package.json', '/work/other'],
    ['../other', '/work/other/package.json', '/work/other'],
    ['..dots', '/work/shop/..dots/package.json', '/work/shop'],
  ];

  for (const [given, manifestPath, folder] of CASES) {
    it(`${String(given)} means ${manifestPath}`, () => {
      assert.deepEqual(placePath(FOLDERS, given), { manifestPath, folder });
    });
  }

  for (const given of ['..', '/', '/work', '/work/shopping', '/etc/passwd', 'a/../../..', '/work/shop/../secret']) {
    it(`${given} leads nowhere`, () => assert.ok(isProblem(placePath(FOLDERS, given))));
  }

  it('leads nowhere where nothing is opened', () => assert.ok(isProblem(placePath([], undefined))));

  it('never leads out of what is opened', () => {
    const part = fc.constantFrom('..', '.', '/', 'a', 'package.json', '', '\\', 'work', 'shop', '\u0000');
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('/')),
        (given) => {
          const found = placePath(FOLDERS, given);
          if (isProblem(found)) return;
          assert.ok(found.manifestPath.startsWith(found.folder + path.sep));
          assert.equal(path.basename(found.manifestPath), 'package.json');
        },
      ),
    );
  });

  it('is told as the reader knows it', () => {
    assert.deepEqual(
      ['/work/shop/a/package.json', '/work/shop', '/home/ada/x.json'].map((file) => shownBelow('/work/shop', file)),
      ['a/package.json', '.', 'x.json'],
    );
  });
});
