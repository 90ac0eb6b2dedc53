import assert from 'node:assert/strict';
import { ok, skipped, type PackageRef } from '../../../server/src/model/index.js';
import type { CachedValue, DiskCache } from '../../../server/src/platform/disk-cache.js';
import { lookUpAdvisories, type CachedAdvisories } from '../../../server/src/sources/support/cached-advisories.js';
import { deferred, type Deferred } from '../../support/deferred.js';

const NOW = Date.parse('2026-05-01T00:00:00Z');
const HOUR_MS = 60 * 60_000;
const signal = new AbortController().signal;
const FRESH: CachedValue = { text: '[]', asOf: NOW - 1 };
const OLD: CachedValue = { text: '[]', asOf: NOW - HOUR_MS };

/** A disk on which each entry is found in the moment that the test chooses. */
function slowDisk(): {
  readonly cache: DiskCache;
  readonly answer: (key: string, value: CachedValue | undefined) => Promise<void>;
} {
  const reads = new Map<string, Deferred<CachedValue | undefined>>();
  const readOf = (key: string): Deferred<CachedValue | undefined> => {
    const read = reads.get(key) ?? deferred<CachedValue | undefined>();
    reads.set(key, read);
    return read;
  };
  const nothing = { folder: '', entries: 0, bytes: 0, maxBytes: 0 };
  return {
    cache: {
      read: (key) => readOf(key).promise,
      readBytes: () => Promise.resolve(undefined),
      write: () => Promise.resolve(),
      settle: () => Promise.resolve(),
      info: () => Promise.resolve(nothing),
      clear: () => Promise.resolve(),
    },
    answer: async (key, value) => {
      readOf(key).resolve(value);
      await new Promise(setImmediate);
    },
  };
}

describe('Cached advisories', () => {
  it('are asked for in the order of the requests, in whatever order the disk answers', async () => {
    const { cache, answer } = slowDisk();
    const asked: (readonly PackageRef[])[] = [];
    const service: CachedAdvisories = {
      cache,
      clock: () => NOW,
      keyPrefix: '',
      maxAgeMs: HOUR_MS,
      refuse: (name) => Promise.resolve(name === 'mine' ? skipped('private-name', 'mine') : undefined),
      ask(packages) {
        asked.push(packages);
        return Promise.resolve(packages.map(() => ({ outcome: ok([], NOW), complete: true })));
      },
    };
    const requests = ['first', 'mine', 'kept', 'old', 'first', 'last'].map((name) => ({ name, version: '1.0.0' }));
    const outcomes = lookUpAdvisories(service, requests, { signal, freshness: 'cached' });
    await answer('last@1.0.0', undefined);
    await answer('old@1.0.0', OLD);
    await answer('kept@1.0.0', FRESH);
    await answer('first@1.0.0', undefined);
    assert.deepEqual(
      (await outcomes).map(({ status }) => status),
      ['ok', 'skipped', 'ok', 'ok', 'ok', 'ok'],
    );
    const names = asked.map((packages) => packages.map(({ name }) => name));
    assert.deepEqual(names, [['first', 'old', 'last']]);
  });
});
