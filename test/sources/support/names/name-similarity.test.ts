import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { inEnglish } from '../../../../server/src/model/index.js';
import { readPopularNames } from '../../../../server/src/sources/support/intelligence/intelligence-lists.js';
import { createNameSimilarity } from '../../../../server/src/sources/support/names/name-similarity.js';
import { SeededRandom } from '../../../bench/random.js';
import { singleTypos, TYPO_KINDS } from '../../../evaluation/names/single-typos.js';
import { INTERNAL_NAMES } from '../internal-names.js';

const SMALL = createNameSimilarity([
  'chalk',
  'react',
  'recast',
  'lodash',
  'lodash',
  'cross-env',
  '@types/node',
  '@babel/core',
]);

function suggestions(name: string): readonly string[] {
  return SMALL.similarTo(name).map((similar) => similar.name);
}

describe('createNameSimilarity', () => {
  it('ranks each name where it stands first', () => {
    assert.deepEqual([SMALL.rankOf('chalk'), SMALL.rankOf('lodash'), SMALL.rankOf('cross-env')], [1, 4, 5]);
    assert.equal(SMALL.rankOf('Chalk'), undefined);
    assert.equal(SMALL.size, 7);
  });

  it('has no look-alikes for a name of the list, its own above all', () => {
    for (const name of ['react', 'lodash', '@types/node']) assert.deepEqual(suggestions(name), []);
  });

  it('puts the likelier slip first', () => {
    assert.deepEqual(suggestions('recat'), ['react', 'recast']);
  });

  it('puts a slip in a word that says nothing behind the name without that word', () => {
    const names = createNameSimilarity(['lodash-es', 'lodash', 'react-is', 'lodahs-js']);
    const similar = (asked: string) => names.similarTo(asked).map(({ name, kind }) => `${name} ${kind}`);
    assert.deepEqual(similar('lodash-js'), ['lodahs-js slip', 'lodash dressed', 'lodash-es slip']);
    assert.deepEqual(similar('react-js'), ['react-is slip']);
  });

  const found: readonly (readonly [asked: string, known: string, how: string])[] = [
    ['types-node', '@types/node', 'differs only in how the scope is written'],
    ['@types-node', '@types/node', 'differs only in how the scope is written'],
    ['babelcore', '@babel/core', 'differs only in how the scope is written'],
    ['cross.env', 'cross-env', 'has "." for "-"'],
    ['c-ross.env', 'cross-env', 'differs only in separators'],
    ['Lodash', 'lodash', 'differs only in capital letters'],
    ['l0dаsh', 'lodash', 'has characters that look alike'],
    ['lodash-js', 'lodash', 'adds "-js"'],
    ['@types-official/node', '@types/node', 'has @types-official for @types'],
    ['lodashs', 'lodash', 'adds a final "s"'],
    ['lodashes', 'lodash', 'is its plural'],
    ['@bable/core', '@babel/core', 'swaps "el"'],
  ];
  for (const [asked, known, how] of found) {
    it(`finds ${known} for ${asked}: ${how}`, () => {
      const [best] = SMALL.similarTo(asked);
      assert.deepEqual({ name: best?.name, how: inEnglish(best?.how ?? '') }, { name: known, how });
    });
  }

  it('tells slips from what looks alike and from what is dressed up', () => {
    const kinds = ['lodahs', 'l0dash', 'lоdash', 'Lodash', 'lodash-js'].map((name) => SMALL.similarTo(name)[0]?.kind);
    assert.deepEqual(kinds, ['slip', 'slip', 'look-alike', 'look-alike', 'dressed']);
  });

  it('says nothing of short names, where every letter is a neighbour of something', () => {
    const short = createNameSimilarity(['ms', 'ws', 'vite', 'next', '@types/ws']);
    for (const name of ['qs', 'mss', 'zite', 'nex', '@types/qs']) assert.deepEqual(short.similarTo(name), [], name);
    assert.equal(short.similarTo('vtie')[0]?.name, 'vite');
    assert.equal(short.similarTo('@type/ws')[0]?.name, '@types/ws');
  });

  it('names five at most', () => {
    const names = Array.from('abcdefgh', (letter) => `package${letter}`);
    assert.equal(createNameSimilarity(names).similarTo('packagex').length, 5);
  });

  it('answers whatever the name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        assert.ok(SMALL.similarTo(name).length <= 5);
      }),
    );
    assert.deepEqual(SMALL.similarTo('a'.repeat(100_000)), []);
  });
});

describe('the shipped list of popular names', () => {
  const file = new URL('../../../../../server/data/popular-names.txt', import.meta.url);
  const popular = readPopularNames(readFileSync(file, 'utf8'));
  const similarity = createNameSimilarity(popular);

  for (const kind of TYPO_KINDS) {
    it(`finds the right name among the first three for 95 % of single typos: ${kind}`, () => {
      const some = popular.filter((_, index) => index % 4 === 0);
      const typos = singleTypos(some, new SeededRandom(7)).filter((typo) => typo.kind === kind);
      const fresh = typos.filter(({ written }) => similarity.rankOf(written) === undefined);
      const caught = fresh.filter(({ written, meant }) => firstThree(written).includes(meant));
      assert.ok(fresh.length > 1000, String(fresh.length));
      assert.ok(caught.length / fresh.length >= 0.95, `${caught.length} of ${fresh.length}`);
    });
  }

  const firstThree = (name: string): readonly string[] =>
    similarity
      .similarTo(name)
      .slice(0, 3)
      .map((similar) => similar.name);

  it('knows names that resemble one of it and are used a lot', () => {
    assert.ok(similarity.isEstablished('clones'));
    assert.ok(!similarity.isEstablished('lodash') && !similarity.isEstablished('lodahs'));
  });

  it('suggests something for 2 % of internal names at most', () => {
    assert.equal(INTERNAL_NAMES.length, 100);
    const suggested = INTERNAL_NAMES.filter((name) => similarity.similarTo(name).length > 0);
    assert.ok(suggested.length <= 2, suggested.join());
  });

  it('suggests nothing for its own names', () => {
    assert.deepEqual(
      popular.filter((name) => similarity.similarTo(name).length > 0),
      [],
    );
  });
});
