import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inEnglish } from '../../../../server/src/model/index.js';
import { singleEdit } from '../../../../server/src/sources/support/names/name-edits.js';

describe('singleEdit', () => {
  const cases: readonly (readonly [asked: string, known: string, kind: string, how: string])[] = [
    ['lodahs', 'lodash', 'swap', 'swaps "sh"'],
    ['expres', 'express', 'doubling', 'has one "s" for two'],
    ['lodassh', 'lodash', 'doubling', 'doubles "s"'],
    ['mogoose', 'mongoose', 'omission', 'leaves out "n"'],
    ['request', 'requests', 'plural', 'leaves out the final "s"'],
    ['requests', 'request', 'plural', 'adds a final "s"'],
    ['lodaxsh', 'lodash', 'insertion', 'adds "x"'],
    ['lidash', 'lodash', 'neighbour', 'has "i" for "o", its neighbour on the keyboard'],
    ['lodaqh', 'lodash', 'substitution', 'has "q" for "s"'],
    ['l0dash', 'lodash', 'look-alike', 'has "0" for "o", which looks alike'],
    ['co1ors', 'colors', 'look-alike', 'has "1" for "l", which looks alike'],
    ['crossenv', 'cross-env', 'punctuation', 'leaves out the "-"'],
    ['cross_env', 'cross-env', 'punctuation', 'has "_" for "-"'],
    ['lo-dash', 'lodash', 'punctuation', 'adds a "-"'],
  ];
  for (const [asked, known, kind, how] of cases) {
    it(`${asked} ${how} (${known})`, () => {
      const edit = singleEdit(asked, known);
      assert.deepEqual({ kind: edit?.kind, how: inEnglish(edit?.how ?? '') }, { kind, how });
    });
  }

  it('finds none between names that are equal or further apart', () => {
    for (const [asked, known] of [
      ['lodash', 'lodash'],
      ['lodash', 'ldahs'],
      ['abcd', 'badc'],
      ['', 'ab'],
      ['abc', 'cba'],
    ] as const) {
      assert.equal(singleEdit(asked, known), undefined, `${asked} ${known}`);
    }
  });

  it('agrees with the definition of an edit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        assert.equal(singleEdit(a, b) !== undefined, a !== b && isOneEditApart(a, b), `${a} ${b}`);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Every way of one edit, tried. */
function isOneEditApart(a: string, b: string): boolean {
  const without = (text: string, at: number): string => text.slice(0, at) + text.slice(at + 1);
  const places = Array.from({ length: a.length + b.length + 1 }, (_, at) => at);
  const swapped = (at: number): string => a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2);
  return (
    places.some((at) => without(a, at) === b && at < a.length) ||
    places.some((at) => without(b, at) === a && at < b.length) ||
    (a.length === b.length && places.some((at) => at < a.length && without(a, at) === without(b, at))) ||
    places.some((at) => at + 1 < a.length && swapped(at) === b)
  );
}
