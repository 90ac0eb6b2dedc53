import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually } from '../harness/editor.js';

describe('a terminal', () => {
  const control = connectControl(readContext().controlUrl);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'package-risk-terminal-'));
  const started = path.join(folder, 'started');
  const subscriptions: vscode.Disposable[] = [];
  const ended: { readonly command: string; readonly code: number | undefined }[] = [];
  let terminal: vscode.Terminal;

  before(async () => {
    // No package manager is needed to see one being started, and none may run here.
    mkdirSync(path.join(folder, 'bin'));
    const npm = path.join(folder, 'bin', 'npm');
    writeFileSync(npm, `#!/bin/sh\necho "$*" >> ${started}\nexec sleep 60\n`);
    chmodSync(npm, 0o755);
    subscriptions.push(
      vscode.window.onDidEndTerminalShellExecution(({ execution, exitCode }) =>
        ended.push({ command: execution.commandLine.value, code: exitCode }),
      ),
    );
    const env = { PATH: [path.join(folder, 'bin'), process.env.PATH].join(path.delimiter) };
    terminal = vscode.window.createTerminal({ shellPath: '/bin/bash', env });
    terminal.show();
    await eventually(
      () => Promise.resolve(terminal.shellIntegration),
      (integration) => integration !== undefined,
    );
  });
  after(() => {
    for (const one of subscriptions) one.dispose();
    terminal.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const shown = async (): Promise<readonly string[]> => {
    await vscode.commands.executeCommand('notifications.showList');
    return await control.notifications();
  };
  const run = (command: string): void => terminal.sendText(command);
  /** Until then, Ctrl+C would only clear the line that is typed, and nothing would ever end. */
  const untilStarted = (parameters: string): Promise<string> =>
    eventually(
      () => Promise.resolve(existsSync(started) ? readFileSync(started, 'utf8') : ''),
      (all) => all.includes(parameters),
    );
  const exitOf = (start: string): Promise<number | undefined> =>
    eventually(
      () => Promise.resolve(ended.find(({ command }) => command.startsWith(start))),
      (found) => found !== undefined,
    ).then((found) => found?.code);

  it('in which known malware is being installed offers to stop that, and does', async () => {
    run('npm install chalk@5.6.1');
    const texts = await eventually(shown, (all) => all.some((text) => text.includes('chalk')));
    assert.equal(texts.filter((text) => text.includes('chalk')).length, 1);
    await control.pressButton('Send Ctrl+C');
    assert.notEqual(await exitOf('npm install chalk'), 0);
  });

  it('is left alone where anything else is installed', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    run('npm install lodahs');
    await untilStarted('install lodahs');
    await vscode.commands.executeCommand('workbench.action.terminal.sendSequence', { text: '\u0003' });
    await exitOf('npm install lodahs');
    // One that is told of comes behind it: by then the first has been looked at.
    run('npm install chalk@5.6.1 --save-dev');
    const texts = await eventually(shown, (all) => all.some((text) => text.includes('chalk')));
    assert.ok(!texts.some((text) => text.includes('lodahs')));
    await control.pressButton('Send Ctrl+C');
  });
});
