import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/src/protocol/messages.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, problemsWhen, show } from '../harness/editor.js';
import { compiledFolders, serverPids } from '../harness/server-process.js';

const control = connectControl(readContext().controlUrl);

const SHA256_BYTES = 32;

/** A session that uses what is kept writes only what is markedly more, and all of these do the same. */
const MAX_SESSIONS = 4;

interface Kept {
  readonly file: string;
  /** Changes with every writing. */
  readonly written: string;
}

async function folder(): Promise<string> {
  const [found] = await eventually(compiledFolders, (folders) => folders.length === 1);
  assert.ok(found);
  return found;
}

/** What lies in the folder; undefined where nothing does yet. */
async function kept(at: string): Promise<Kept | undefined> {
  const [name, ...more] = await readdir(at).catch(() => []);
  if (name === undefined) return undefined;
  assert.deepEqual(more, []);
  const file = path.join(at, name);
  const { ino, mtimeMs, size } = await stat(file);
  return { file, written: `${ino} ${mtimeMs} ${size}` };
}

async function judgeSomething(): Promise<void> {
  const { document } = await show('package.json');
  assert.ok((await problemsWhen(document.uri, (found) => found.length > 0)).length > 0);
}

/** Ends the server as the editor does at its own end, and starts another one. */
async function restart(): Promise<void> {
  await judgeSomething();
  const [before] = await serverPids();
  const done = vscode.commands.executeCommand(COMMANDS.setTeamKey);
  await control.answerInput('Key for writing', '');
  await done;
  await eventually(serverPids, ([pid, ...more]) => pid !== undefined && pid !== before && more.length === 0);
  await judgeSomething();
}

/** What is kept after a session that has added nothing to it; fails where each one writes it anew, as if nothing had been there. */
async function keptForGood(at: string): Promise<Kept> {
  let last = await kept(at);
  for (let session = 0; session < MAX_SESSIONS; session += 1) {
    await restart();
    const now = await kept(at);
    if (now !== undefined && now.written === last?.written) return now;
    last = now;
  }
  throw new Error('every session has compiled the server anew');
}

async function isWhole(file: string): Promise<boolean> {
  const content = await readFile(file);
  const seal = createHash('sha256').update(content.subarray(SHA256_BYTES)).digest();
  return seal.equals(content.subarray(0, SHA256_BYTES));
}

describe('the next start of the language server', () => {
  it('runs what the one before has compiled, which lies where only the editor writes', async () => {
    const at = await folder();
    assert.match(at, /globalStorage/);
    await restart();
    const first = await kept(at);
    assert.ok(first);
    assert.ok(await isWhole(first.file));
    assert.equal(await folder(), at);
    assert.equal((await keptForGood(at)).file, first.file);
  });

  it('runs nothing that is not what was written, and keeps it anew', async () => {
    const at = await folder();
    const before = await keptForGood(at);
    const content = await readFile(before.file);
    const middle = Math.floor(content.length / 2);
    content[middle] = (content[middle] ?? 0) ^ 1;
    await writeFile(before.file, content);
    assert.equal(await isWhole(before.file), false);
    // The one that starts now finds it broken, and puts it right at its end.
    await restart();
    await restart();
    const after = await kept(at);
    assert.equal(after?.file, before.file);
    assert.ok(await isWhole(before.file));
    assert.equal((await keptForGood(at)).file, before.file);
  });
});
