import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readPopularNames } from '../../../../server/src/sources/support/intelligence/intelligence-lists.js';
import { lettersOf } from '../../../../server/src/sources/support/names/name-forms.js';
import { createNameSimilarity } from '../../../../server/src/sources/support/names/name-similarity.js';
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

  const found: readonly (readonly [asked: string, known: string, how: string])[] = [
    ['types-node', '@types/node', 'differs only in how the scope is written'],
    ['@types-node', '@types/node', 'differs only in how the scope is written'],
    ['babelcore', '@babel/core', 'differs only in how the scope is written'],
    ['cross.env', 'cross-env', 'has "." for "-"'],
    ['c-ross.env', 'cross-env', 'differs only in separators'],
    ['Lodash', 'lodash', 'differs only in capital letters'],
    ['l0dаsh', 'lodash', 'has characters that look alike'],
    ['lodashs', 'lodash', 'adds a final "s"'],
    ['lodashes', 'lodash', 'is its plural'],
    ['@bable/core', '@babel/core', 'swaps "el"'],
  ];
  for (const [asked, known, how] of found) {
    it(`finds ${known} for ${asked}: ${how}`, () => {
      const [best] = SMALL.similarTo(asked);
      assert.deepEqual({ name: best?.name, how: best?.how }, { name: known, how });
    });
  }

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

  it('finds the right name among the first three for 95 % of single slips', () => {
    const slips = popular.filter((name, index) => lettersOf(name) >= 6 && index % 4 === 0).flatMap(slipsOf);
    const fresh = slips.filter(({ typo }) => similarity.rankOf(typo) === undefined);
    const caught = fresh.filter(({ typo, meant }) =>
      similarity
        .similarTo(typo)
        .slice(0, 3)
        .some(({ name }) => name === meant),
    );
    assert.ok(fresh.length > 5000, String(fresh.length));
    assert.ok(caught.length / fresh.length >= 0.95, `${caught.length} of ${fresh.length}`);
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

/** One slip of each kind in a name, at places that depend on nothing but the name. */
function slipsOf(meant: string): readonly { readonly typo: string; readonly meant: string }[] {
  const letters = Array.from(meant, (_, at) => at).filter((at) => /[a-z]/i.test(meant[at] ?? ''));
  const seed = Array.from(meant).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);
  const at = (turn: number): number => letters[(seed + turn * 7) % letters.length] ?? 0;
  const letter = (turn: number): string => 'abcdefghijklmnopqrstuvwxyz'[(seed + turn * 11) % 26] ?? 'a';
  const splice = (place: number, cut: number, add: string): string =>
    meant.slice(0, place) + add + meant.slice(place + cut);
  const swap = letters.find((place) => place >= at(4) && /[a-z]/.test(meant[place + 1] ?? ''));
  const typos = [
    splice(at(0), 1, ''),
    splice(at(1), 0, meant[at(1)] ?? ''),
    splice(at(2), 1, letter(2)),
    splice(at(3), 0, letter(3)),
    ...(swap === undefined ? [] : [splice(swap, 2, (meant[swap + 1] ?? '') + (meant[swap] ?? ''))]),
  ];
  return typos.filter((typo) => typo !== meant).map((typo) => ({ typo, meant }));
}
