import type { LockfileFormat, ManifestFormat } from './format.js';
import { packageJson } from './package-json.js';
import { packageLock } from './package-lock.js';

/** Every kind of manifest that is read. */
export const MANIFEST_FORMATS: readonly ManifestFormat[] = Object.freeze([packageJson]);

/** Every kind of lockfile that is read. */
export const LOCKFILE_FORMATS: readonly LockfileFormat[] = Object.freeze([packageLock]);

/** The format of a file with this name (without folders), if it is a lockfile. */
export function findLockfileFormat(fileName: string): LockfileFormat | undefined {
  return LOCKFILE_FORMATS.find((format) => format.fileNames.includes(fileName));
}
