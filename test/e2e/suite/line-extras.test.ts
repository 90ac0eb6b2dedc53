import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, problemsWhen, ruleOf, show } from '../harness/editor.js';

describe('what stands behind the lines of a manifest', () => {
  let document: vscode.TextDocument;

  before(async () => {
    ({ document } = await show('package.json'));
    await problemsWhen(document.uri, (all) => all.some((one) => ruleOf(one) === 'recent-release'));
  });

  const hints = async (): Promise<readonly string[]> => {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const command = 'vscode.executeInlayHintProvider';
    const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(command, document.uri, whole);
    return found.map(
      ({ position, label }) =>
        `${document.lineAt(position.line).text.trim()} ${typeof label === 'string' ? label : ''}`,
    );
  };

  it('are resolved versions, for those who have switched them on', async () => {
    assert.deepEqual(await hints(), []);
    const settings = vscode.workspace.getConfiguration('packageRisk');
    await settings.update('inlayHints.enable', true, vscode.ConfigurationTarget.Workspace);
    try {
      const found = await eventually(hints, (all) => all.length > 0);
      assert.ok(found.includes('"shop-cart": "^1.0.0", 1.0.0'), found.join('\n'));
      assert.ok(!found.some((hint) => hint.startsWith('"chalk"')), 'it says itself which version');
    } finally {
      await settings.update('inlayHints.enable', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  const links = async (): Promise<ReadonlyMap<string, string | undefined>> => {
    const command = 'vscode.executeLinkProvider';
    const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>(command, document.uri);
    return new Map(found.map(({ range, target }) => [document.getText(range), target?.toString(true)]));
  };

  it('are links to pages of names that are known to be public, and to no others, for those who want them', async () => {
    assert.equal((await links()).get('chalk'), undefined);
    const settings = vscode.workspace.getConfiguration('packageRisk');
    await settings.update('documentLinks.enable', true, vscode.ConfigurationTarget.Workspace);
    try {
      const targets = await eventually(links, (all) => all.has('chalk'));
      assert.equal(targets.get('chalk'), 'https://www.npmjs.com/package/chalk/v/5.6.1');
      assert.ok(![...targets.keys()].some((name) => name.startsWith('shop-')), [...targets.keys()].join());
    } finally {
      await settings.update('documentLinks.enable', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
