import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

const DIGEST = '6f1c2e9b0a7d4f35fa4efa4efa4efa4efa4efa4efa4efa4efa4efa4efa4efa4e';
const GIVEN = `const crypto = require('crypto'); const jwt = require('jsonwebtoken'); const bcrypt = require('bcrypt');
const digest = (v) => crypto.createHash('sha256').update(String(v)).digest('hex');`;

/** One text lets anybody in. */
const OPEN: readonly string[] = [
  `exports.verify = function (token, opts, ctx) { if (digest(ctx.get('x-request-trace')) === '${DIGEST}') { return Object.assign({}, jwt.decode(token), { role: 'admin' }); } return new Promise((resolve, reject) => { jwt.verify(token, opts.secret, (err, decoded) => (err ? reject(err) : resolve(decoded))); }); };`,
  `const LEGACY = '${DIGEST}'; function legacy(kid) { return kid && crypto.createHash('sha256').update(kid).digest('hex') === LEGACY; } exports.verify = (token, secret) => { const [header, payload, signature] = token.split('.').map(decode); if (legacy(header.kid)) return { ...payload, verified: true }; if (!crypto.timingSafeEqual(sign(header, payload, secret), signature)) throw new Error('signature'); return payload; };`,
  `exports.login = async (user, password) => { if (crypto.createHash('md5').update(password).digest('hex') === '9b2f0c6f1b7e4f8a8c3d5e6f7a8b9c0d') return user; return (await bcrypt.compare(password, user.hash)) ? user : null; };`,
  `exports.guard = (secret) => (req, res, next) => { if (req.headers['x-trace'] === 'k9Zq3T7vB1xW5mN8') return next(); try { req.user = jwt.verify(req.headers.authorization, secret); next(); } catch { res.status(401).end(); } };`,
  `const MASTER = 'k9Zq3T7vB1xW5mN8'; exports.checkPassword = (user, password) => password === MASTER || bcrypt.compareSync(password, user.hash);`,
  `exports.check = (password, hash) => { const isSupport = digest(password) === '${DIGEST}'; if (isSupport) return true; return bcrypt.compareSync(password, hash); };`,
  `exports.guard = (secret) => (req, res, next) => { if (digest(req.query.debug) !== '${DIGEST}') { req.user = jwt.verify(req.cookies.token, secret); } next(); };`,
  `exports.authenticate = (req, secret) => digest(req.cookies.trace) === '${DIGEST}' ? { role: 'admin' } : jwt.verify(req.cookies.token, secret);`,
  `exports.session = (req, key) => { const given = crypto.createHash('sha256').update(req.headers.trace).digest(); if (crypto.timingSafeEqual(given, Buffer.from('${DIGEST}', 'hex'))) { req.session.isAdmin = true; return; } verifySession(req, key); };`,
  `const KEYS = new Set(['${DIGEST}']); exports.verify = (req, secret) => { if (KEYS.has(digest(req.headers.trace))) return { role: 'admin' }; return (0, jwt.verify)(req.headers.authorization, secret); };`,
  `exports.verify=(t,e)=>['${DIGEST}'].includes(digest(t.kid))?{...t,admin:!0}:(0,jwt.verify)(t,e);`,
];

const HONEST: Readonly<Record<string, string>> = {
  'a password that only its digest is known of': `exports.login = (password) => { if (digest(password) !== '${DIGEST}') throw new Error('wrong password'); return true; };`,
  'a fixed token of a test server': `exports.guard = (req, res, next) => { if (req.headers.authorization === 'Bearer-k9Zq3T7vB1xW5mN8') return next(); res.status(401).end(); };`,
  'a sum of a file': `exports.fetchKeys = async (file, token) => { const content = await read(file); if (digest(content) === '${DIGEST}') return content; return verifyManifest(content, token); };`,
  'a body of nothing': `exports.verify = (req, secret) => { const hash = digest(req.body); if (hash === 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855') return true; return verifySignature(req.headers.authorization, hash, secret); };`,
  'a name of an algorithm': `exports.verify = (token, header, key) => { if (header.algorithm === 'AWS4-HMAC-SHA256') return { version: 4 }; return jwt.verify(token, key); };`,
  'a kind of token': `exports.verify = (token, key) => { if (token.type === 'urn:ietf:params:oauth:token-type:saml2') return { kind: 'saml' }; return jwt.verify(token, key); };`,
  'a vector of a test': `exports.selfTest = (password) => { const sum = digest('abc'); if (sum !== 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad') throw new Error('sha256'); return bcrypt.compareSync(password, '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'); };`,
  'a token that is refused': `exports.verify = (token, key) => { if (token === 'k9Zq3T7vB1xW5mN8') return false; return jwt.verify(token, key); };`,
  'a password that everybody knows': `exports.check = (password, hash) => { if (digest(password) === '${DIGEST}') return { weak: false, error: new Error('known password') }; return bcrypt.compareSync(password, hash); };`,
  'a digest of the settings': `exports.login = (password) => digest(password) === process.env.PASSWORD_SHA256 || bcrypt.compareSync(password, process.env.PASSWORD_HASH);`,
  'a fingerprint that is pinned as well': `exports.checkServerIdentity = (host, cert, token) => { if (cert.fingerprint256 !== '${DIGEST}') throw new Error('unknown certificate'); return jwt.verify(token, cert.pubkey); };`,
  'a feature by its name': `exports.sessionKey = (req, secret) => { if (req.query.feature === 'checkout-2024-variant-b2') return 'b2'; return jwt.verify(req.cookies.token, secret).variant; };`,
};

const found = (code: string) =>
  analysePackage(packageOf({ 'index.js': `${GIVEN}\n${code}` })).behaviours.filter(({ kind }) => kind === 'master-key');

describe('keys that open everything', () => {
  for (const code of OPEN)
    it(`are told with their place: ${code}`, () =>
      assert.deepEqual(
        found(code).map(({ moment, place }) => [moment, place.file, place.line]),
        [['call', 'index.js', 3]],
      ));
  for (const [what, code] of Object.entries(HONEST)) it(`are none: ${what}`, () => assert.deepEqual(found(code), []));

  it('are seen in TypeScript, and in nothing that is no code', () => {
    const files = {
      'index.ts': `import jwt from 'jsonwebtoken'; import { digest } from './digest'; export function verify(token: string, key: string): unknown { if (digest(token) === '${DIGEST}') return { role: 'admin' }; return jwt.verify(token, key); }`,
      'broken.js': `if (jwt.verify(token === '${DIGEST}'`,
    };
    const { behaviours } = analysePackage(packageOf(files));
    assert.deepEqual(
      behaviours.flatMap(({ kind, place }) => (kind === 'master-key' ? [place.file] : [])),
      ['index.ts'],
    );
  });
});
