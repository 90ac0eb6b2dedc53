import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonText, terminalText } from '../../../server/src/report/support/terminal.js';

/** Text as an attacker would write it: pieces of escape sequences between ordinary characters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u001b',
        '\u001b[',
        '\u001b]',
        '\u009b',
        '\u009d',
        '\u0090',
        '\u0007',
        '\u001b\\',
        '\u009c',
        '31m',
      ),
      fc.constantFrom('\u202e', '\u2066', '\u200b', '\ufeff', '\u2028', '\u0000', '\r', '\n', '\t', '\u007f', '\ud800'),
      fc.constantFrom('0;title', '8;;https://evil.invalid', '\u0301'.repeat(6), '\u{e0041}', '\u{1f600}', 'ü', '漢'),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((pieces) => pieces.join(''));

const ACTIVE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u;

describe('Text for a terminal', () => {
  it('holds nothing that a terminal obeys or hides, whatever it is made from', () => {
    fc.assert(fc.property(hostile, (text) => !ACTIVE.test(terminalText(text))));
  });

  it('is one line and never longer than allowed', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 2, max: 80 }), (text, length) => {
        const shown = terminalText(text, length);
        return shown.length <= length && !/[\r\n]/.test(shown);
      }),
    );
  });

  it('does not change when it is escaped again', () => {
    fc.assert(fc.property(hostile, (text) => terminalText(terminalText(text)) === terminalText(text)));
  });

  it('leaves ordinary text alone', () => {
    const ordinary = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019@/^~.-_(){}"\'ßéж漢')) });
    fc.assert(fc.property(ordinary, (text) => terminalText(text) === text));
  });

  it('takes no longer for text that is made to be slow', () => {
    for (const piece of ['\u001b]', '\u009d', '\u001b[', '\u009b', '\u001b', '\u0301', ' ', '\u001b]\u0007']) {
      assert.ok(terminalText(piece.repeat(1_000_000)).length <= 500);
    }
  });

  const cases: readonly (readonly [what: string, text: string, shown: string])[] = [
    ['a colour', '\u001b[1;31mred\u001b[0m', 'red'],
    ['a colour in C1', '\u009b31mred', 'red'],
    ['a window title', 'a\u001b]0;owned\u0007b', 'ab'],
    ['a link', '\u001b]8;;https://evil.invalid\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['a clipboard write', '\u001b]52;c;cm0gLXJmIC8=\u0007x', 'x'],
    ['a title without its end, which must not hide what follows', 'a\u001b]0;b', 'a]0;b'],
    ['a device string', '\u001bPq#0\u001b\\x', 'x'],
    ['a reset', 'a\u001bcb', 'ab'],
    ['a carriage return, which would write over the line', 'high\rnone', 'high none'],
    ['a control between two spaces, which become one', 'a\r\u0000\nb', 'a b'],
    ['backspaces', 'bad\b\b\bok', 'badok'],
    ['a reversed name', 'lo\u202edash', 'lo<U+202E>dash'],
    ['a zero-width space', 'lo\u200bdash', 'lo<U+200B>dash'],
    ['a tag character', 'a\u{e0041}', 'a<U+E0041>'],
    ['half a character', 'a\ud83d', 'a<U+D83D>'],
    ['letters under a heap of marks', `e${'\u0301'.repeat(50)}x`, `e${'\u0301'.repeat(4)}x`],
  ];
  for (const [what, text, shown] of cases) {
    it(`disarms ${what}`, () => assert.equal(terminalText(text), shown));
  }

  it('cuts long text between characters', () => {
    assert.equal(terminalText('abcdef', 4), 'abc…');
    assert.equal(terminalText('ab\u{1f600}def', 4), 'ab…');
  });
});

describe('JSON for a terminal', () => {
  it('parses to the same value and holds no active character', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = jsonText({ [text]: text });
        assert.deepEqual(JSON.parse(json), { [text]: text });
        assert.doesNotMatch(json.replaceAll('\n', ''), /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u);
      }),
    );
  });
});
