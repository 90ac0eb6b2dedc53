import { randomUUID } from 'node:crypto';
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { asText, decodeEntry, digestOf, encodeEntry } from './cache-entry.js';
import { entryPath, listCacheFiles, removeEmptyShards, removeFile, temporaryPath } from './cache-files.js';
import type { CacheFile } from './cache-files.js';
import { isInFuture, type Clock } from '../clock.js';
import type { CachedBytes, DiskCache } from '../disk-cache.js';
import type { Logger } from '../logger.js';
import { readFileWithTime, type TimedContent } from '../read-file-with-time.js';

export interface DiskCacheOptions {
  /** Undefined: there is no place for a cache, so nothing is kept. */
  readonly folder: string | undefined;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Being used keeps an entry from eviction. Once a day is enough to tell, and costs next to no writes. */
const TOUCH_AFTER_MS = 24 * 60 * 60_000;
/** Writing takes seconds at most; an older temporary file belongs to a process that is gone. */
const ABANDONED_AFTER_MS = 60 * 60_000;

/**
 * A `DiskCache` with one file a key, in folders named by the first two digits of its digest. Files are read on the thread that
 * asks, as they are small and there are thousands: the language server has one of its own for that.
 */
export function createDiskCache({ folder, maxBytes, clock, logger }: DiskCacheOptions): DiskCache {
  if (folder === undefined) return noCache;
  const writing = new Set<Promise<void>>();
  const complain = onceEach((code) => logger.debug(`The cache in ${folder} is not usable in full (${code}).`));
  let written = false;

  const touch = (file: string, usedAt: number): void => {
    if (clock() - usedAt < TOUCH_AFTER_MS) return;
    const now = new Date(clock());
    utimes(file, now, now).catch(complain);
  };
  const readBytes = async (key: string): Promise<CachedBytes | undefined> => {
    const file = entryPath(folder, digestOf(key));
    const found = readIfThere(file, complain);
    if (found === undefined) return undefined;
    const value = decodeEntry(key, found.content);
    if (value === undefined) await removeFile(file);
    else touch(file, found.modifiedAt);
    // Written while the clock was wrong, or is wrong now: nobody can say how old it is.
    return value !== undefined && isInFuture(value.asOf, clock()) ? undefined : value;
  };
  return {
    readBytes,
    async read(key) {
      const value = await readBytes(key);
      return value && asText(value);
    },
    async write(key, value) {
      written = true;
      const write = store(entryPath(folder, digestOf(key)), encodeEntry(key, value)).catch(complain);
      writing.add(write);
      await write;
      writing.delete(write);
    },
    async settle() {
      await Promise.all(writing);
      if (written) await evict(folder, maxBytes, clock());
      written = false;
    },
    async info() {
      const files = await listCacheFiles(folder);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      return { folder, entries: files.filter((file) => !file.temporary).length, bytes, maxBytes };
    },
    async clear() {
      await Promise.all(writing);
      for (const file of await listCacheFiles(folder)) await removeFile(file.path);
      await removeEmptyShards(folder);
    },
  };
}

async function evict(folder: string, maxBytes: number, now: number): Promise<void> {
  for (const file of surplus(await listCacheFiles(folder), maxBytes, now)) await removeFile(file.path);
}

/** Undefined where there is no file that can be read. */
function readIfThere(file: string, complain: (error: unknown) => void): TimedContent | undefined {
  try {
    return readFileWithTime(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') complain(error);
    return undefined;
  }
}

const noCache: DiskCache = {
  read: () => Promise.resolve(undefined),
  readBytes: () => Promise.resolve(undefined),
  write: () => Promise.resolve(),
  settle: () => Promise.resolve(),
  info: () => Promise.resolve({ folder: '', entries: 0, bytes: 0, maxBytes: 0 }),
  clear: () => Promise.resolve(),
};

/** A reader in another process sees the old entry or the new one, never half of one. */
async function store(file: string, content: Buffer): Promise<void> {
  const temporary = temporaryPath(file, randomUUID());
  try {
    await writeInFolder(temporary, content);
    await rename(temporary, file);
  } catch (error) {
    await removeFile(temporary);
    throw error;
  }
}

/** The folder is nearly always there, and another process may take it away at any time. */
async function writeInFolder(file: string, content: Buffer): Promise<void> {
  const write = (): Promise<void> => writeFile(file, content, { mode: 0o600, flag: 'wx' });
  try {
    await write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    // What private registries said is nobody else's business.
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await write();
  }
}

/** What has to go: abandoned temporary files, then the longest unused entries until the rest fits. */
function surplus(files: readonly CacheFile[], maxBytes: number, now: number): readonly CacheFile[] {
  const abandoned = files.filter((file) => file.temporary && now - file.usedAt > ABANDONED_AFTER_MS);
  const entries = files.filter((file) => !file.temporary).sort((a, b) => a.usedAt - b.usedAt);
  let bytes = entries.reduce((sum, file) => sum + file.bytes, 0);
  const evicted = entries.filter((file) => {
    const over = bytes > maxBytes;
    if (over) bytes -= file.bytes;
    return over;
  });
  return [...abandoned, ...evicted];
}

/** A full or read-only disk fails a thousand times in the same way. */
function onceEach(report: (code: string) => void): (error: unknown) => void {
  const seen = new Set<string>();
  return (error) => {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (seen.has(code)) return;
    seen.add(code);
    report(code);
  };
}
