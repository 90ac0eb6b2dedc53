import { readdir, rmdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

/** A file that this cache has written, and nobody else. */
export interface CacheFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was written or last used, in milliseconds since the epoch. */
  readonly usedAt: number;
  /** Being written, or left over from a process that died while writing. */
  readonly temporary: boolean;
}

const SHARD = /^[0-9a-f]{2}$/;
const ENTRY = /^([0-9a-f]{2})[0-9a-f]{62}\.fact$/;
const TEMPORARY = /^([0-9a-f]{2})[0-9a-f]{62}\.fact\.[0-9a-z-]+\.tmp$/;

/** Where the entry with this digest lies. */
export function entryPath(folder: string, digest: string): string {
  return path.join(folder, digest.slice(0, 2), `${digest}.fact`);
}

/** Next to the entry, as a rename is atomic only within one file system. */
export function temporaryPath(entry: string, unique: string): string {
  return `${entry}.${unique}.tmp`;
}

/**
 * The files in the folder that have our names, in our places. Whatever else lies there (somebody may have pointed the
 * setting at a folder in use) is never seen by whoever deletes.
 */
export async function listCacheFiles(folder: string): Promise<readonly CacheFile[]> {
  const files: CacheFile[] = [];
  for (const shard of await shardsOf(folder)) {
    const names = await readdir(path.join(folder, shard)).catch(() => []);
    const found = await Promise.all(names.map((name) => describe(folder, shard, name)));
    files.push(...found.filter((file) => file !== undefined));
  }
  return files;
}

async function shardsOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() && SHARD.test(entry.name)).map(({ name }) => name);
}

async function describe(folder: string, shard: string, name: string): Promise<CacheFile | undefined> {
  const temporary = TEMPORARY.exec(name);
  if ((temporary ?? ENTRY.exec(name))?.[1] !== shard) return undefined;
  const file = path.join(folder, shard, name);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  return { path: file, bytes: found.size, usedAt: found.mtimeMs, temporary: temporary !== null };
}

/** Another process may have been quicker; then it is gone as well. */
export async function removeFile(file: string): Promise<void> {
  await unlink(file).catch(() => undefined);
}

/** Takes away the shards that are empty; `rmdir` refuses all others. */
export async function removeEmptyShards(folder: string): Promise<void> {
  for (const shard of await shardsOf(folder)) await rmdir(path.join(folder, shard)).catch(() => undefined);
}
