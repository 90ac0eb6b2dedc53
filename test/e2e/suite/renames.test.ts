import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, problemsWhen, ruleOf, show, workspaceFile } from '../harness/editor.js';

const [WEB, SHOP] = ['packages/web/package.json', 'packages/shop/package.json'] as const;
const RULE = 'known-vulnerability';

describe('manifests that are renamed and deleted while the editor runs', () => {
  const control = connectControl(readContext().controlUrl);
  const rename = async (from: string, to: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(workspaceFile(from), workspaceFile(to));
    assert.ok(await vscode.workspace.applyEdit(edit));
  };
  const isAtRisk = (found: readonly vscode.Diagnostic[]): boolean => found.some((one) => ruleOf(one) === RULE);
  const rows = (isSo: (all: readonly string[]) => boolean): Promise<readonly string[]> =>
    eventually(control.treeRows, isSo);

  it('say behind the braces of the status bar what is judged', async () => {
    await show(WEB);
    await problemsWhen(workspaceFile(WEB), isAtRisk);
    const told = await eventually(control.languageStatus, (text) => text.includes('judged'));
    assert.match(told, /1 high, 1 low/);
    assert.match(told, /Show Risks/);
  });

  it('take their problems along when they are open', async () => {
    await show(WEB);
    await problemsWhen(workspaceFile(WEB), isAtRisk);
    await rename(WEB, SHOP);
    await problemsWhen(workspaceFile(SHOP), isAtRisk);
    await problemsWhen(workspaceFile(WEB), (found) => found.length === 0);
  });

  it('take their place in the risk view along when they are not', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('packageRisk.risks.focus');
    await rows((all) => all.some((row) => row.startsWith(SHOP)));
    await rename(SHOP, WEB);
    const all = await rows((found) => found.some((row) => row.startsWith(WEB)));
    assert.ok(!all.some((row) => row.startsWith(SHOP)));
  });

  it('leave nothing behind when they are deleted', async () => {
    const editor = await show(WEB);
    await problemsWhen(editor.document.uri, isAtRisk);
    await vscode.workspace.fs.delete(workspaceFile(WEB));
    await problemsWhen(workspaceFile(WEB), (found) => found.length === 0);
    await vscode.commands.executeCommand('packageRisk.risks.focus');
    await rows((all) => all.length > 0 && !all.some((row) => row.startsWith(WEB)));
  });
});
