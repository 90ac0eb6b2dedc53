import path from 'node:path';
import type { Variables } from '../npm/node-installation.js';

const FOLDER_NAME = 'package-risk';

/**
 * The operating system's place for caches, with our folder's name added. Undefined where the user has no home: a
 * folder for everybody (`/tmp`) would let others write what we then believe.
 */
export function defaultCacheFolder(variables: Variables, platformName: NodeJS.Platform): string | undefined {
  const paths = platformName === 'win32' ? path.win32 : path.posix;
  const under = (base: string | undefined, ...rest: readonly string[]): string | undefined =>
    base !== undefined && paths.isAbsolute(base) ? paths.join(base, ...rest, FOLDER_NAME) : undefined;
  switch (platformName) {
    case 'win32':
      return under(variables.LOCALAPPDATA) ?? under(variables.USERPROFILE, 'AppData', 'Local');
    case 'darwin':
      return under(variables.HOME, 'Library', 'Caches');
    default:
      return under(variables.XDG_CACHE_HOME) ?? under(variables.HOME, '.cache');
  }
}
