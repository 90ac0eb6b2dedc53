import { unknown } from '../values/lattice.js';
import { isCallable, isObj, promise } from '../values/objects.js';
import { taint } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Taints, Value } from '../values/types.js';
import { runCallbacks, type Family } from './api-call.js';
import { destinationOf, isHere } from './destinations.js';
import { resultName } from './names.js';
import { noteWrite } from './written-files.js';

/** Packages that put what a host gives into a file or folder, by their documentation: `download(address, folder)`. */
export const DOWNLOADERS: readonly string[] = [
  'download',
  'download-file',
  'wget-improved',
  'node-downloader-helper',
  'nodejs-file-downloader',
  'easydl',
];

/** Options that name the file or the folder. */
const PLACES = ['output', 'directory', 'dest', 'dir', 'outputDir'] as const;

export const downloads: Family = (machine, { api, args }) => {
  const { host } = destinationOf(machine, args);
  const taints = isHere(host) ? [] : taint('downloaded', machine.position(), host);
  for (const path of textsOf(args[1])) noteWrite(machine, path, unknown(taints));
  noteOutput(machine, args, taints);
  runCallbacks(machine, args.filter(isCallable), taints);
  const made = promise(unknown(taints), machine.depth);
  made.fallback = unknown(taints, { api: resultName(api) });
  return made;
};

/** `needle.get(address, { output: file })`: what comes back is put into a file by the client itself. */
export function noteOutput(machine: Machine, args: readonly Value[], taints: Taints): void {
  for (const arg of args.filter(isObj)) {
    if (arg.call !== undefined) continue;
    for (const path of PLACES.flatMap((name) => textsOf(machine.get(arg, name))))
      noteWrite(machine, path, unknown(taints));
  }
}
