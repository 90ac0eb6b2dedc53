import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { problemsWhen, ruleOf, setText, show } from '../harness/editor.js';

const OURS = 'source.fixAll.packageRisk';

describe('"fix all" on saving', () => {
  let document: vscode.TextDocument;
  let original: string;

  before(async () => {
    ({ document } = await show('package.json'));
    original = document.getText();
    await problemsWhen(document.uri, (all) => all.some((one) => ruleOf(one) === 'recent-release'));
  });
  afterEach(async () => {
    await onSave(undefined);
    await setText(document, original);
    await document.save();
  });

  const onSave = (kinds: Readonly<Record<string, string>> | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('editor')
      .update('codeActionsOnSave', kinds, vscode.ConfigurationTarget.Workspace);

  /** Saving does nothing where nothing has changed. */
  const touchAndSave = async (): Promise<void> => {
    await show('package.json');
    await setText(document, document.getText().replace('"private": true,', '"private": true, '));
    await problemsWhen(document.uri, (all) => all.some((one) => ruleOf(one) === 'recent-release'));
    assert.ok(await document.save());
  };

  it('makes all safe fixes where it was asked for by its name, and none that is another major', async () => {
    await onSave({ [OURS]: 'explicit' });
    await touchAndSave();
    const text = document.getText();
    assert.match(text, /"shop-cart": "\^1\.0\.1"/);
    assert.match(text, /"chalk": "5\.6\.0"/);
    assert.match(text, /"lodahs": "\^1\.0\.0"/, 'another package is no safe fix');
    assert.match(text, /"shop-lost": "\^9\.0\.0"/, 'another major is none either');
  });

  it('changes nothing where nobody has asked for it, or only for the fixes of other tools', async () => {
    await touchAndSave();
    assert.match(document.getText(), /"shop-cart": "\^1\.0\.0"/);
    await onSave({ 'source.fixAll': 'explicit' });
    await touchAndSave();
    assert.match(document.getText(), /"shop-cart": "\^1\.0\.0"/);
  });
});
