import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryTree } from './analysis/repository/tree.js';

/** Payloads of 12 MB have been seen. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const MAX_ENTRIES = 5000;

/** The files below a folder of this machine. Links are not followed, and nothing outside is read. */
export function repositoryTree(root: string): RepositoryTree {
  const sizes = new Map<string, number | undefined>();
  const folders = new Map<string, boolean>();
  const isInside = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const above = path.posix.dirname(folder);
    const inside = folder === '.' || (isInside(above) && isPlainFolder(path.join(root, folder)));
    folders.set(folder, inside);
    return inside;
  };
  const sizeOf = (file: string): number | undefined => {
    if (!sizes.has(file))
      sizes.set(file, isOwn(file) && isInside(path.posix.dirname(file)) ? fileSize(path.join(root, file)) : undefined);
    return sizes.get(file);
  };
  return {
    has: (file) => sizeOf(file) !== undefined,
    bytes(file) {
      const size = sizeOf(file);
      return size === undefined || size > MAX_FILE_BYTES ? undefined : contentOf(path.join(root, file));
    },
    list: (folder) => (isInside(folder === '' ? '.' : folder) ? namesIn(path.join(root, folder)) : []),
  };
}

/** Below the root by its name, and nothing that is installed. */
function isOwn(file: string): boolean {
  return (
    file !== '' &&
    !path.posix.isAbsolute(file) &&
    !file.split('/').some((step) => step === '..' || step === 'node_modules')
  );
}

function isPlainFolder(absolute: string): boolean {
  return attempt(() => lstatSync(absolute).isDirectory()) ?? false;
}

function fileSize(absolute: string): number | undefined {
  const stats = attempt(() => lstatSync(absolute));
  return stats?.isFile() === true ? stats.size : undefined;
}

function contentOf(absolute: string): Uint8Array | undefined {
  return attempt(() => readFileSync(absolute));
}

function namesIn(absolute: string): readonly string[] {
  const entries = attempt(() => readdirSync(absolute, { withFileTypes: true })) ?? [];
  return entries
    .slice(0, MAX_ENTRIES)
    .flatMap((entry) => (entry.isDirectory() ? [`${entry.name}/`] : entry.isFile() ? [entry.name] : []))
    .sort();
}

/** What cannot be read is not there, for whoever wants to know what would run. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The real path of a repository, which may itself be reached by a link; undefined where there is no such folder. */
export function realFolder(folder: string): string | undefined {
  const real = attempt(() => realpathSync(folder));
  return real !== undefined && isPlainFolder(real) ? real : undefined;
}
