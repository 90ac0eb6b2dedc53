import { bunLock } from './bun-lock.js';
import { bunLockb } from './bun-lockb.js';
import { denoLock } from './deno-lock.js';
import type { LockfileFormat, ManifestFormat } from './format.js';
import { packageJson } from './package-json.js';
import { packageLock } from './package-lock.js';
import { yarnLock } from './yarn-lock.js';
import { vltLock } from './vlt-lock.js';
import { pnpmLock } from './pnpm-lock.js';
import { pnpmWorkspace } from './pnpm-workspace.js';
import { yarnrc } from './yarnrc.js';

/** Where workspaces keep their catalogs, besides `package.json`; of two beside each other, the first counts. */
export const SETTINGS_FORMATS: readonly ManifestFormat[] = Object.freeze([pnpmWorkspace, yarnrc]);

/** Every kind of manifest that is read. */
export const MANIFEST_FORMATS: readonly ManifestFormat[] = Object.freeze([packageJson, ...SETTINGS_FORMATS]);

/** Every kind of lockfile that is read. */
export const LOCKFILE_FORMATS: readonly LockfileFormat[] = Object.freeze([
  packageLock,
  yarnLock,
  pnpmLock,
  bunLock,
  bunLockb,
  vltLock,
  denoLock,
]);

/** The format of a file with this name (without folders), if it is a lockfile. */
export function findLockfileFormat(fileName: string): LockfileFormat | undefined {
  return LOCKFILE_FORMATS.find((format) => format.fileNames.includes(fileName));
}
