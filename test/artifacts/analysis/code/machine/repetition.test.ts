import assert from 'node:assert/strict';
import { flowsOf } from '../platform/sent.js';

const ASK = `const ask = (url) => new Promise((resolve, reject) => https.get(url, (res) => {
  let body = ''; res.on('data', (c) => { body += c; }).on('end', () => resolve({ body })); }).on('error', reject));`;

describe('functions that are called again', () => {
  it('settle another promise each time: an address that was asked for is asked in turn', () => {
    const run = `async function run() { const page = await ask('https://note.invalid'); const next = Buffer.from(page.body, 'base64').toString(); eval((await ask(next)).body); } run();`;
    assert.deepEqual(flowsOf(`${ASK} ${run}`), ['downloaded>evaluated']);
  });

  it('settle it with what is only shown', () => {
    const run = `async function run() { const page = await ask('https://note.invalid'); console.log((await ask(page.body)).body); } run();`;
    assert.deepEqual(flowsOf(`${ASK} ${run}`), []);
  });
});
