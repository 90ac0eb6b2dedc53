import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MAX_CRASHES } from '../../../client/src/restart-budget.js';
import { COMMANDS } from '../../../server/src/protocol/messages.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, problems, problemsWhen, revert, show } from '../harness/editor.js';
import { serverPids } from '../harness/server-process.js';

const control = connectControl(readContext().controlUrl);

/** Kills the server that runs, and waits until it is gone. */
async function killServer(): Promise<number> {
  const [pid] = await eventually(serverPids, (pids) => pids.length === 1);
  assert.ok(pid !== undefined);
  process.kill(pid, 'SIGKILL');
  await eventually(serverPids, (pids) => !pids.includes(pid));
  return pid;
}

/** Messages hide after a while; the list of them keeps all. */
async function messages(about: RegExp): Promise<readonly string[]> {
  await vscode.commands.executeCommand('notifications.showList');
  return (await control.notifications()).filter((text) => about.test(text));
}

describe('a language server that crashes', () => {
  before(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    const { document } = await show('package.json');
    await problemsWhen(document.uri, (found) => found.length > 0);
  });
  after(revert);

  it('is started again, and one message says so', async () => {
    const before = await killServer();
    const [after] = await eventually(serverPids, (pids) => pids.length === 1);
    assert.notEqual(after, before);
    await eventually(
      () => messages(/restarted/),
      (texts) => texts.length === 1,
    );
  });

  it('shows its problems again', async () => {
    const { document } = await show('package.json');
    const found = await problemsWhen(document.uri, (all) => all.length > 0);
    assert.ok(found.length > 0);
  });

  it('is left alone after crashing again and again, with one message that offers the log', async () => {
    for (let crash = 2; crash <= MAX_CRASHES; crash++) await killServer();
    await eventually(
      () => messages(/stays off/),
      (texts) => texts.length > 0,
    );
    assert.deepEqual(await serverPids(), []);
    // The newest stands first. Nothing else was said.
    const [last = '', first = '', ...more] = await messages(/./);
    assert.match(last, new RegExp(`ended ${MAX_CRASHES} times .* stays off`));
    assert.match(first, /was restarted/);
    assert.deepEqual(more, []);
    await eventually(
      () => control.statusLabel(),
      (label) => label.includes('not running'),
    );
  });

  it('leaves no problems behind that nobody looks after', async () => {
    const { document } = await show('package.json');
    assert.deepEqual(problems(document.uri), []);
  });

  it('comes back when asked to scan again', async () => {
    await vscode.commands.executeCommand(COMMANDS.rescan);
    assert.equal((await serverPids()).length, 1);
    const { document } = await show('package.json');
    assert.ok((await problemsWhen(document.uri, (all) => all.length > 0)).length > 0);
  });
});
