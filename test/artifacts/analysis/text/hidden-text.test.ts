import assert from 'node:assert/strict';
import { findHiddenText, findPaddedCode } from '../../../../server/src/artifacts/analysis/text/hidden-text.js';

const kinds = (text: string): readonly string[] => findHiddenText(text).map(({ kind }) => kind);
const selectors = (text: string): string =>
  [...Buffer.from(text)].map((byte) => String.fromCodePoint(0xe0100 + byte)).join('');

describe('hidden text', () => {
  it('finds code behind blanks, and where it starts', () => {
    const text = `module.exports = 1;${' '.repeat(300)}require('net').connect(4444);`;
    assert.deepEqual(findPaddedCode(text), [{ kind: 'padded-code', offset: 319, detail: 'code behind 300 blanks' }]);
    assert.deepEqual(kinds(`x;${'\t'.repeat(250)}eval(atob(payload)) // more`), ['padded-code']);
  });

  it('leaves alone what is aligned, boxed, indented or blank at the end', () => {
    for (const text of [
      `const a = 1;${' '.repeat(150)}const b = require('b').default;`,
      `/* box ${' '.repeat(250)}* ======================== */`,
      `${' '.repeat(400)}deeply.indented({ call: true }, 'here');`,
      `const a = 1;${' '.repeat(400)}`,
      `| table ${' '.repeat(250)}| cell with (brackets) in it |`,
    ]) {
      assert.deepEqual(kinds(text), [], text.slice(0, 20));
    }
  });

  it('finds a text that is written in variation selectors or zero-width characters', () => {
    assert.deepEqual(kinds(`eval(decode('${selectors('fetch(1)')}'))`), ['invisible-text']);
    assert.deepEqual(kinds(`new Function(x('${'\u200b\u200c'.repeat(16)}'))`), ['invisible-text']);
    assert.deepEqual(kinds(`x('${'\u3164\uffa0'.repeat(8)}')`), ['invisible-data'], 'nothing here can run it');
  });

  it('leaves emoji, flags and scripts that need joiners alone', () => {
    for (const text of [
      'const family = "👨‍👩‍👧‍👦"; const heart = "❤️‍🔥";',
      'const england = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";',
      'const persian = "می‌خواهم"; const dash = "soft\u00adhyphen";',
    ]) {
      assert.deepEqual(kinds(text), [], text);
    }
  });

  it('finds controls that turn code round (Trojan Source)', () => {
    assert.deepEqual(kinds("if (role !== 'user\u202e \u2066// check if admin\u2069 \u2066') {"), ['bidi-controls']);
    assert.deepEqual(kinds("const label = '\u200fשלום\u200f'; const one = '\u202bשלום\u202c';"), []);
  });
});
