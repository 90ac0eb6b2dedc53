import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/src/protocol/messages.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, lineOf, workspaceFile } from '../harness/editor.js';

describe('the report', () => {
  const control = connectControl(readContext().controlUrl);

  it('shows all projects of the folder in a tab', async () => {
    await vscode.commands.executeCommand(COMMANDS.showReport);
    const text = await eventually(control.reportText, (found) => found.includes('Packages at risk'));
    assert.match(text, /shop-cart@1\.0\.0/);
    assert.match(text, /named by packages\/web\/package\.json/);
    // Written by the page's script: it has run.
    assert.match(text, /\d of \d shown/);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'Package Risk Report');
  });

  it('leads to the line of a package by its name', async () => {
    await control.pressInReport('shop-cart@1.0.0');
    // Asked anew each time: the editor that shows the file first need not be the one that stays.
    await eventually(
      () => vscode.window.activeTextEditor,
      (found) =>
        found?.document.uri.path.endsWith('packages/web/package.json') === true &&
        found.selection.active.line === lineOf(found.document, 'shop-cart'),
    );
  });

  it('is one tab, however often it is asked for, and says what has changed', async () => {
    await vscode.workspace.fs.writeFile(workspaceFile('packages/quiet/package.json'), new TextEncoder().encode('{}'));
    await vscode.commands.executeCommand(COMMANDS.showReport);
    await eventually(control.reportText, (found) => found.includes('Since the report of'));
    const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.equal(labels.filter((label) => label === 'Package Risk Report').length, 1);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
