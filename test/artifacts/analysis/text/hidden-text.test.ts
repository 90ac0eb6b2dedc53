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

  it('tells what does something behind blanks from what only reads and computes', () => {
    const kindOf = (code: string) => kinds(`x;${' '.repeat(300)}${code}`);
    for (const code of [
      "require('./lib/cache-helper').start(process.env);",
      "import('node:https').then((one) => one.get(where));",
      'navigator.sendBeacon(where, document.title) || 1;',
      "const code = Buffer.from(blob, 'base64').toString();",
      "require('fs').writeFileSync(where, 'console.log(1)');",
      `const one = 1;${' '.repeat(60)}const two = one + 1;${' '.repeat(60)}eval(three());`,
    ])
      assert.deepEqual(kindOf(code), ['padded-code'], code);
    for (const code of [
      "const fs = require('fs'), all = JSON.stringify(process.env);",
      "const os = require('node:os'); const { cpus } = os; count(cpus().length);",
    ])
      assert.deepEqual(kindOf(code), ['padded-text'], code);
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

  it('finds names without a visible letter (certitude, 2021)', () => {
    const runs = "const { exec } = require('child_process');";
    for (const text of [
      `${runs} const { timeout, \u3164 } = req.query; exec(\u3164);`,
      `${runs} const {\uffa0} = req.body; [\uffa0].forEach((one) => exec(one));`,
      `${runs} let \u1160 = input; exec(\u1160);`,
      `${runs} module.exports = (command, \u115f\u1160) => exec(\u115f\u1160);`,
      `${runs} function \u3164(a) { exec(a); }`,
    ])
      assert.deepEqual(kinds(text), ['invisible-text'], text);
    assert.deepEqual(kinds('const { a, \u3164 } = data;'), ['invisible-data']);
    for (const text of [
      'const blanks = /[\\s\u115f,\u1160\u3164]/; eval(x)',
      "const blank = ['\u3164', `\uffa0`]; eval(x)",
      'const 이름 = "\u3164"; const { 값, 한글 } = eval(x); // {\u3164} is blank',
    ])
      assert.deepEqual(kinds(text), [], text);
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
