import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { SeededRandom } from '../../bench/random.js';
import { readList } from '../corpus.js';
import type { Score } from '../score.js';
import { internalNames } from './internal-names.js';
import { nameScores } from './name-scores.js';
import { singleTypos, TYPO_KINDS } from './single-typos.js';

const inCheckout = (file: string): string => fileURLToPath(new URL(`../../../../${file}`, import.meta.url));

/** The same as `npm run evaluate -- names`, on a part of the lists. */
describe('the evaluation of names', function () {
  this.timeout(60_000);
  let scores: readonly Score[] = [];

  before(async () => {
    const popular = readList(inCheckout('server/data/popular-names.txt'));
    const established = readList(inCheckout('test/evaluation/lists/established.txt'));
    assert.deepEqual([popular.length, new Set(established).size], [8000, 1000]);
    scores = await nameScores({
      popular,
      established: established.filter((_, index) => index % 5 === 0),
      misspelt: popular.filter((_, index) => index % 40 === 0),
    });
  });

  const shareOf = (name: string): number => {
    const score = scores.find((one) => one.name.startsWith(name));
    assert.ok(score !== undefined && score.total > 100, name);
    return score.right / score.total;
  };

  it('leaves much-used and established names alone, whoever is asked', () => {
    for (const name of ['much-used names', 'established names', 'the same where nobody'])
      assert.equal(shareOf(name), 1);
  });

  for (const kind of TYPO_KINDS) {
    it(`finds the right name for 95 % of single typos: ${kind}`, () => {
      assert.ok(shareOf(`single typos with the right suggestion: ${kind}`) >= 0.95);
    });
  }

  it('suggests something for 2 % of internal names at most', () => {
    assert.ok(shareOf('internal names without a suggestion') >= 0.98);
  });
});

describe('made-up typos', () => {
  it('are the same in every run, one of each kind, none of them the name', () => {
    const make = () => singleTypos(['lodash', 'express', 'ms'], new SeededRandom(3));
    assert.deepEqual(make(), make());
    assert.deepEqual([...new Set(make().map(({ kind }) => kind))], [...TYPO_KINDS]);
    assert.ok(make().every(({ written, meant }) => written !== meant && meant !== 'ms'));
  });
});

describe('made-up internal names', () => {
  it('are as many different ones as are asked for, and npm would take them', () => {
    const names = internalNames(500, new SeededRandom(3));
    assert.equal(new Set(names).size, 500);
    assert.ok(names.every((name) => /^(?:@[a-z-]+\/)?[a-z][a-z0-9.-]+$/.test(name)));
  });
});
