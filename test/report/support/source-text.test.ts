import assert from 'node:assert/strict';
import { readableColumn, readableSource } from '../../../server/src/report/support/source-text.js';

describe('readableSource', () => {
  const shown: readonly (readonly [what: string, text: string, readable: string])[] = [
    ['code as it is', 'const a\t= "ü中";\r\nb();\n', 'const a\t= "ü中";\r\nb();\n'],
    ['controls that turn the order of code', 'if (x\u202E) {', 'if (x\\u{202e}) {'],
    ['text without width', 'a\u200Bb\uFEFFc', 'a\\u{200b}b\\u{feff}c'],
    ['variation selectors that hold a payload', 's`\u{FE01}\u{E0101}`', 's`\\u{fe01}\\u{e0101}`'],
    ['fillers that render as nothing', 'a\u3164b', 'a\\u{3164}b'],
    ['control characters', 'a\u0000\u001B[2Jb', 'a\\u{0}\\u{1b}[2Jb'],
    ['line ends that not all programs take for one', 'a\rb\u2028c', 'a\\u{d}b\\u{2028}c'],
    ['emojis as they are', '❤\uFE0F 👩\u200D🔬', '❤\uFE0F 👩\u200D🔬'],
    ['half a character', 'a\uD800b', 'a\\u{d800}b'],
  ];
  for (const [what, text, readable] of shown) {
    it(`shows ${what}`, () => assert.equal(readableSource(text), readable));
  }

  it('keeps the number of lines', () => {
    const text = 'a\u202E\r\n\u2029b\n\rc\n';
    assert.equal(readableSource(text).split('\n').length, text.split('\n').length);
  });

  it('takes a large text in its stride', () => {
    const text = `${'\u{E0101}'.repeat(500_000)}${'x'.repeat(3_000_000)}`;
    assert.equal(readableSource(text).length, 500_000 * '\\u{e0101}'.length + 3_000_000);
  });
});

describe('readableColumn', () => {
  it('is the column behind what has been made visible', () => {
    const text = 'first\na\u200B\u200Bb';
    assert.equal(readableColumn(text, 2, 4), 'a\\u{200b}\\u{200b}'.length + 1);
    assert.equal(readableColumn(text, 1, 3), 3);
    assert.equal(readableColumn(text, 99, 1), 1);
  });
});
