import { keyFrom, textFrom } from '../language/coercion.js';
import { isUnknown } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import { isSymbolic, PACKAGE_ROOT, readable, textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { ENTRY, SOMEBODYS_FOLDER } from './folder-listings.js';
import { isServing } from './served-requests.js';

/** Whatever lies in the home folder: among it is what opens accounts. Of a project, its own tools send all files. */
export const ANY_FILE_AT_HOME = new RegExp(String.raw`^\uE000home\uE001[\\/]+${ENTRY}$`);

/** What is written over is lost. */
export function noteOverwritten(machine: Machine, path: string, data: Value): void {
  if (isConstant(data) || hasCipher(machine) || ANY_FILE_AT_HOME.test(path)) noteLoss(machine, path);
  if (SOMEBODYS_FILE.test(path) && isSpelledOut(data) && isForEveryName(machine))
    machine.behave('deletes-user-files', readable(path));
}

/** Something is encrypted: with it, what was in a file is there for nobody but who has the key. */
function hasCipher(machine: Machine): boolean {
  return machine.apiObject('crypto.createCipheriv').props?.has('@@used') === true;
}

/** The same for every file: nothing of what was in it is left. */
function isConstant(data: Value): boolean {
  return textsOf(data).length > 0 || (isObj(data) && data.bytes !== undefined);
}

const SOMEBODYS_FILE = new RegExp(String.raw`^${SOMEBODYS_FOLDER}[\\/]*${ENTRY}$`);

/** A text, known to its last character. */
function isSpelledOut(data: Value): boolean {
  const { text, whole } = textFrom(data);
  return whole && !isSymbolic(text) && !isUnknown(data);
}

const LISTING = /\b(?:readdir|opendir)(?:Sync)?\b/g;
const PICKS = /\b(?:endsWith|startsWith|includes|match|test|extname|filter|has)\b|[!=]==?\s*['"`]/;

/** Between the list of what lies in a folder and what is done with it nothing asks for a name: whoever empties some files says which. */
function isForEveryName(machine: Machine): boolean {
  const { unit, offset } = machine.position();
  const before = unit.text.slice(Math.max(0, offset - WINDOW), offset);
  const last = [...before.matchAll(LISTING)].at(-1);
  return last !== undefined && !PICKS.test(before.slice(last.index));
}

/** Everything that lies there, one by one. Programs that clean up are asked to; what runs by itself is not. */
function noteLoss(machine: Machine, path: string): void {
  const isUnasked = machine.moment === 'install' || machine.moment === 'import' || isServing(machine);
  if (isUnasked && SOMEBODYS_FILE.test(path) && (ANY_FILE_AT_HOME.test(path) || !looksForLeftovers(machine)))
    machine.behave('deletes-user-files', readable(path));
}

const LEFTOVERS = /['"`](?:node_modules|dist|build|out|coverage|tmp|\.cache|\.next|\.turbo|\.DS_Store|Thumbs\.db)['"`]/;
const WINDOW = 1000;

/** What cleans up after tools says which of their leftovers it means; none of them lies in the home folder itself. */
function looksForLeftovers(machine: Machine): boolean {
  const { unit, offset } = machine.position();
  return LEFTOVERS.test(unit.text.slice(Math.max(0, offset - WINDOW), offset));
}

/** Removes the files and folders at these paths. */
export function noteRemoved(machine: Machine, paths: readonly string[], isDeep: boolean): void {
  for (const path of paths) {
    noteLoss(machine, path);
    if (isDeep && isSomebodys(path) && !isLeftOfMore(path, paths)) machine.behave('deletes-user-files', readable(path));
    if (path.startsWith(PACKAGE_ROOT) && isSelf(machine, path)) machine.behave('deletes-itself', readable(path));
  }
}

function isSomebodys(path: string): boolean {
  return isSomebodysHome(path) || isSomebodysWork(path);
}

/** What normalises a path that is not known gives `/`, `.` and an empty one, whatever the path was. */
function isLeftOfMore(path: string, paths: readonly string[]): boolean {
  return /^[./]*$/.test(path) && paths.some((other) => other === '');
}

/** The home folder, the root or a drive as a whole. */
function isSomebodysHome(path: string): boolean {
  return /^(?:\uE000home\uE001[\\/]?(?:\*|Documents|Desktop|Downloads|Pictures)?|\/|[A-Z]:[\\/]*|\/home\/?|\/Users\/?|\/\*)$/.test(
    path,
  );
}

/** The sources of the project that one is in, the project as a whole, or what it stands in. What is built is built again. */
function isSomebodysWork(path: string): boolean {
  return /^(?:\uE000(?:cwd|project)\uE001(?:[\\/]src)?|\.\.(?:[\\/]\.\.)*)[\\/]?$/.test(path);
}

function isSelf(machine: Machine, path: string): boolean {
  const file = path.slice(PACKAGE_ROOT.length + 1);
  return file === machine.position().unit.file || keyFrom(file) === 'package.json';
}
