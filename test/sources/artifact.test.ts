import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { failed, ok, type ArtifactFacts, type Outcome } from '../../server/src/model/index.js';
import type { CachedBytes } from '../../server/src/platform/disk-cache.js';
import { createArtifactSource } from '../../server/src/sources/artifact.js';
import { createPackageBytes } from '../../server/src/sources/support/package-bytes.js';
import type { LookUp } from '../../server/src/sources/source.js';
import { artifactFacts } from '../support/artifacts.js';
import { npmConfigOf } from '../support/npm-machine.js';
import { DAY, NOW } from '../support/subjects.js';
import { memoryCache, overwriteAll } from '../support/memory-cache.js';

const BYTES = Uint8Array.from({ length: 1000 }, (_, at) => at % 256);
const SHA512 = `sha512-${createHash('sha512').update(BYTES).digest('base64')}`;
const FACTS = artifactFacts({ files: 7 });
const REQUEST: LookUp = { name: 'left-pad', version: '1.3.0' };

/** A source over a reader, an analyser and a cache in memory. `world` may be changed between look-ups. */
async function setUp(budget = 100_000) {
  const entries = new Map<string, CachedBytes>();
  const cache = memoryCache(entries);
  const world: { now: number; version: string; bytes: Outcome<Uint8Array>; analysis: Outcome<ArtifactFacts> } = {
    now: NOW,
    version: 'v1',
    bytes: ok(BYTES, NOW),
    analysis: ok(FACTS, NOW),
  };
  const counted = { fetched: 0, analysed: 0 };
  const config = await npmConfigOf({ user: 'registry=https://registry.npm.example/' });
  const clock = (): number => world.now;
  const bytes = createPackageBytes({
    config,
    cache,
    clock,
    reader: {
      readBytes(_, maxBytes) {
        counted.fetched += 1;
        const { bytes } = world;
        const fits = bytes.status !== 'ok' || bytes.value.length <= maxBytes;
        return Promise.resolve(fits ? bytes : failed('too-large', 'too large'));
      },
    },
  });
  const source = createArtifactSource({
    config,
    bytes,
    analyser: {
      analyse() {
        counted.analysed += 1;
        return Promise.resolve(world.analysis);
      },
      close: () => Promise.resolve(),
    },
    analyserVersion: () => world.version,
    budget: { left: budget },
    cache,
  });
  const ask = async (request: LookUp = REQUEST) => {
    const [answer] = await source.lookUp([request], { signal: new AbortController().signal, freshness: 'cached' });
    return answer;
  };
  return { ask, counted, entries, world };
}

describe('createArtifactSource', () => {
  it('fetches and analyses once, and then remembers', async () => {
    const { ask, counted } = await setUp();
    assert.deepEqual(await ask(), ok(FACTS, NOW));
    assert.deepEqual(await ask(), ok(FACTS, NOW));
    assert.deepEqual(counted, { fetched: 1, analysed: 1 });
  });

  it('knows bytes by their SHA-512, for ever and under whatever name', async () => {
    const { ask, counted, world } = await setUp();
    await ask({ ...REQUEST, integrity: SHA512 });
    world.now += 1000 * DAY;
    assert.deepEqual(await ask({ name: 'other', version: '2.0.0', integrity: SHA512 }), ok(FACTS, NOW));
    assert.deepEqual(counted, { fetched: 1, analysed: 1 });
  });

  it('fetches a version without integrity again after a day, and analyses the same bytes only once', async () => {
    const { ask, counted, world } = await setUp();
    await ask();
    world.now += 2 * DAY;
    await ask();
    assert.deepEqual(counted, { fetched: 2, analysed: 1 });
  });

  it('does not go by a SHA-1', async () => {
    const { ask, counted } = await setUp();
    await ask({ ...REQUEST, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' });
    await ask({ name: 'other', version: '1.0.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' });
    assert.equal(counted.fetched, 2);
  });

  it('forgets what another version of the analyser found, and what is damaged', async () => {
    const { ask, counted, entries, world } = await setUp();
    await ask({ ...REQUEST, integrity: SHA512 });
    world.version = 'v2';
    await ask({ ...REQUEST, integrity: SHA512 });
    assert.equal(counted.analysed, 2);
    overwriteAll(entries, '{"behaviours":');
    assert.deepEqual(await ask({ ...REQUEST, integrity: SHA512 }), ok(FACTS, NOW));
    assert.equal(counted.analysed, 3);
  });

  it('does not remember an analysis that was given up', async () => {
    const { ask, counted, world } = await setUp();
    world.analysis = failed('timeout', 'It took too long.');
    assert.deepEqual(await ask(), world.analysis);
    world.analysis = ok(FACTS, NOW);
    assert.deepEqual(await ask(), ok(FACTS, NOW));
    assert.equal(counted.analysed, 2);
  });

  it('fetches no more than it may, and says so', async () => {
    const { ask, counted } = await setUp(1500);
    assert.equal((await ask())?.status, 'ok');
    const second = await ask({ name: 'second', version: '1.0.0' });
    assert.deepEqual([second?.status, second?.status === 'skipped' && second.reason], ['skipped', 'over-budget']);
    // What is remembered costs nothing.
    assert.equal((await ask())?.status, 'ok');
    assert.equal(counted.analysed, 1);
  });

  it('answers why there is nothing to look at', async () => {
    const { ask, world } = await setUp();
    world.bytes = failed('unauthorized', 'It asks for credentials.');
    assert.deepEqual(await ask(), world.bytes);
    assert.equal((await ask({ name: 'left-pad' }))?.status, 'skipped');
  });
});
