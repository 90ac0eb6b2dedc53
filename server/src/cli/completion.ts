import { bashCompletion } from './completion/bash.js';
import { fishCompletion } from './completion/fish.js';
import { powershellCompletion } from './completion/powershell.js';
import { zshCompletion } from './completion/zsh.js';
import type { CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';
import { PROGRAM } from './help.js';

type Write = (program: string) => string;

const SHELLS: ReadonlyMap<string | undefined, Write> = new Map<string | undefined, Write>([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
  ['powershell', powershellCompletion],
]);

/** `completion SHELL` prints a script that makes the shell complete this program's words. */
export function completion({ io, operands: [shell] }: CommandContext): Promise<number> {
  io.stdout.write(SHELLS.get(shell)?.(PROGRAM) ?? '');
  return Promise.resolve(EXIT_CODES.ok);
}
