import assert from 'node:assert/strict';
import { behavioursOf } from './sent.js';

const HOOK = ['hooks-wallet import', 'replaces-addresses import'];
const MINE = `'0x000000000000000000000000000000000000bEEF'`;

describe('functions in the place of those of a wallet', () => {
  it('swap addresses that they name, that a function they call names, or that stand in them', () => {
    const request = (body: string): string =>
      `const old = window.ethereum.request; window.ethereum.request = (a) => { ${body} return old(a); };`;
    assert.deepEqual(behavioursOf(`const mine = ${MINE}; ${request('a.params[0].to = mine;')}`), HOOK);
    assert.deepEqual(
      behavioursOf(`const all = [${MINE}]; const near = () => all[0]; ${request('a.to = near();')}`),
      HOOK,
    );
    assert.deepEqual(behavioursOf(request(`a.params[0].to = ${MINE};`)), HOOK);
  });

  it('swap nothing by an address that merely stands around them', () => {
    const code = `const contract = ${MINE}; const old = window.ethereum.request; window.ethereum.request = (a) => { console.debug(a.method); return old(a); };`;
    assert.deepEqual(behavioursOf(code), ['hooks-wallet import']);
  });

  it('are no different from code that watches the clipboard', () => {
    const poll = (write: string): string =>
      `const c = require('clipboardy'); setInterval(async () => { const t = await c.read(); ${write} }, 9);`;
    assert.deepEqual(behavioursOf(poll(`if (/^0x/.test(t)) c.write(${MINE});`)), ['replaces-addresses import']);
    assert.deepEqual(behavioursOf(poll(`c.write(t.trim());`)), []);
  });
});
