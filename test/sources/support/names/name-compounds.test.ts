import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { inEnglish } from '../../../../server/src/model/index.js';
import { readPopularNames } from '../../../../server/src/sources/support/intelligence/intelligence-lists.js';
import { createCompoundFinder } from '../../../../server/src/sources/support/names/name-compounds.js';
import { SeededRandom } from '../../../bench/random.js';
import { internalNames } from '../../../evaluation/names/internal-names.js';
import { INTERNAL_NAMES } from '../internal-names.js';

const file = new URL('../../../../../server/data/popular-names.txt', import.meta.url);
const popular = readPopularNames(readFileSync(file, 'utf8'));
const finder = createCompoundFinder(popular);

describe('createCompoundFinder', () => {
  const found: readonly (readonly [name: string, how: string, meant: string])[] = [
    ['express-mongoose', 'joins express and mongoose', 'mongoose'],
    ['react-codeshift', 'joins react and jscodeshift', 'jscodeshift'],
    ['vue-axios', 'joins vue and axios', 'axios'],
    ['aws-lambda-typescript', 'joins aws-lambda and typescript', 'typescript'],
    ['unused-imports', 'is the end of eslint-plugin-unused-imports', 'eslint-plugin-unused-imports'],
    ['express-rate-shield', 'begins like express-rate-limit', 'express-rate-limit'],
    ['react-dom-utils', 'adds "utils" to react-dom', 'react-dom'],
  ];
  for (const [name, how, meant] of found) {
    it(`says of ${name} that it ${how}`, () => {
      const compound = finder.compoundOf(name);
      assert.deepEqual([inEnglish(compound?.how ?? ''), compound?.meant[0]], [how, meant]);
    });
  }

  it('takes what everybody names so for less', () => {
    assert.equal(finder.compoundOf('lodash-helpers')?.isLoose, true);
    assert.equal(finder.compoundOf('express-mongoose')?.isLoose, undefined);
  });

  it('says nothing of names of the list, with a scope, of one word, or of everybody’s words', () => {
    const names = ['react-dom', '@acme/express-mongoose', 'mongoose', 'config-loader', 'events-queue', 'user-service'];
    for (const name of names) assert.equal(finder.compoundOf(name), undefined, name);
  });

  it('finds nothing telling in the names that companies give', () => {
    const names = [...INTERNAL_NAMES, ...internalNames(100, new SeededRandom(11))];
    const telling = names.filter((name) => finder.compoundOf(name)?.isLoose === undefined && finder.compoundOf(name));
    assert.deepEqual(telling, []);
  });

  it('answers whatever the name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        assert.ok((finder.compoundOf(name)?.meant ?? []).length <= 3);
      }),
    );
    assert.equal(finder.compoundOf('react-'.repeat(20_000)), undefined);
  });
});
