import { unknown } from '../values/lattice.js';
import { isCallable, isObj, native, object, promise } from '../values/objects.js';
import { allTaints, joinTaints, taint, taintsOfAll } from '../values/taints.js';
import { readable, textsOf } from '../values/text.js';
import type { Machine, Obj, Taints, Value } from '../values/types.js';
import { UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { fileKind } from './secrets.js';
import { pipe } from './streams.js';
import { noteUnpacked } from './unpacking.js';
import { noteWrite, writtenTaints } from './written-files.js';

/** What puts files or folders into an archive by their paths. */
const BY_PATH = [
  'directory',
  'glob',
  'addLocalFolder',
  'addLocalFolderPromise',
  'addLocalFile',
  'addFile',
  'addFolder',
];
/** What puts data into one. */
const BY_DATA = ['append', 'entry', 'folder'];
const UNPACKS = ['extractAllTo', 'extractAllToAsync'];
const WRITES_FILE = ['writeZip', 'writeZipPromise', 'saveAs'];
const GIVES = ['toBuffer', 'finalize', 'generate', 'generateNodeStream', 'getCompressedData'];
const GIVES_LATER = ['toBufferPromise', 'generateAsync'];

/** `archiver('zip')`, `new AdmZip()`, `new JSZip()`: filled bit by bit, and what comes out is made of all that went in. */
export const archives: Family = (machine, { api, isNew, args }) => {
  if (!isNew && /[.(]/.test(api) && !/\.(?:create|default)$/.test(api)) return UNHANDLED;
  const made = object('Object', { depth: machine.depth, taints: taintsOfAll(args) });
  const targets: Value[] = [];
  const put = (more: Taints): Value => {
    made.taints = joinTaints(made.taints, more);
    // Streams are tied together before anything goes through them.
    for (const target of targets) pipe(machine, made, target);
    return made;
  };
  for (const name of UNPACKS)
    define(made, name, (inner, [folder]) => {
      extracted(inner, args[0], folder);
      return undefined;
    });
  for (const name of BY_PATH) define(made, name, (_machine, values) => put(contentOf(machine, values)));
  for (const name of BY_DATA) define(made, name, (_machine, values) => put(taintsOfAll(values)));
  define(made, 'file', (_machine, values) => put(joinTaints(contentOf(machine, values), taintsOfAll(values))));
  define(made, 'pipe', (_machine, [target]) => {
    targets.push(target);
    return pipe(machine, made, target);
  });
  for (const name of WRITES_FILE) define(made, name, (_machine, [path]) => written(machine, path, made));
  for (const name of GIVES) define(made, name, () => unknown(allTaints(made)));
  for (const name of GIVES_LATER) define(made, name, () => promise(unknown(allTaints(made)), machine.depth));
  made.open = true;
  return made;
};

function define(made: Obj, name: string, run: (machine: Machine, args: readonly Value[]) => Value): void {
  made.props.set(
    name,
    native(name, (machine, _self, args) => run(machine, args)),
  );
}

function written(machine: Machine, path: Value, made: Obj): Value {
  for (const one of textsOf(path)) noteWrite(machine, one, unknown(allTaints(made)));
  return unknown();
}

/** `extractAllTo(folder)`, `extract(file, { dir })`, `tar.x({ file, cwd })`: whatever was in the archive may be run from there. */
function extracted(machine: Machine, archive: Value, into: Value): void {
  const content = joinTaints(allTaints(archive), writtenTaints(machine, [archive]));
  for (const folder of textsOf(into)) noteUnpacked(machine, folder, content);
}

/** `extract-zip`, `decompress`: the file, and the folder. */
export const unpackers: Family = (machine, { args }) => {
  const [archive, target] = args;
  extracted(machine, archive, isObj(target) ? machine.get(target, 'dir') : target);
  return promise(unknown(), machine.depth);
};

/** What lies at paths, as they tell: folders of credentials, too. */
function contentOf(machine: Machine, values: readonly Value[]): Taints {
  const named = values.flatMap(textsOf).flatMap((path) => {
    const kind = fileKind(path) ?? fileKind(`${path}/`);
    return kind === undefined ? [] : taint(kind, machine.position(), readable(path));
  });
  return joinTaints(named, taintsOfAll(values));
}

/** `tar.c({ cwd, gzip, file }, paths)`, `tarFs.pack(folder)`: a stream of it, or a file. */
export const tarballs: Family = (machine, { method, args }: ApiCall) => {
  const [options] = args;
  if (/^(?:x|extract)$/.test(method) && isObj(options))
    extracted(machine, machine.get(options, 'file'), machine.get(options, 'cwd'));
  if (!/^(?:c|create|pack)$/.test(method)) return UNHANDLED;
  const paths = args.filter((arg) => !isCallable(arg)).flatMap((arg) => [...machine.elements(arg).items, arg]);
  const taints = contentOf(machine, paths);
  const file = isObj(options) && options.items === undefined ? machine.get(options, 'file') : undefined;
  for (const path of textsOf(file)) noteWrite(machine, path, unknown(taints));
  return unknown(taints, { api: 'stream()' });
};

/** `asar.createPackage(folder, file)`: what is in an application becomes something else. */
export const applicationArchives: Family = (machine, { method, args }) => {
  if (!method.startsWith('createPackage')) return UNHANDLED;
  for (const path of textsOf(args[1])) noteWrite(machine, path, unknown(allTaints(args[0])));
  return promise(undefined, machine.depth);
};
