import { spawn } from 'node:child_process';
import path from 'node:path';
import { downloadDesktop } from './desktop-host.js';
import { canShowWindows, findOnPath } from './machine.js';

export interface OpenOptions {
  readonly extension: string;
  readonly folder: string;
  readonly say: (message: string) => void;
}

/** An editor that is still there after this long has opened; one that cannot ends at once. */
const SETTLED_AFTER_MS = 3_000;

/**
 * Opens the folder in a desktop VS Code with the extension loaded: the one that `VSCODE_EXECUTABLE` names, else the
 * `code` command, else what can be downloaded. False where none of them opens.
 */
export async function openDesktop({ extension, folder, say }: OpenOptions): Promise<boolean> {
  const args = [`--extensionDevelopmentPath=${extension}`, folder, path.join(folder, 'package.json')];
  const chosen = process.env.VSCODE_EXECUTABLE;
  if (chosen) return await opens(chosen, args);
  const command = findOnPath(process.platform === 'win32' ? ['code.cmd'] : ['code']);
  if (command !== undefined && (await opens(command, args))) return true;
  if (!canShowWindows()) return false;
  say('Looking for a VS Code to download …');
  const downloaded = await downloadDesktop('stable').catch(() => undefined);
  return downloaded !== undefined && (await opens(downloaded, args));
}

/** Starts it on its own, so that it stays when this process ends. */
function opens(executable: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    // On Windows the command is a batch file, which only a shell can start.
    const shell = executable.endsWith('.cmd');
    const child = spawn(shell ? `"${executable}"` : executable, args, { detached: true, stdio: 'ignore', shell });
    const timer = setTimeout(() => resolve(true), SETTLED_AFTER_MS);
    const end = (opened: boolean): void => {
      clearTimeout(timer);
      resolve(opened);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
    child.unref();
  });
}
