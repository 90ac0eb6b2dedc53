import assert from 'node:assert/strict';
import { namesFolder } from '../../../server/src/formats/support/workspace-patterns.js';

describe('namesFolder', () => {
  const table: readonly (readonly [readonly string[], string, boolean])[] = [
    [['packages/*'], 'packages/a', true],
    [['packages/*'], 'packages/a/b', false],
    [['packages/*'], 'packages', false],
    [['packages/a'], 'packages/a', true],
    [['./packages/a/'], 'packages/a', true],
    [['/packages/*'], 'packages/a', true],
    [['apps/**'], 'apps/x/deep', true],
    [['**/lib'], 'a/b/lib', true],
    [['**/lib'], 'lib', true],
    [['packages/*', '!packages/old'], 'packages/old', false],
    [['!packages/old', 'packages/*'], 'packages/old', true],
    [['!!packages/a'], 'packages/a', true],
    [['packages/{a,b}-*'], 'packages/b-core', true],
    [['packages/{a,b}-*'], 'packages/c-core', false],
    [['packages/?'], 'packages/ab', false],
    [['packages/a*c*e'], 'packages/abcde', true],
    [['packages/*'], 'packages/.hidden', false],
    [['**'], 'a/.hidden/b', false],
    [['**'], 'node_modules/a', false],
    [['packages/*/node_modules/*'], 'packages/a/node_modules/b', false],
    [['packages\\*'], 'packages/a', true],
    [[], 'packages/a', false],
    [[''], 'packages/a', false],
  ];
  for (const [patterns, folder, expected] of table) {
    it(`says that ${JSON.stringify(patterns)} ${expected ? 'names' : 'does not name'} ${folder}`, () => {
      assert.equal(namesFolder(patterns, folder), expected);
    });
  }

  it('comes to an end on patterns that are made to take forever', () => {
    assert.equal(namesFolder([`${'*a'.repeat(500)}b`], 'a'.repeat(5000)), false);
    assert.equal(namesFolder([`${'**/'.repeat(500)}b`], `${'a/'.repeat(2000)}a`), false);
    assert.equal(namesFolder(['{a,b}'.repeat(100)], 'a'.repeat(100)), false);
  });
});
