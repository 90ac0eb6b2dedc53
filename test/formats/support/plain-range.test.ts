import assert from 'node:assert/strict';
import { isPlainRange, isPlainSpecifier } from '../../../server/src/formats/support/plain-range.js';
import { parseSpecifier } from '../../../server/src/formats/support/specifier.js';

describe('isPlainRange', () => {
  const table: readonly (readonly [string, boolean])[] = [
    ['^1.0.0', true],
    ['1.x || >=2.5.0 <3', true],
    ['latest', true],
    ['', true],
    ['*', true],
    ['npm:other@1', false],
    ['https://packages.invalid/a.tgz', false],
    ['git+ssh://git@git.invalid/a.git', false],
    ['owner/repo', false],
    ['file:../a', false],
    ['workspace:*', false],
    ['catalog:', false],
  ];
  for (const [range, expected] of table) {
    it(`says ${expected ? 'yes' : 'no'} to "${range}", as it does to the same line of a manifest`, () => {
      assert.equal(isPlainRange(range), expected);
      assert.equal(isPlainSpecifier('a', parseSpecifier('a', range)), expected);
    });
  }
});
