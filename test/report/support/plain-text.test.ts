import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_TEXT_LENGTH, plainText } from '../../../server/src/report/support/plain-text.js';

const anyText = fc.string({ unit: 'binary', maxLength: 2000 });

describe('plain text', () => {
  const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
    ['leaves ordinary text alone', 'Grüße, 世界! 100 % <b>', 'Grüße, 世界! 100 % <b>'],
    ['leaves words in ASCII alone', 'lodash 4.17.20 has a <b>flaw</b>', 'lodash 4.17.20 has a <b>flaw</b>'],
    ['makes one of several spaces, and none at the ends', ' a  b ', 'a b'],
    ['makes line breaks of every kind spaces', 'a\nb\r\nc\u2028d\u0085e\tf', 'a b c d e f'],
    ['shows control characters', '\u001b[31mred\u0007', '<U+001B>[31mred<U+0007>'],
    ['shows what reverses the reading order', 'a\u202Eb\u2066c', 'a<U+202E>b<U+2066>c'],
    ['shows zero-width characters, so that two names never look the same', 'lod\u200Bash', 'lod<U+200B>ash'],
    ['shows tag characters', 'a\u{E0041}', 'a<U+E0041>'],
    ['shows lone surrogates', 'a\uD800', 'a<U+D800>'],
    ['limits marks stacked on a letter', `a${'\u0301'.repeat(50)}b`, `a${'\u0301'.repeat(4)}b`],
    ['cuts what is too long', 'x'.repeat(1000), `${'x'.repeat(MAX_TEXT_LENGTH - 1)}…`],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.equal(plainText(text), expected));

  it('never cuts a character in half', () => assert.equal(plainText('ab😀😀', 4), 'ab…'));

  it('is one line of visible characters, no longer than asked for, whatever goes in', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 400 }), (text, maxLength) => {
        const plain = plainText(text, maxLength);
        assert.ok(plain.length <= maxLength);
        assert.doesNotMatch(plain, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
