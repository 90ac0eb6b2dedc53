import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, problemsWhen, revert, ruleOf, show } from '../harness/editor.js';

describe('the code lenses of a manifest', () => {
  let document: vscode.TextDocument;

  before(async () => {
    ({ document } = await show('package.json'));
    await problemsWhen(document.uri, (all) => all.some((one) => ruleOf(one) === 'recent-release'));
  });
  afterEach(revert);

  const lenses = async (): Promise<readonly vscode.CodeLens[]> => {
    const command = 'vscode.executeCodeLensProvider';
    const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(command, document.uri, 50);
    return all.filter((one) => one.command?.command.startsWith('packageRisk.'));
  };
  const withFixes = (): Promise<readonly vscode.CodeLens[]> =>
    eventually(lenses, (all) => all.some((one) => /safe fixes? available/.test(one.command?.title ?? '')));

  it('count the problems over each section', async () => {
    const all = await lenses();
    const titles = all.map(
      ({ range, command }) => `${document.lineAt(range.start.line).text.trim()} ${command?.title}`,
    );
    assert.ok(
      titles.some((title) => /^"dependencies": \{ \d+ critical · \d+ high/.test(title)),
      titles.join('\n'),
    );
    assert.ok(titles.some((title) => title.startsWith('"devDependencies": {')));
  });

  it('apply the safe fixes of their section, as one edit that can be undone', async () => {
    const all = await withFixes();
    const fix = all.find(({ command }) => /safe fixes? available/.test(command?.title ?? ''))?.command;
    assert.ok(fix);
    const before = document.getText();
    await vscode.commands.executeCommand(fix.command, ...((fix.arguments ?? []) as readonly unknown[]));
    const after = document.getText();
    assert.match(after, /"chalk": "5\.6\.0"/);
    assert.match(after, /"shop-cart": "\^1\.0\.1"/);
    assert.match(after, /"shop-any": "1\.2\.0"/);
    assert.match(after, /"shop-today": "1\.0\.1"/, 'it stands in another section');
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('are not there where a setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('packageRisk');
    await settings.update('codeLens.enable', false, vscode.ConfigurationTarget.Workspace);
    try {
      await eventually(lenses, (all) => all.length === 0);
    } finally {
      await settings.update('codeLens.enable', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually(lenses, (all) => all.length > 0);
  });
});
