import { makeCommands } from '../../files/make-commands.js';
import { joined, partsOf } from '../../files/script-files.js';
import { startedBy } from '../../files/started-code.js';
import { scriptReader } from '../../files/script-readers.js';
import { readCommand } from '../../shell/commands.js';
import { PACKAGE_ROOT } from '../values/text.js';
import type { Machine } from '../values/types.js';

/** A script in a command, by its ending. */
export const SCRIPT = /[^\s"'`;&|()<>]+\.(?:sh|bash|bat|cmd|psm?1|pyw?)\b/gi;
const SHELL = /\.(?:sh|bash|bat|cmd|ps1)$/i;

/** What a script of the package does that a command starts, where it is one. */
export function noteOwnScript(machine: Machine, word: string): void {
  const path = word.replaceAll('\\', '/').replace(`${PACKAGE_ROOT}/`, '').replace(/^\.\//, '');
  const bytes = machine.fileBytes(path);
  const read = bytes === undefined ? undefined : scriptReader(path, bytes);
  if (bytes === undefined || read === undefined) return;
  const text = joined(partsOf(path, Buffer.from(bytes).toString(), (part) => textOf(machine, part)));
  const behaviours = SHELL.test(path) ? readCommand(text).behaviours : [];
  for (const { kind, detail } of [...behaviours, ...read(text)]) machine.behave(kind, detail ?? path);
}

function textOf(machine: Machine, path: string): string | undefined {
  const bytes = machine.fileBytes(path);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString();
}

/** What a makefile of the package has run that a command reads: `make -C native`. */
export function ownMakeCommands(machine: Machine, command: string): readonly string[] {
  if (!/\bmake\b/.test(command)) return [];
  return startedBy(command.replaceAll(`${PACKAGE_ROOT}/`, '').replaceAll(PACKAGE_ROOT, '.')).flatMap((what) => {
    const made = what.kind === 'make' ? makeCommands(what, '', (path) => textOf(machine, path)) : undefined;
    return made === undefined || made.text === command ? [] : [made.text];
  });
}
