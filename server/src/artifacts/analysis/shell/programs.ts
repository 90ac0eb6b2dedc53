import type { ShellCommand } from './words.js';

/** What a command really runs, its wrappers taken off. */
export interface Program {
  /** Base name in small letters, without `.exe`. */
  readonly name: string;
  readonly args: readonly string[];
}

const SHELL_NAMES = ['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish', 'ash', 'cmd', 'powershell', 'pwsh'];
/** Programs that run what they are given as text. */
const SHELLS: ReadonlySet<string> = new Set(SHELL_NAMES);
const INTERPRETERS: ReadonlySet<string> = new Set([
  ...SHELL_NAMES,
  ...['node', 'nodejs', 'bun', 'deno', 'python', 'python2', 'python3', 'perl', 'ruby', 'php', 'osascript', 'mshta'],
  ...['iex', 'invoke-expression', 'eval', 'source', '.'],
]);
const DOWNLOADERS: ReadonlySet<string> = new Set([
  ...['curl', 'wget', 'fetch', 'aria2c', 'certutil', 'bitsadmin', 'http', 'https'],
  ...['iwr', 'irm', 'invoke-webrequest', 'invoke-restmethod', 'start-bitstransfer'],
]);

/** Programs and words that only say how the next word is run. */
const WRAPPERS: ReadonlySet<string> = new Set([
  ...[
    'sudo',
    'doas',
    'env',
    'nohup',
    'exec',
    'command',
    'time',
    'nice',
    'setsid',
    'start',
    'call',
    'cross-env',
    'busybox',
  ],
  ...['then', 'do', 'else', 'if', 'while', 'until', 'elif', '!', '{', '}', '(', '@', '&'],
]);

export function programOf(command: ShellCommand): Program | undefined {
  const words = withoutBraces(command.words);
  let at = 0;
  while (at < words.length - 1 && isWrapper(words, at)) at += 1;
  if (POWERSHELL.test(baseName(words[at] ?? ''))) at = commandOfPowerShell(words, at);
  const word = words[at];
  return word === undefined ? undefined : { name: baseName(word), args: words.slice(at + 1) };
}

/** `{base64,-d}` is `base64 -d`, without a blank that a filter would see. */
function withoutBraces(words: readonly string[]): readonly string[] {
  const listed = /^\{([^{}\s]+,[^{}]*)\}$/.exec(words[0] ?? '')?.[1];
  return listed === undefined ? words : [...listed.split(','), ...words.slice(1)];
}

const POWERSHELL = /^(?:powershell|pwsh)$/;
/** Options that take the next word with them. */
const POWERSHELL_VALUES = /^-(?:ex|ep|w|v|psc|in|o|co)/i;

/** `powershell -nop iwr …`: the words of a command that fetches, as if it stood there alone. */
function commandOfPowerShell(words: readonly string[], start: number): number {
  let at = start + 1;
  while (words[at]?.startsWith('-') === true)
    at += POWERSHELL_VALUES.test(words[at] ?? '') && !isCommand(words[at]) ? 2 : 1;
  return DOWNLOADERS.has(baseName(words[at] ?? '')) ? at : start;
}

function isCommand(option = ''): boolean {
  return /^-c(?:ommand)?$/i.test(option);
}

/** `/usr/bin/curl` and `curl.exe` are `curl`. */
export function baseName(path: string): string {
  const name = path.replace(/^@/, '').split(/[/\\]/).at(-1) ?? '';
  return name.toLowerCase().replace(/\.exe$/, '') || path;
}

export const isShell = ({ name }: Program): boolean => SHELLS.has(name);
export const isInterpreter = ({ name }: Program): boolean => INTERPRETERS.has(name);

export function isDownloader({ name, args }: Program): boolean {
  if (name === 'certutil') return args.some((arg) => /^[-/]urlcache$/i.test(arg));
  return DOWNLOADERS.has(name);
}

/** What it is given is only shown. */
export const isPrinter = ({ name }: Program): boolean => /^(?:echo|printf|write-(?:host|output))$/.test(name);

/** The text that a shell is told to run: `bash -c TEXT`, `cmd /c TEXT…`, `powershell -Command TEXT…`. */
export function inlineShellText(program: Program): string | undefined {
  if (!isShell(program)) return program.name === 'eval' ? program.args.join(' ') : undefined;
  const at = program.args.findIndex((arg) => /^(?:-[a-z]*c|\/[ck]|-command)$/i.test(arg));
  if (at < 0) return undefined;
  const rest = program.args.slice(at + 1);
  return /^(?:cmd|powershell|pwsh)$/.test(program.name) ? rest.join(' ') : rest[0];
}

/** The script that is put into a file: `printf '%s\\n' '#!/bin/sh' 'rm …' > ~/bin/tool`. */
export function writtenScript({ name, args }: Program, redirects: readonly string[]): string | undefined {
  if (!/^(?:echo|printf)$/.test(name) || !redirects.some((redirect) => redirect.startsWith('>'))) return undefined;
  const start = args.findIndex((arg) => /^#!\s*\S*\/(?:env\s+)?(?:ba|z|k|da)?sh\b/.test(arg));
  return start < 0 ? undefined : args.slice(start).join('\n').replaceAll('\\n', '\n');
}

/** What `powershell -EncodedCommand` holds, decoded. Undefined where code puts in what is not known: PowerShell takes long commands in no other way. */
export function encodedPowerShell({ name, args }: Program): string | undefined {
  if (name !== 'powershell' && name !== 'pwsh') return undefined;
  const at = args.findIndex((arg) => /^[-/]e(?:n|nc|nco|ncod\w*)?$/i.test(arg));
  const encoded = at < 0 ? undefined : args[at + 1];
  return encoded === undefined || encoded.includes('\uE000')
    ? undefined
    : Buffer.from(encoded, 'base64').toString('utf16le');
}

/** A wrapper, an option or argument of one, or a variable that is set for the command. */
function isWrapper(words: readonly string[], at: number): boolean {
  const word = words[at] ?? '';
  if (WRAPPERS.has(baseName(word)) || /^\w+=/.test(word)) return true;
  const before = words.slice(0, at).map(baseName);
  if (before[0] === 'if' && isOfBatchCondition(words, at)) return true;
  const inStart = before.includes('start') && /^(?:\/\w+|)$/.test(word);
  const inSudo = before.some((name) => WRAPPERS.has(name)) && word.startsWith('-');
  return inStart || inSudo;
}

/** cmd.exe: `if not exist FILE command`, `if defined NAME command`. */
function isOfBatchCondition(words: readonly string[], at: number): boolean {
  const asks = /^(?:not|exist|defined|errorlevel)$/i;
  return asks.test(words[at] ?? '') || (asks.test(words[at - 1] ?? '') && !/^not$/i.test(words[at - 1] ?? ''));
}
