import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RISK_VIEW_COMMANDS } from '../../../server/src/protocol/risk-view.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, lineOf, rangeOfText, workspaceFile } from '../harness/editor.js';

const WEB = 'packages/web/package.json';

describe('the view of everything at risk', () => {
  const control = connectControl(readContext().controlUrl);
  const rows = async (isSo: (all: readonly string[]) => boolean): Promise<readonly string[]> =>
    await eventually(control.treeRows, isSo);
  const groupBy = async (choice: string): Promise<void> => {
    const done = vscode.commands.executeCommand(RISK_VIEW_COMMANDS.group);
    await control.answerInput('Group the risk view', choice);
    await done;
  };
  const textOf = async (file: string): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceFile(file)));

  before(async () => {
    await vscode.commands.executeCommand('packageRisk.risks.focus');
  });

  it('shows the manifests of the folder without any of them being open, the worst first', async () => {
    const all = await rows((found) =>
      ['shop-cart@', 'lodahs@', 'Low, 1'].every((start) => found.some((row) => row.startsWith(start))),
    );
    assert.deepEqual(vscode.window.visibleTextEditors, []);
    assert.match(all[0] ?? '', /^package\.json, 1 high/);
    const web = all.findIndex((row) => row.startsWith(WEB));
    assert.match(all[web] ?? '', /1 high, 1 low/);
    assert.match(all[web + 1] ?? '', /^High, 1/);
    assert.match(all[web + 2] ?? '', /^shop-cart@1\.0\.0, known-vulnerability/);
    assert.match(all[web + 3] ?? '', /^Low, 1/);
    assert.ok(!all.some((row) => row.includes('quiet')));
  });

  it('counts on its icon what is at medium risk or above', async () => {
    // Each manifest that is judged raises it.
    await eventually(control.activityLabel, (text) => text.includes('2 at medium risk or above'));
  });

  it('leads to the line of the manifest', async () => {
    await control.clickTreeRow('shop-cart@');
    const editor = await eventually(
      () => vscode.window.activeTextEditor,
      (found) => found?.document.uri.path.endsWith(WEB) === true,
    );
    assert.ok(editor);
    await eventually(
      () => editor.selection.active.line,
      (line) => line === lineOf(editor.document, 'shop-cart'),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('can be grouped by rule, and by level again', async () => {
    await vscode.commands.executeCommand('packageRisk.risks.focus');
    await groupBy('By rule');
    const byRule = await rows((all) => all.some((row) => row.startsWith('typosquat')));
    assert.ok(byRule.some((row) => row.startsWith('known-vulnerability, 1 high')));
    await groupBy('By level');
    await rows((all) => all.some((row) => row.startsWith('High, 1')));
  });

  it('follows what is written to disk by somebody else, and tells once of what is critical', async () => {
    const before = await textOf(WEB);
    const after = before.replace('"shop-cart"', '"chalk": "5.6.1",\n    "shop-cart"');
    await vscode.workspace.fs.writeFile(workspaceFile(WEB), new TextEncoder().encode(after));
    await rows((all) => all.some((row) => row.startsWith('chalk@5.6.1, known-malware')));
    const messages = await eventually(
      async () => {
        await vscode.commands.executeCommand('notifications.showList');
        return await control.notifications();
      },
      (texts) => texts.some((text) => text.includes('chalk@5.6.1')),
    );
    assert.match(
      messages.find((text) => text.includes('chalk@5.6.1')) ?? '',
      /has come into packages\/web\/package\.json/,
    );
  });

  it('takes the line out again when asked', async () => {
    await vscode.commands.executeCommand('packageRisk.undoLine', workspaceFile(WEB).toString(), 'chalk');
    await eventually(
      () => textOf(WEB),
      (text) => !text.includes('chalk') && text.includes('shop-cart'),
    );
    await rows((all) => !all.some((row) => row.startsWith('chalk@')));
  });

  it('opens the menu of fixes on the line', async () => {
    const node = { kind: 'package', uri: workspaceFile(WEB).toString(), about: {} };
    const document = await vscode.workspace.openTextDocument(workspaceFile(WEB));
    const range = rangeOfText(document, '"shop-cart"');
    const about = { range: { start: range.start, end: range.end } };
    await vscode.commands.executeCommand(RISK_VIEW_COMMANDS.fix, { ...node, about });
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, range.start.line);
    await vscode.commands.executeCommand('hideCodeActionWidget');
  });
});
