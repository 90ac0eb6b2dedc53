import { unknown } from '../values/lattice.js';
import { isOpen, joinTaints, taint } from '../values/taints.js';
import { PACKAGE_ROOT, readable, textsOf } from '../values/text.js';
import type { Machine, Taint, Taints, Value } from '../values/types.js';
import { readCommand, type CommandReading } from '../../shell/commands.js';
import { packedBy } from '../../shell/packing-commands.js';
import { noteNativePrograms } from './native-programs.js';
import { noteOwnCopy } from './own-copies.js';
import { noteOwnScript, notePythonIn, ownMakeCommands, SCRIPT } from './own-scripts.js';
import { noteClipboardRead, replaceClipboard } from './clipboard.js';
import { fileKind } from './secrets.js';
import { unpack } from './unpacking.js';
import { copiesIn, noteScreenshot, noteWrite, writtenTaints, writtenTexts } from './written-files.js';

export const SHELLS = /(?:^|[\\/])(?:ba|z|da|k|a)?sh$|(?:^|[\\/])(?:cmd|powershell|pwsh)(?:\.exe)?$/i;
export const RUNTIMES = /(?:^|[\\/])(?:node|bun|deno|tsx|ts-node)(?:\.exe)?$/i;

export function isExecPath(program: Value): boolean {
  return typeof program === 'object' && program?.kind === 'unknown' && program.api === 'process.execPath';
}

