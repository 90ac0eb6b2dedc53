import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createNameSearch } from '../../../../server/src/sources/support/names/name-search.js';

/** The most used first. */
const NAMES = [
  'chalk',
  '@types/node',
  '@babel/core',
  'core-js',
  'node-fetch',
  'lodash',
  'lodash.merge',
  'ioredis',
  '@aws-sdk/core',
];

const search = createNameSearch(NAMES);
const found = (typed: string, isWanted = (): boolean => true): readonly string[] =>
  search(typed, 10, isWanted).map(({ name }) => name);

describe('the search for much-used names', () => {
  const cases: readonly (readonly [typed: string, expected: readonly string[]])[] = [
    ['lod', ['lodash', 'lodash.merge']],
    ['babelco', ['@babel/core']],
    ['types-node', ['@types/node']],
    ['@types/n', ['@types/node']],
    ['core', ['core-js', '@babel/core', '@aws-sdk/core']],
    ['node', ['node-fetch', '@types/node']],
    ['merge', ['lodash.merge']],
    ['redis', ['ioredis']],
    ['re', []],
    ['LODASH', ['lodash', 'lodash.merge']],
    ['x'.repeat(500), []],
  ];
  for (const [typed, expected] of cases) {
    it(`${typed.slice(0, 20)} finds ${expected.join(', ') || 'nothing'}`, () =>
      assert.deepEqual(found(typed), expected));
  }

  it('gives the most used where nothing is typed', () => assert.equal(found('')[0], 'chalk'));

  it('leaves out what is not wanted, and stops at the limit', () => {
    assert.deepEqual(
      search('', 2, (name) => name !== 'chalk').map(({ name, rank }) => [name, rank]),
      [
        ['@types/node', 2],
        ['@babel/core', 3],
      ],
    );
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (typed) => Array.isArray(found(typed))));
  });
});
