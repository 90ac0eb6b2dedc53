import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/src/protocol/messages.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, lineOf, problemOn, revert, show } from '../harness/editor.js';
import { hoverText } from '../harness/places.js';
import { choose, quickFixAt, quickFixesAt } from '../harness/quick-fixes.js';

describe('what packages may do', () => {
  const control = connectControl(readContext().controlUrl);
  let document: vscode.TextDocument;

  beforeEach(async () => {
    ({ document } = await show('package.json'));
    await problemOn(document.uri, lineOf(document, 'shop-images'), 'install-script');
  });
  afterEach(async () => {
    await show('package.json');
    await revert();
  });

  const lineWith = (name: string): vscode.Range => document.lineAt(lineOf(document, name)).range;
  const hoverOn = (name: string): Promise<string> => hoverText(document.uri, lineWith(name).start.translate(0, 6));

  it('is told by the hover, and a quick fix writes it into the list that npm reads', async () => {
    const before = await hoverOn('shop-images');
    assert.ok(before.includes('never run here'), before);
    const title = /^Allow install scripts of shop-images 1\.0\.0 only \(allowScripts in package\.json\)/;
    await choose(await quickFixAt(document.uri, lineWith('shop-images'), title));
    const { allowScripts } = JSON.parse(document.getText()) as { readonly allowScripts?: object };
    assert.deepEqual(allowScripts, { 'shop-images@1.0.0': true });
    const isAllowed = (text: string): boolean => text.includes('allowed by allowScripts');
    assert.ok(isAllowed(await eventually(() => hoverOn('shop-images'), isAllowed)));
  });

  it('is written for the whole project by a command, and looked at before it is', async () => {
    const before = document.getText();
    const done = vscode.commands.executeCommand(COMMANDS.allowInstallScripts);
    const shown = await eventually(control.refactorPreview, (text) => text.includes('package.json'));
    assert.ok(shown.includes('"shop-images@1.0.0": true'), shown);
    assert.equal(document.getText(), before);
    await control.tickRefactorPreview();
    await vscode.commands.executeCommand('refactorPreview.apply');
    await done;
    const { allowScripts } = JSON.parse(document.getText()) as { readonly allowScripts?: object };
    assert.deepEqual(allowScripts, { 'shop-images@1.0.0': true });
  });

  it('is told by a command as flags of Node.js, with what is not certain', async () => {
    await vscode.commands.executeCommand(COMMANDS.showPermissions);
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    for (const part of ['--allow-net: code-thief@1.0.0', 'to be allowed: shop-images@1.0.0', 'Not certain'])
      assert.ok(text.includes(part), text);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is reported where it is malicious, as a record to be read and sent by a person', async () => {
    const problem = await problemOn(document.uri, lineOf(document, 'code-thief'), 'data-exfiltration');
    const isReport = ({ title }: vscode.CodeAction): boolean => /^Report .* as malicious/.test(title);
    const { command } = await quickFixAt(
      document.uri,
      lineWith('code-thief'),
      /^Report code-thief@1\.0\.0 as malicious/,
    );
    assert.equal((await quickFixesAt(document.uri, lineWith('shop-images'))).some(isReport), false);
    assert.equal(command?.command, COMMANDS.reportMalware);
    const [pointer] = (command.arguments ?? []) as readonly object[];
    assert.ok(problem.message.includes('code-thief'));
    await vscode.commands.executeCommand(COMMANDS.reportMalware, { ...pointer, format: 'osv' });
    const shown = vscode.window.activeTextEditor?.document;
    assert.deepEqual([shown?.isUntitled, shown?.languageId], [true, 'json']);
    const record = JSON.parse(shown?.getText() ?? '') as {
      readonly affected: readonly { readonly versions: unknown }[];
    };
    assert.deepEqual(record.affected[0]?.versions, ['1.0.0']);
    assert.ok(shown?.getText().includes('collect.invalid'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
