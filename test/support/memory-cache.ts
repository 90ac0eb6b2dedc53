import { asText } from '../../server/src/platform/cache/cache-entry.js';
import type { CachedBytes, CachedValue, DiskCache } from '../../server/src/platform/disk-cache.js';

/** A cache in memory. @param entries what is in it, which tests may look at and change */
export function memoryCache(entries = new Map<string, CachedBytes>()): DiskCache {
  const readBytes = (key: string): Promise<CachedBytes | undefined> => Promise.resolve(entries.get(key));
  return {
    readBytes,
    async read(key) {
      const value = await readBytes(key);
      return value && asText(value);
    },
    write: (key, value) => Promise.resolve(void entries.set(key, asBytes(value))),
    settle: () => Promise.resolve(),
    info: () => Promise.resolve({ folder: '', entries: entries.size, bytes: 0, maxBytes: 0 }),
    clear() {
      entries.clear();
      return Promise.resolve();
    },
  };
}

/** The same value under each key. */
export function overwriteAll(entries: Map<string, CachedBytes>, text: string): void {
  for (const [key, value] of entries) entries.set(key, { ...value, bytes: Buffer.from(text) });
}

function asBytes({ asOf, etag, ...value }: CachedValue | CachedBytes): CachedBytes {
  return { bytes: 'text' in value ? Buffer.from(value.text) : value.bytes, asOf, etag };
}
