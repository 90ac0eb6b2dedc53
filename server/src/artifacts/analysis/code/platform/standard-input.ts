import { ownTaints } from '../values/taints.js';
import { readable, textsOf } from '../values/text.js';
import type { Value } from '../values/types.js';

/** Shells, and interpreters of other languages, by the last part of their path; and the variables that name the user's shell. */
const INTERPRETERS =
  /(?:^|[\\/])(?:(?:ba|z|da|k|a|fi)?sh|cmd|powershell|pwsh|node|bun|deno|python\d?(?:\.\d+)?|perl|ruby|php|osascript)(?:\.exe)?$|^‹env\.(?:SHELL|ComSpec)›$/i;

/**
 * Whether a program runs what it is given by its standard input: an interpreter that is given no script (`sh`, `python -`,
 * `powershell -Command -`), or a program whose name the code has decoded or downloaded.
 * @param words what the program is called with
 */
export function readsCode(program: Value, words: readonly Value[]): boolean {
  const names = textsOf(program).map(readable);
  if (names.length === 0) return ownTaints(program).length > 0;
  if (!names.some((name) => INTERPRETERS.test(name))) return false;
  return textsOf(words.at(-1)).includes('-') || !words.some(isScript);
}

/** The same of a command of a shell, which starts what comes last. */
export function commandReadsCode(command: Value): boolean {
  return textsOf(command).some((text) => {
    const last = text.split(/[;|&]+/).at(-1) ?? '';
    const [program = '', ...words] = last.trim().split(/\s+/);
    return readsCode(program, words);
  });
}

/** Neither a flag (`-i`, `/q`) nor the `-` that stands for the input itself. A word that is not known may be one. */
function isScript(word: Value): boolean {
  return textsOf(word).some((text) => text !== '' && !/^(?:-|\/\w(?::\w+)?$)/.test(text));
}
