import path from 'node:path';
import type { LockfileFormat } from '../formats/format.js';
import type { MeantProject } from './engine.js';
import { governedFolder } from './parsed-lockfiles.js';
import type { EngineParts } from './parts.js';

const MANIFEST = 'package.json';

/** See `Engine.meant`. */
export function meantProject(
  absolute: string,
  { lockfileFormats, settingsFormats }: Pick<EngineParts, 'lockfileFormats' | 'settingsFormats'>,
): MeantProject {
  const name = path.basename(absolute);
  if (name === MANIFEST) return { manifestPath: absolute };
  if (settingsFormats.some((format) => format.matches(name))) {
    return { manifestPath: path.join(path.dirname(absolute), MANIFEST) };
  }
  if (lockfileNamed(name, lockfileFormats) !== undefined) {
    return { manifestPath: path.join(governedFolder(absolute), MANIFEST), lockfile: absolute };
  }
  return { manifestPath: path.join(absolute, MANIFEST) };
}

/** The format of a lockfile with this name, or of a manager's own record of what is installed. */
export function lockfileNamed(name: string, formats: readonly LockfileFormat[]): LockfileFormat | undefined {
  return formats.find(
    ({ fileNames, installedRecord }) =>
      fileNames.includes(name) || (installedRecord !== undefined && path.basename(installedRecord) === name),
  );
}
