import { makeCommands } from '../../shell/make-commands.js';
import { pythonSignals } from '../../files/python-signals.js';
import { joined, partsOf } from '../../files/script-files.js';
import { startedBy } from '../../files/started-code.js';
import { scriptReader } from '../../files/script-readers.js';
import { readCommand } from '../../shell/commands.js';
import { PACKAGE_ROOT, textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';

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

const PYTHON = /(?:^|[\\/])(?:python\d?(?:\.\d+)?|py)(?:\.exe)?$/i;

/** What Python does that stands in a command: `python3 -c CODE`. */
export function notePythonIn(machine: Machine, command: string): void {
  if (!/\bpy/.test(command)) return;
  for (const what of startedBy(command))
    if (what.kind === 'code' && what.language === 'python') notePython(machine, what.code);
}

/** The same for a program with a list of words; it may be started by another one. */
export function notePythonOf(machine: Machine, words: readonly Value[]): void {
  const program = words.findIndex((word) => textsOf(word).some((text) => PYTHON.test(text)));
  const option = words.findIndex((word, at) => at > program && textsOf(word).some((text) => /^-\w*c$/.test(text)));
  if (program < 0 || option < 0) return;
  for (const text of textsOf(words[option + 1])) notePython(machine, text);
}

function notePython(machine: Machine, code: string): void {
  for (const { kind, detail } of pythonSignals(code)) machine.behave(kind, detail ?? 'python');
}

/** What a makefile of the package has run that a command reads: `make -C native`. */
export function ownMakeCommands(machine: Machine, command: string): readonly string[] {
  if (!/\bmake\b/.test(command)) return [];
  return startedBy(command.replaceAll(`${PACKAGE_ROOT}/`, '').replaceAll(PACKAGE_ROOT, '.')).flatMap((what) => {
    const made = what.kind === 'make' ? makeCommands(what, '', (path) => textOf(machine, path), false) : undefined;
    // Another project may be made, by whose folder that is called.
    return made === undefined || made.text === command || made.text === '' ? [] : [made.text];
  });
}
