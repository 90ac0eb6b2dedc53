import { ownBytes } from '../buffer-over.js';
import type { CachedBytes, CachedValue, DiskCache } from '../disk-cache.js';
import type { Logger } from '../logger.js';
import { HandedOver, type CalledThread, type Handlers } from '../threads/calls.js';
import { createDiskCache, type DiskCacheOptions } from './file-disk-cache.js';

/** What tells caches apart that one thread has open. */
type Place = Pick<DiskCacheOptions, 'folder' | 'maxBytes'>;

interface Asked {
  readonly place: Place;
  readonly key?: string;
  readonly value?: CachedValue | CachedBytes;
}

/** What the thread does: the same cache as without one. */
export function serveDiskCaches(clock: () => number, logger: Logger): Handlers {
  const caches = new Map<string, DiskCache>();
  const at = ({ folder, maxBytes }: Place): DiskCache => {
    const key = JSON.stringify([folder, maxBytes]);
    const cache = caches.get(key) ?? createDiskCache({ folder, maxBytes, clock, logger });
    caches.set(key, cache);
    return cache;
  };
  return {
    read: ({ place, key = '' }: Asked) => at(place).read(key),
    readBytes: async ({ place, key = '' }: Asked) => {
      const value = await at(place).readBytes(key);
      const bytes = value && ownBytes(value.bytes);
      return bytes && new HandedOver({ ...value, bytes }, [bytes.buffer]);
    },
    write: async ({ place, key = '', value }: Asked) => (value === undefined ? undefined : at(place).write(key, value)),
    settle: ({ place }: Asked) => at(place).settle(),
    info: ({ place }: Asked) => at(place).info(),
    clear: ({ place }: Asked) => at(place).clear(),
  };
}

/**
 * A cache whose files are opened, read and checked in a thread: a warm start does so for every package of a lockfile, which would
 * take more of the thread that answers people than all that is made of it. Without the thread it is done here.
 */
export function createThreadedDiskCache(options: DiskCacheOptions, thread: CalledThread): DiskCache {
  const here = createDiskCache(options);
  const place: Place = { folder: options.folder, maxBytes: options.maxBytes };
  const ask = async <T>(name: string, asked: Omit<Asked, 'place'>, otherwise: () => Promise<T>): Promise<T> => {
    try {
      return (await thread.call(name, { place, ...asked })) as T;
    } catch {
      return otherwise();
    }
  };
  return {
    read: (key) => ask('read', { key }, () => here.read(key)),
    readBytes: (key) => ask('readBytes', { key }, () => here.readBytes(key)),
    write: (key, value) => ask('write', { key, value }, () => here.write(key, value)),
    settle: () => ask('settle', {}, () => here.settle()),
    info: () => ask('info', {}, () => here.info()),
    clear: () => ask('clear', {}, () => here.clear()),
  };
}
