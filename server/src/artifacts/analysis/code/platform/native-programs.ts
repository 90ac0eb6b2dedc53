import { binaryFormat } from '../../files/binaries.js';
import { PACKAGE_ROOT, textsOf } from '../values/text.js';
import type { Machine, Taints, Value } from '../values/types.js';

/** What a loader of libraries is given behind a path: `rundll32 file.dll,main`. */
const ENTRY_POINT = /,[\w#]+$/;

/**
 * A native program of the package is started by code that installing it runs: from its own folder, or from where it was copied to.
 * @param written what the files that the command names were written from
 */
export function noteNativePrograms(machine: Machine, words: readonly Value[], written: Taints): void {
  if (machine.moment !== 'install') return;
  const named = words.flatMap((word) => textsOf(word)).map((text) => ownPath(text.replace(ENTRY_POINT, '')));
  const copied = written.filter(({ kind }) => kind === 'data-file').map(({ detail }) => detail);
  for (const path of new Set([...named, ...copied])) {
    const bytes = path === undefined ? undefined : machine.fileBytes(path);
    if (bytes !== undefined && binaryFormat(bytes) !== undefined) machine.behave('native-binary', path);
  }
}

function ownPath(text: string): string | undefined {
  const start = text.indexOf(`${PACKAGE_ROOT}/`);
  if (start === -1) return text.startsWith('./') ? text.slice('./'.length) : undefined;
  return text.slice(start + PACKAGE_ROOT.length + 1).split(/["'\s]/)[0];
}
