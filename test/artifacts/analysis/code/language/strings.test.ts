import assert from 'node:assert/strict';
import { flowsOf } from '../platform/sent.js';

/** Middleware that takes something apart which others send. */
const handle = (run: string): readonly string[] => [
  ...new Set(
    flowsOf(`const vm = require('vm'); const kept = [Buffer.alloc(64)];
      module.exports = (req, res, next) => { const text = JSON.stringify(req.headers); ${run} next(); };`),
  ),
];

describe('letters by their numbers', () => {
  const run = (text: string): readonly string[] =>
    flowsOf(`cp.execFileSync(process.execPath, [${text}, process.argv[2]]);`);

  it('are hidden code where they are many, and no names that a program gives (typescript)', () => {
    const letters = [...Buffer.from('require("x")')].join();
    assert.ok(run(`'-e', String.fromCharCode(${letters})`).includes('decoded>run-as-command'));
    assert.deepEqual(run(`[String.fromCharCode(97 + 2), '_' + process.pid].join()`), []);
    assert.deepEqual(run(`String.fromCharCode(44, 59)`), []);
  });
});

describe('a text that is not known', () => {
  it('is what a function is given parts of that replaces them', () => {
    assert.deepEqual(handle(`text.replace(/k(\\w+)z/g, (all, part) => { vm.runInThisContext(part); });`), [
      'request-input>evaluated',
    ]);
    assert.deepEqual(
      handle(
        `text.replace(/(\\d)h((?:[a-f0-9]{2})+)i/g, (all, at, hex) => { if (at === '9') vm.runInThisContext(kept[0].toString()); else Buffer.from(hex, 'hex').copy(kept[0], +at); return ''; });`,
      ),
      ['request-input>evaluated'],
    );
  });

  it('is no code where it is only written differently', () => {
    assert.deepEqual(handle(`res.end(text.replace(/k(\\w+)z/g, (all, part) => part.toUpperCase()));`), []);
  });
});
