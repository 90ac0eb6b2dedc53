import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/src/protocol/messages.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, lineOf, problemsWhen, ruleOf, show, workspaceFile } from '../harness/editor.js';

const control = connectControl(readContext().controlUrl);

const run = async (command: string, ...args: readonly unknown[]): Promise<void> => {
  await vscode.commands.executeCommand(command, ...args);
};

async function messages(): Promise<readonly string[]> {
  await run('notifications.showList');
  return await control.notifications();
}

/** Waits until this is among the messages. */
async function message(part: string): Promise<void> {
  await eventually(messages, (texts) => texts.some((text) => text.includes(part)));
}

/** The keys in the environments of language servers, as the system tells them. */
function teamKeys(): Promise<readonly string[]> {
  const found = readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/.test(id)) return [];
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('server.cjs')) return [];
      return (
        /(?:^|\0)PACKAGE_RISK_TEAM_PRIVATE_KEY=([^\0]*)/.exec(readFileSync(`/proc/${id}/environ`, 'utf8'))?.[1] ?? []
      );
    } catch {
      // It has ended, or belongs to somebody else.
      return [];
    }
  });
  return Promise.resolve(found);
}

function ownVersion(): string {
  const manifest = vscode.extensions.getExtension('package-risk.package-risk')?.packageJSON as { version: string };
  return manifest.version;
}

describe('the commands', () => {
  let editor: vscode.TextEditor;
  const goTo = (name: string): void => {
    const line = lineOf(editor.document, name);
    editor.selection = new vscode.Selection(line, 6, line, 6);
  };
  const isThere = (rule: string) => (all: readonly vscode.Diagnostic[]) => all.some((one) => ruleOf(one) === rule);

  beforeEach(async () => {
    await run('notifications.clearAll');
    editor = await show('package.json');
    await problemsWhen(editor.document.uri, isThere('recent-release'));
  });

  it('are all there once the extension is active', async () => {
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(
      Object.values(COMMANDS).filter((command) => !known.includes(command)),
      [],
    );
  });

  it('copy the evidence of the line with the cursor', async () => {
    goTo('shop-cart');
    await run(COMMANDS.copyEvidence);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /Package: shop-cart@1\.0\.0/);
    assert.match(text, /Prices can be changed by the customer/);
  });

  it('copy nothing where there is no dependency, and say so', async () => {
    await vscode.env.clipboard.writeText('as it was');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await run(COMMANDS.copyEvidence);
    assert.equal(await vscode.env.clipboard.readText(), 'as it was');
    await message('put the cursor on a dependency');
  });

  it('put a report of a false positive on the clipboard, and say that nothing was sent', async () => {
    goTo('shop-cart');
    await run(COMMANDS.reportFalsePositive);
    assert.match(await vscode.env.clipboard.readText(), /False positive/i);
    await message('Nothing was sent');
  });

  it('ask the registry again', async () => {
    const before = (await control.requests('registry')).length;
    await run(COMMANDS.rescan);
    assert.ok((await control.requests('registry')).length > before);
    await problemsWhen(editor.document.uri, isThere('recent-release'));
  });

  it('clear the cache and say what went', async () => {
    await run(COMMANDS.clearCache);
    await message('cached facts removed');
  });

  it('go offline and online again', async () => {
    const offline = (): boolean | undefined => vscode.workspace.getConfiguration('packageRisk').get('offline');
    await run(COMMANDS.toggleOffline);
    assert.equal(offline(), true);
    await eventually(
      () => control.statusLabel(),
      (label) => label.includes('Offline'),
    );
    await run(COMMANDS.toggleOffline);
    assert.equal(offline(), false);
    await eventually(
      () => control.statusLabel(),
      (label) => !label.includes('Offline'),
    );
  });

  it('switch the folder off and on', async () => {
    await run(COMMANDS.disableFolder);
    await problemsWhen(editor.document.uri, (all) => all.length === 0);
    const settings = await vscode.workspace.fs.readFile(workspaceFile('.vscode/settings.json'));
    assert.match(Buffer.from(settings).toString('utf8'), /"packageRisk\.enable": false/);
    await run(COMMANDS.enableFolder);
    await problemsWhen(editor.document.uri, isThere('recent-release'));
  });

  it('ask for a reason and a last day before a finding is accepted', async () => {
    goTo('shop-any');
    const done = run(COMMANDS.acceptFinding);
    await control.answerInput('(1/2)', 'we test every version');
    await control.answerInput('(2/2)', '2099-12-31');
    await done;
    const policy = await vscode.workspace.openTextDocument(workspaceFile('package-risk.json'));
    assert.match(policy.getText(), /"reason": "we test every version"/);
    assert.match(policy.getText(), /"expires": "2099-12-31"/);
    await vscode.workspace.fs.delete(policy.uri);
    await problemsWhen(editor.document.uri, isThere('unpinned-specifier'));
  });

  it('keep a key for the team’s store, which the server then has, and forget it again', async () => {
    const give = async (key: string): Promise<void> => {
      const done = run(COMMANDS.setTeamKey);
      await control.answerInput("Key for writing to the team's store", key);
      await done;
    };
    await give('aGVsbG8=');
    await eventually(teamKeys, (keys) => keys.includes('aGVsbG8='));
    await problemsWhen(editor.document.uri, isThere('known-malware'));
    await give('');
    await eventually(teamKeys, (keys) => keys.length === 0);
    await problemsWhen(editor.document.uri, isThere('known-malware'));
  });

  it('show the log', async () => {
    await run(COMMANDS.showLog);
    const log = (): string | undefined =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'output')?.document.getText();
    await eventually(log, (text) => text?.includes(`Package Risk ${ownVersion()} in `) === true);
    await run('workbench.action.closePanel');
  });

  it('tell the counts in the status bar', async () => {
    await eventually(
      () => control.statusLabel(),
      (label) => label.includes('Dependencies at risk: 1 critical'),
    );
  });
});
