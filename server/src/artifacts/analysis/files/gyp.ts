import type { PackageFile } from '../../package-files.js';
import { gypPaths } from './gyp-files.js';
import type { HookCommand } from './hook-command.js';

const COMMAND = /<!@?\(/g;
/** `["sh", "-c", "…"]` in an action. */
const ACTION = /(["'])action\1\s*:\s*\[([^\]]*)\]/g;

/** Commands that every second native package asks where its headers are, or what the machine is. */
const LOOK_UPS: readonly RegExp[] = [
  // Prints what a required package or Node.js itself says: nothing but `require`, members and simple expressions.
  /^node\s+(?:-p|-e|-pe|--print|--eval)\s+(?:"[^"`]*"|'[^'`]*'|\S+)$/,
  /^(?:pkg-config|pkgconf|[\w-]+-config)\s[^;&|`$]*(?:\|\s*(?:sed|grep|head|tail|cut|tr|awk)\s[^;&|`$]*)*$/,
  /^(?:uname|arch|sw_vers|xcode-select|xcrun|getconf|which|ls|find|echo|cat|printf|true|python\d?\s+--version|brew\s+--prefix)\b(?:[^;&|`$]|\$\{?\w+\}?(?![\w(]))*$/,
];
/** What a look-up's own code has no use for. */
const MORE_THAN_LOOKING =
  /child_process|\bexec|spawn|eval\b|Function|https?:|net\b|fetch|Buffer|atob|fromCharCode|writeFile|import\(/;

/** Commands that `node-gyp` runs while it reads the build description, and in its actions. */
export function gypCommands(files: readonly PackageFile[]): readonly HookCommand[] {
  const texts = new Map(files.map(({ path, bytes }) => [path, () => Buffer.from(bytes).toString('latin1')]));
  const textOf = (path: string) => texts.get(path)?.();
  return gypPaths([...texts.keys()], textOf).flatMap((path) =>
    commandsIn(textOf(path) ?? '').map((text) => hook(path, text)),
  );
}

function hook(file: string, text: string): HookCommand {
  return { file, name: 'install', text, folder: '', moment: 'install' };
}

export function commandsIn(text: string): readonly string[] {
  const expansions = [...text.matchAll(COMMAND)].map(({ index, 0: sign }) => bracketed(text, index + sign.length));
  const actions = [...text.matchAll(ACTION)].map(([, , words = '']) =>
    [...words.matchAll(/(["'])((?:\\.|(?!\1).)*)\1/g)]
      .map(([, , word = '']) => (/\s/.test(word) ? `'${word}'` : word))
      .join(' '),
  );
  return [...expansions, ...actions.filter((action) => action !== '')].map((command) => unescaped(command).trim());
}

/** Whether a command only asks where something is. */
export function isLookUp(command: string): boolean {
  return LOOK_UPS.some((known) => known.test(command)) && !MORE_THAN_LOOKING.test(command);
}

/** Up to the bracket that closes the one before `start`. */
function bracketed(text: string, start: number): string {
  let open = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') open += 1;
    if (text[at] === ')') open -= 1;
    if (open === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

function unescaped(text: string): string {
  return text.replace(/\\(["'\\])/g, '$1');
}
