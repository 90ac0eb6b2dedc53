import assert from 'node:assert/strict';
import { freeUses } from '../../../../../server/src/artifacts/analysis/code/package/free-names.js';
import { parseSource } from '../../../../../server/src/artifacts/analysis/code/package/parse.js';

/** How often `x` is used as a name that nothing around it declares. */
function freeIn(code: string): number {
  const { program } = parseSource('index.js', code);
  return freeUses(program, new Set(['x']), () => false).length;
}

describe('free names', () => {
  const CASES: readonly (readonly [what: string, code: string, count: number])[] = [
    ['a use', 'use(x);', 1],
    ['a variable', 'use(x); var x = 1;', 0],
    ['a variable of a block, seen from outside', '{ let x = 1; } use(x);', 1],
    ['a `var` of a block, seen from outside', '{ var x = 1; } use(x);', 0],
    ['a `var` of another function', 'function f() { var x = 1; } use(x);', 1],
    ['a parameter and its default', 'function f(x, y = x) { use(x); }', 0],
    ['a default that the body does not declare', 'function f(y = x) { var x; }', 1],
    ['a pattern', 'const { a: [x] } = y; use(x);', 0],
    ['the own name of a function', '(function x() { x(); });', 0],
    ['the own name of a class', 'const y = class x { z() { return x; } }; use(x);', 1],
    ['an error that is caught', 'try { f(); } catch (x) { use(x); }', 0],
    ['the variable of a loop', 'for (const x of list) use(x); use(x);', 1],
    ['a case', 'switch (y) { case 1: let x; default: use(x); }', 0],
    ['an import', `import { y as x } from 'y'; use(x);`, 0],
    ['names of members', 'y.x; ({ x: 1 }); class Y { x() {} }', 0],
    ['a computed member', 'y[x];', 1],
    ['the short form of a property', '({ x });', 1],
    ['a label', 'x: for (;;) break x;', 0],
    ['an export', 'export { x };', 1],
  ];
  for (const [what, code, count] of CASES) {
    it(`are told from others: ${what}`, () => {
      assert.equal(freeIn(code), count);
    });
  }
});
