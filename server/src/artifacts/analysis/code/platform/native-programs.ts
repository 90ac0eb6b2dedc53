import { binaryFormat, LIBRARY_LOADER } from '../../files/binaries.js';
import { PACKAGE_ROOT, textsOf } from '../values/text.js';
import type { Machine, Taints, Value } from '../values/types.js';

/** What a loader of libraries is given behind a path: `rundll32 file.dll,main`. */
const ENTRY_POINT = /,[\w#]+$/;

/**
 * A native program of the package is started by code that installing it runs, or a library of it is run by a program of the system:
 * from its own folder, or from where it was copied to.
 * @param written what the files that the command names were written from
 */
export function noteNativePrograms(machine: Machine, words: readonly Value[], written: Taints): void {
  const { moment } = machine;
  if (moment !== 'install' && moment !== 'import') return;
  const texts = words.flatMap((word) => textsOf(word));
  const loader = texts.map((text) => LIBRARY_LOADER.exec(text)?.[1]?.toLowerCase()).find((name) => name !== undefined);
  const named = texts.flatMap((text) => ownPaths(text.replace(ENTRY_POINT, '')));
  const copied = written.filter(({ kind }) => kind === 'data-file').flatMap(({ detail }) => detail ?? []);
  for (const path of new Set([...named, ...copied])) {
    const bytes = machine.fileBytes(path);
    if (bytes === undefined) continue;
    if (loader !== undefined) machine.behave('native-binary', `${loader} ${path}`);
    // Wrappers of programs start theirs as soon as they are wanted; nobody has a library loaded like that.
    else if (moment === 'install' && binaryFormat(bytes) !== undefined) machine.behave('native-binary', path);
  }
}

/** `‹package›/lib/a.dll`, `rundll32 "‹package›/lib/a.dll",main`, `./a.dll`. */
function ownPaths(text: string): readonly string[] {
  const start = text.indexOf(`${PACKAGE_ROOT}/`);
  if (start === -1) return /(?:^|\s)\.\/(\S+)/.exec(text)?.slice(1).map(withoutEntryPoint) ?? [];
  return text
    .slice(start + PACKAGE_ROOT.length + 1)
    .split(/["'\s]/)
    .slice(0, 1)
    .map(withoutEntryPoint);
}

function withoutEntryPoint(path: string): string {
  return path.replace(ENTRY_POINT, '');
}
