import { isUnknown, known, unknown, unknownData } from '../values/lattice.js';
import { buffer, isCallable, isObj, promise } from '../values/objects.js';
import { allTaints, joinTaints, taint, taintsOfAll } from '../values/taints.js';
import { PACKAGE_ROOT, readable, textsOf } from '../values/text.js';
import type { Machine, Taints, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';
import { textOfData } from '../language/json.js';
import { copyOpaque, textOfBytes } from '../language/buffers.js';
import { UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { listing } from './folder-listings.js';
import { namedThing, namesToPick, pickedKind } from './listed-names.js';
import { keepWritten, noteWrite } from './written-files.js';
import { isCalledSecret } from './credential-paths.js';
import { ANY_FILE_AT_HOME, noteOverwritten, noteRemoved } from './lost-files.js';
import { fileKind } from './secrets.js';

const READS = new Set(['readFile', 'createReadStream', 'read', 'openAsBlob', 'readJson', 'readJSON', 'open']);
const WRITES = new Set([
  'writeFile',
  'appendFile',
  'createWriteStream',
  'outputFile',
  'outputJson',
  'writeJson',
  'writeJSON',
  'write',
]);
const COPIES = new Set(['copyFile', 'rename', 'cp', 'copy', 'move', 'symlink', 'link']);
const REMOVES = new Set(['rm', 'rmdir', 'unlink', 'remove', 'emptyDir', 'truncate']);
const LISTS = new Set(['readdir', 'opendir', 'glob']);
/** Yes-or-no questions and housekeeping. */
const ASKS = new Set([
  'exists',
  'stat',
  'lstat',
  'access',
  'pathExists',
  'mkdir',
  'ensureDir',
  'mkdirp',
  'chmod',
  'fstat',
  'close',
  'utimes',
  'realpath',
  'watch',
  'watchFile',
]);

/** What `fs` does. */
export const files: Family = (machine, call) => {
  const name = call.method.replace(/Sync$/, '');
  if (name === 'read') copyOpaque(allTaints(call.args[0]), call.args[1]);
  if (READS.has(name)) return given(machine, call, readFile(machine, call.args, call.method));
  if (WRITES.has(name)) return given(machine, call, writeFile(machine, call));
  if (LISTS.has(name)) return given(machine, call, listFolder(machine, call));
  if (name === 'mkdtemp') return given(machine, call, temporaryFolder(machine, call));
  if (COPIES.has(name)) return given(machine, call, copyFile(machine, call, name));
  if (REMOVES.has(name)) return given(machine, call, removeFile(machine, call, name));
  if (ASKS.has(name)) return given(machine, call, unknown());
  return UNHANDLED;
};

/** As a result, a promise or to a callback, however it was asked for. */
function given(machine: Machine, { api, args, method }: ApiCall, result: Value): Value {
  machine.unknowns += 1;
  const callback = args.at(-1);
  if (isCallable(callback)) {
    machine.callHandler(callback, method === 'exists' ? [result] : [null, result]);
    return undefined;
  }
  return api.includes('.promises.') || api.startsWith('fs.promises') ? promise(result, machine.depth) : result;
}

/** What a file may be called, also where it is given as an address. */
function pathsOf(value: Value): readonly string[] {
  return textsOf(value).map((text) => text.replace(/^file:\/\//, ''));
}

function encodingOf(machine: Machine, option: Value): string | undefined {
  if (option === undefined || isCallable(option)) return undefined;
  const value = isObj(option) ? machine.get(option, 'encoding') : option;
  return textsOf(value)[0]?.toLowerCase();
}

function readFile(machine: Machine, args: readonly Value[], method = ''): Value {
  const paths = pathsOf(args[0]);
  const encoding = encodingOf(machine, args[1]);
  for (const path of paths) {
    const own = ownFile(machine, path, encoding);
    if (own !== undefined) return own;
    const written = machine.written.get(path);
    if (written !== undefined) return written;
  }
  const taints = contentTaints(machine, args[0], paths);
  return /json/i.test(method) ? unknownData(taints) : unknown(taints, { api: 'file()', notes: { path: args[0] } });
}

/** What code keeps in such a file itself is its own. */
const KEEPS = /\b(?:write|output)(?:File|Json|JSON)|\bcreateWriteStream\b/;

function isSecretAtHome(machine: Machine, path: string): boolean {
  if (ANY_FILE_AT_HOME.test(path)) return true;
  return isCalledSecret(path) && !machine.written.has(path) && !KEEPS.test(machine.position().unit.text);
}

/** What is in a file, as its path tells; a path that was built from data carries that data. */
function contentTaints(machine: Machine, path: Value, paths: readonly string[]): Taints {
  const kinds = paths.flatMap((one) => {
    const picked = pickedKind(machine, path, one);
    const kind = picked.isPicked
      ? (picked.kind ?? fileKind(folderOf(one)))
      : (fileKind(one) ?? (isSecretAtHome(machine, one) ? 'credential-file' : undefined));
    return kind === undefined ? [] : taint(kind, machine.position(), readable(one));
  });
  const carried = allTaints(path).filter(({ kind }) => CARRIED.has(kind));
  return joinTaints(kinds, carried);
}

/** With the slash at its end. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** A list of such paths says what is in the files, before any of them is joined to the home folder. */
const CARRIED: ReadonlySet<string> = new Set([
  'credential-file',
  'ssh-key',
  'wallet',
  'browser-data',
  'command-output',
]);

/** What a path has of the system that it is for. */
const OF_SYSTEM = /\uE000(?:platform|arch|version)\uE001/;

/** There is a file for each system, and the first that is there will do: `prebuilds/‹platform›-‹arch›/x.bin`. */
function ownPath(machine: Machine, path: string): string {
  const parts = path.split(OF_SYSTEM);
  const [first = ''] = parts;
  if (parts.length === 1) return path;
  return (
    machine.filePaths().find((one) => one.startsWith(first) && isMadeOf(one.slice(first.length), parts.slice(1))) ??
    path
  );
}

/** Whether a text ends with the last of the parts, and has the others before that in their order. */
function isMadeOf(text: string, parts: readonly string[]): boolean {
  const [next = '', ...others] = parts;
  if (others.length === 0) return text.endsWith(next);
  const at = text.indexOf(next, 1);
  return at > 0 && isMadeOf(text.slice(at + next.length), others);
}

/** The package's own files are at hand. */
function ownFile(machine: Machine, path: string, encoding: string | undefined): Value {
  if (!path.startsWith(`${PACKAGE_ROOT}/`)) return undefined;
  const inside = ownPath(machine, path.slice(PACKAGE_ROOT.length + 1));
  const bytes = machine.fileBytes(inside);
  if (bytes === undefined) return undefined;
  const content = buffer(new Uint8Array(bytes), taint('data-file', machine.position(), inside), machine.depth);
  return encoding === undefined ? content : textOfBytes(content, encoding);
}

function writeFile(machine: Machine, { args, method }: ApiCall): Value {
  const [path, data] = args;
  if (method === 'createWriteStream') return writeStream(machine, path);
  const opened = isUnknown(path) ? path.notes?.path : undefined;
  const text = /json/i.test(method) ? textOfData(machine, data) : data;
  for (const one of pathsOf(opened ?? path)) {
    noteWrite(machine, one, text);
    if (method.startsWith('writeFile')) noteOverwritten(machine, one, data);
  }
  return unknown();
}

/** `open(path)` gives a handle, and what is done with the handle is done with the file. */
export const handles: Family = (machine, { method, args, self, callee }) => {
  const handle = typeof self === 'object' && self?.kind === 'unknown' ? self : callee;
  if (method === 'read') copyOpaque(allTaints(handle), args[0]);
  if (!/^(?:write|writeFile|appendFile|createWriteStream)$/.test(method)) return UNHANDLED;
  for (const path of textsOf(handle.notes?.path)) noteWrite(machine, path, args[0]);
  return promise(unknown(), machine.depth);
};

/** What goes into the stream goes into the file. */
function writeStream(machine: Machine, path: Value): Value {
  return { kind: 'unknown', taints: [], api: 'fs.createWriteStream()', notes: { path }, props: new Map() };
}

function listFolder(machine: Machine, { args, method }: ApiCall): Value {
  const [folder, options] = args;
  const paths = pathsOf(folder);
  const isOfThings = method === 'opendir' || (isObj(options) && machine.get(options, 'withFileTypes') === true);
  const names = namesToPick(machine, folder);
  const picked = isOfThings ? names.map(namedThing) : names;
  return listing(machine, paths, contentTaints(machine, folder, paths), picked);
}

function temporaryFolder(machine: Machine, { args }: ApiCall): Value {
  const { text } = textFrom(args[0]);
  return known(`${text}\uE000#${machine.position().offset}\uE001`, []);
}

function copyFile(machine: Machine, { args }: ApiCall, name: string): Value {
  const content = withFolder(machine, args[0], readFile(machine, args.slice(0, 1)));
  const originals = pathsOf(args[0]);
  for (const path of pathsOf(args[1])) {
    if (name !== 'rename' && name !== 'move' && isKeptBeside(path, originals)) keepWritten(machine, path, content);
    else noteWrite(machine, path, content);
  }
  return unknown(taintsOfAll([]));
}

/** `main.js.bak` beside `main.js`: the file itself stays as it is, and nothing looks for the other one. */
function isKeptBeside(path: string, originals: readonly string[]): boolean {
  return originals.some(
    (original) => original !== '' && path.startsWith(original) && KEPT.test(path.slice(original.length)),
  );
}

const KEPT = /^(?:~|[._-](?:bak|backup|orig|original|old|save|copy)\w*)$/i;

/** A folder is copied with all that is in it. */
function withFolder(machine: Machine, path: Value, content: Value): Value {
  const folders = pathsOf(path).map((one) => `${one}/`);
  const taints = contentTaints(machine, undefined, folders);
  return taints.length === 0 || !isUnknown(content)
    ? content
    : { ...content, taints: joinTaints(content.taints, taints) };
}

function removeFile(machine: Machine, { args }: ApiCall, name: string): Value {
  const options = args[1];
  const isDeep =
    name === 'remove' || name === 'emptyDir' || (isObj(options) && machine.get(options, 'recursive') === true);
  noteRemoved(machine, pathsOf(args[0]), isDeep);
  return unknown();
}
