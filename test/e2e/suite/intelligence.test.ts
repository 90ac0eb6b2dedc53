import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/src/protocol/messages.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, lineOf, problemOn, problems, ruleOf, show } from '../harness/editor.js';

const run = promisify(execFile);

describe('offline data that is older than the user wants it', () => {
  const control = connectControl(readContext().controlUrl);
  let document: vscode.TextDocument;

  const message = async (part: string): Promise<void> => {
    const messages = async (): Promise<readonly string[]> => {
      await vscode.commands.executeCommand('notifications.showList');
      return await control.notifications();
    };
    await eventually(messages, (texts) => texts.some((text) => text.includes(part)));
  };
  const mirror = (): string => vscode.workspace.getConfiguration('packageRisk').get<string>('intelligence.mirror', '');

  before(async () => {
    ({ document } = await show('package.json'));
  });

  it('is offered to be updated, by a message that says how old it is', async () => {
    await message('days old. Update it?');
    assert.ok(!problems(document.uri).some((one) => ruleOf(one) === 'known-malware'));
  });

  it('is updated at the press of a button, and what is open is judged by it at once', async () => {
    await control.publishMalware('MAL-2026-9001', 'shop-fine');
    await control.pressButton('Update Now');
    const { message: said } = await problemOn(document.uri, lineOf(document, 'shop-fine'), 'known-malware');
    assert.match(said, /MAL-2026-9001/);
    await message('the offline data is of');
  });

  it('is updated by the command later on, with what has changed alone', async () => {
    await control.publishMalware('MAL-2026-9002', 'shop-any');
    await vscode.commands.executeCommand(COMMANDS.updateIntelligence);
    await problemOn(document.uri, lineOf(document, 'shop-any'), 'known-malware');
    const asked = (await control.requests('export')).map(({ path }) => path);
    assert.equal(asked.filter((path) => path.endsWith('/all.zip')).length, 1, asked.join(', '));
  });

  it('is taken up where the command line has put it into its place', async () => {
    await control.publishMalware('MAL-2026-9003', 'shop-late');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      document.positionAt(document.getText().indexOf('"shop-any"')),
      '"shop-late": "1.0.0",\n    ',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    const extension = vscode.extensions.getExtension('package-risk.package-risk');
    assert.ok(extension);
    const cli = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'cli.cjs').fsPath;
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    await run(process.execPath, [cli, 'intel', 'update', '--from', mirror()], { env });
    await problemOn(document.uri, lineOf(document, 'shop-late'), 'known-malware');
  });
});