export function startOwn(machine: Machine, path: string): void {
  const prefix = `${PACKAGE_ROOT}/`;
  if (path.startsWith(prefix)) machine.runFile(path.slice(prefix.length));
  else if (/^[\w./-]+\.[cm]?js$/.test(path)) machine.runFile(path.replace(/^\.\//, ''));
}

/** A makefile that makes others. */
const MAX_MADE = 3;

/** What a command does by what it says. */
export function noteCommand(machine: Machine, text: string, depth = 0): CommandReading {
  const reading = withoutOwnEncoding(machine, text, readCommand(text));
  noteScreenshot(machine, text);
  for (const { kind, detail } of reading.behaviours) machine.behave(kind, detail);
  if (reading.reveals.includes('clipboard')) noteClipboardRead(machine);
  if (reading.copies) replaceClipboard(machine, text.split(/[\s"']+/));
  noteStarted(machine, text, reading, depth);
  for (const file of reading.saves) noteWrite(machine, file, unknown(fetchedBy(machine, reading)));
  notePacked(machine, text, reading);
  return reading;
}

/** Code, scripts and makefiles of the package that a command starts. */
function noteStarted(machine: Machine, text: string, { scripts, files }: CommandReading, depth: number): void {
  for (const code of scripts) machine.evaluateText(code, undefined);
  for (const file of files) startOwn(machine, file);
  for (const [word] of text.matchAll(SCRIPT)) noteOwnScript(machine, word);
  notePythonIn(machine, text);
  if (depth < MAX_MADE) for (const made of ownMakeCommands(machine, text)) noteCommand(machine, made, depth + 1);
}

/** What a command reads of the machine, and puts into a file: that is what is in the file. */
function notePacked(machine: Machine, text: string, { reveals, program }: CommandReading): void {
  if (reveals.length === 0) return;
  const taints = reveals.flatMap((kind) => taint(kind, machine.position(), program));
  for (const file of packedBy(text)) noteWrite(machine, file, unknown(taints));
}

/** What a command that asks a host prints, or puts into a file. */
export function fetchedBy(machine: Machine, { host, program }: CommandReading): Taints {
  return taint('downloaded', machine.position(), host ?? program);
}

/** PowerShell takes long commands encoded only: what the code says openly and encodes for that is not hidden. What it does counts. */
function withoutOwnEncoding({ encodedOpenly }: Machine, text: string, reading: CommandReading): CommandReading {
  if (encodedOpenly.size === 0 || ![...encodedOpenly].some((encoded) => text.includes(encoded))) return reading;
  return { ...reading, behaviours: reading.behaviours.filter(({ kind }) => kind !== 'encoded-command') };
}

export const DATA_OF_CODE: ReadonlySet<string> = new Set([
  'from-package',
  'from-caller',
  'downloaded',
  'decoded',
  'request-input',
  'data-file',
  'image-data',
  'hidden-text',
]);

/** @param sent everything that stands in the command */
export function reportRun(
  machine: Machine,
  taints: Taints,
  words: readonly Value[],
  readings: readonly CommandReading[],
  sent = taints,
): void {
  const code = taints.filter(isCode);
  if (code.length > 0) machine.report({ sink: 'run-as-command', taints: code });
  // A command that puts something into a file names it; that runs nothing.
  if (readings.every(({ saves }) => saves.length === 0)) reportWritten(machine, words);
  noteOwnCopy(machine, words);
  const sender = readings.find(({ sends }) => sends);
  if (sender === undefined) return;
  if (COPIES_FILES.test(sender.program)) noteCopied(machine, words, sender);
  const data = joinTaints(sent, writtenTaints(machine, words)).filter(
    (taint_) => isOpen(taint_.kind) || !isCode(taint_),
  );
  const revealed = sender.reveals.flatMap((kind) => taint(kind, machine.position(), sender.program));
  machine.report({ sink: 'command-argument', taints: [...data, ...revealed], host: sender.host });
}

const COPIES_FILES = /^(?:scp|rsync|sftp)$/;

/** Files are copied to another machine by their names. */
function noteCopied(machine: Machine, words: readonly Value[], { host }: CommandReading): void {
  const taints = words
    .flatMap((word) => textsOf(word))
    .flatMap((path) => {
      const kind = fileKind(path) ?? fileKind(`${path}/`);
      return kind === undefined ? [] : taint(kind, machine.position(), readable(path));
    });
  machine.report({ sink: 'command-argument', taints, host });
}

export function isCode({ kind }: Taint): boolean {
  return DATA_OF_CODE.has(kind);
}

/** The first word of a command that names a shell or a runtime; otherwise the whole: paths have blanks. */
function programIn(command: string): string {
  const [first = ''] = command.trim().split(/\s/);
  return SHELLS.test(first) || RUNTIMES.test(first) ? first : command;
}

/** Which of the words was written: `spawn('sudo', [file])` runs that file. */
function writtenIn(machine: Machine, words: readonly Value[]): string | undefined {
  const file = words.find((word) => writtenTaints(machine, [word]).some(isCode));
  return textsOf(file)[0];
}

/** Files that the code has written before and that a command runs now. */
function reportWritten(machine: Machine, words: readonly Value[]): void {
  const [program] = words;
  const name = programIn(textsOf(program)[0] ?? '');
  const isRuntime = RUNTIMES.test(name) || isExecPath(program);
  const written = writtenTaints(machine, words);
  noteNativePrograms(machine, words, written);
  const taints = written.filter(isCode);
  if (unpack(machine, words, written)) return;
  // A program is fetched by many an installer; a script is somebody else's code.
  const isScript = RUNTIMES.test(name) || SHELLS.test(name);
  if (taints.length > 0)
    machine.report(
      isScript
        ? { sink: 'run-as-command', taints }
        : { sink: 'written-and-run', taints, detail: readable(writtenIn(machine, words) ?? name) },
    );
  runWritten(machine, words, isRuntime);
}

/** What was written is run; a copy of a file of the package finds what lies beside that, which was copied with it. */
function runWritten(machine: Machine, words: readonly Value[], isRuntime: boolean): void {
  for (const text of writtenTexts(machine, words)) {
    noteCommand(machine, text);
    if (isRuntime) machine.evaluateText(text, undefined);
  }
  if (isRuntime) for (const path of copiesIn(machine, words)) machine.runFile(path);
}
