import { join, unknown } from '../values/lattice.js';
import { PACKAGE_ROOT } from '../values/text.js';
import type { Machine, Taints, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';

/** Programs that take a file apart and run nothing of it. */
const PROGRAM = String.raw`(?:\S*[\\/])?(?:Expand-Archive|(?:bsd)?tar|unzip|7z[ar]?|gunzip|unxz|ditto)(?:\.exe)?`;
const UNPACKS = new RegExp(String.raw`^\s*${PROGRAM}(?:\s[^;|&\n]*)?$`, 'i');
/** tar can be told to run something for each file. */
const RUNS = /--(?:to-command|checkpoint-action|use-compress-program|rsh-command)|\s-I\b/;
/** Where `tar`, `unzip` and `Expand-Archive` put it. */
const DESTINATION =
  /\s(?:(?:-C|-d|--directory|-DestinationPath)(?:\s+|=)|-o(?=[^\s]))(?:'([^']+)'|"([^"]+)"|([^\s'"-][^\s'"]*))/;

/**
 * Takes down that what lies in an archive lies in a folder now, where a command does nothing but unpack it into a folder that it
 * names. A shell may be asked to: on Windows there is no other way to a zip.
 * @param words the program, its words, and where it runs
 * @returns whether it was so
 */
export function unpack(machine: Machine, words: readonly Value[], content: Taints): boolean {
  const folder = folderNamedBy(words);
  if (content.length === 0 || folder === undefined) return false;
  noteUnpacked(machine, folder, content);
  return true;
}

/** What was in an archive lies in a folder now. */
export function noteUnpacked(machine: Machine, folder: string, content: Taints): void {
  if (folder.length < SHORTEST_FOLDER || folder === PACKAGE_ROOT) return;
  const old = machine.written.get(folder);
  const data = unknown(content);
  machine.written.set(folder, old === undefined ? data : join(old, data));
}

/** `/`, `.`, `..`: everything lies there. */
const SHORTEST_FOLDER = 3;

function folderNamedBy(words: readonly Value[]): string | undefined {
  const texts = words.map((word) => textFrom(word).text);
  const whole = texts.map((text) => (/\s/.test(text) ? `'${text}'` : text)).join(' ');
  if (RUNS.test(whole)) return undefined;
  const unpacks = [...texts, whole].filter((text) => UNPACKS.test(text));
  const said = unpacks.find((text) => DESTINATION.test(text)) ?? '';
  const folder = DESTINATION.exec(said)?.slice(1).find(Boolean) ?? (unpacks.length > 0 ? runsIn(texts) : undefined);
  return folder?.replace(/[\\/]+$/, '');
}

/** Where a command runs is its last word: `execFile('tar', ['-xf', name], { cwd })`. */
function runsIn(texts: readonly string[]): string | undefined {
  const last = texts.at(-1) ?? '';
  return texts.length > 1 && /[\\/\uE000]/.test(last) && !ARCHIVE.test(last) ? last : undefined;
}

const ARCHIVE = /\.(?:tar|t?gz|tgz|zip|xz|bz2|7z|zst|br)$/i;
