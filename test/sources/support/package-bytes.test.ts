import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { failed, ok, type Outcome } from '../../../server/src/model/index.js';
import type { CachedBytes } from '../../../server/src/platform/disk-cache.js';
import { createPackageBytes } from '../../../server/src/sources/support/package-bytes.js';
import { npmConfigOf } from '../../support/npm-machine.js';
import { DAY, NOW } from '../../support/subjects.js';
import { memoryCache, overwriteAll } from '../../support/memory-cache.js';

const BYTES = Uint8Array.from({ length: 3000 }, (_, at) => at % 251);
const HASH = createHash('sha512').update(BYTES).digest('base64');
const REQUEST = { name: 'left-pad', version: '1.3.0' };
const LOCKED = { ...REQUEST, integrity: `sha512-${HASH}` };

async function setUp() {
  const entries = new Map<string, CachedBytes>();
  const cache = memoryCache(entries);
  const world: { now: number; fetched: number; answer: Outcome<Uint8Array> } = {
    now: NOW,
    fetched: 0,
    answer: ok(BYTES, NOW),
  };
  const config = await npmConfigOf({ user: 'registry=https://registry.npm.example/' });
  const readBytes = (): Promise<Outcome<Uint8Array>> => {
    world.fetched += 1;
    return Promise.resolve(world.answer);
  };
  const bytes = createPackageBytes({ config, cache, clock: () => world.now, reader: { readBytes } });
  const read = (request: typeof LOCKED | typeof REQUEST = LOCKED, maxBytes = 10_000) =>
    bytes.read(request, maxBytes, new AbortController().signal);
  return { entries, world, read, bytes };
}

describe('createPackageBytes', () => {
  it('fetches a package file once, and then has it on disk without a registry', async () => {
    const { world, read } = await setUp();
    assert.deepEqual(await read(), ok({ bytes: BYTES, hash: HASH }, NOW));
    world.answer = failed('offline', 'working offline');
    world.now += 100 * DAY;
    assert.deepEqual(await read(), ok({ bytes: BYTES, hash: HASH }, NOW));
    assert.equal(world.fetched, 1);
  });

  it('knows the bytes of a version without integrity for a day', async () => {
    const { world, read, bytes } = await setUp();
    assert.equal(await bytes.hashOf(REQUEST), undefined);
    await read(REQUEST);
    assert.equal(await bytes.hashOf(REQUEST), HASH);
    await read(REQUEST);
    assert.equal(world.fetched, 1);
    world.now += 2 * DAY;
    assert.equal(await bytes.hashOf(REQUEST), undefined);
    await read(REQUEST);
    assert.equal(world.fetched, 2);
  });

  it('does not take from disk what is not what the hash denotes', async () => {
    const { entries, world, read } = await setUp();
    await read();
    overwriteAll(entries, 'other');
    assert.deepEqual(await read(), ok({ bytes: BYTES, hash: HASH }, NOW));
    assert.equal(world.fetched, 2);
  });

  it('leaves it to the reader to say that there is too much', async () => {
    const { world, read } = await setUp();
    await read();
    world.answer = failed('too-large', 'too large');
    assert.deepEqual(await read(LOCKED, 100), world.answer);
  });

  it('keeps no giants', async () => {
    const { entries, world, read } = await setUp();
    world.answer = ok(new Uint8Array(9 * 1024 * 1024), NOW);
    await read(REQUEST, 100_000_000);
    assert.deepEqual(
      [...entries.keys()].map((key) => key.split(':')[0]),
      ['artifact-hash'],
    );
  });
});
