import { createDiskCache, type DiskCacheOptions } from './platform/cache/file-disk-cache.js';
import { createGroupedDiskCache } from './platform/cache/grouped-disk-cache.js';
import { createThreadedDiskCache } from './platform/cache/threaded-disk-cache.js';
import type { DiskCache } from './platform/disk-cache.js';
import type { CalledThread } from './platform/threads/calls.js';
import type { Turns } from './platform/turns.js';
import { condenseHere, condenseInThread, type Condense } from './sources/support/packument/condense.js';

/** What is remembered, by the thread where there is one. */
export function cacheFor(thread: CalledThread | undefined, options: DiskCacheOptions): DiskCache {
  const files = thread === undefined ? createDiskCache(options) : createThreadedDiskCache(options, thread);
  return createGroupedDiskCache(files, options.clock);
}

/** What makes registry documents small, in the thread where there is one. */
export function condenserFor(thread: CalledThread | undefined, turns: Turns): Condense {
  const here = condenseHere(turns);
  return thread === undefined ? here : condenseInThread(thread, here);
}
