import assert from 'node:assert/strict';
import type { ArtifactRequest } from '../../server/src/artifacts/artifact-reader.js';
import { failed, ok, readDeclared, type Outcome, type TarballManifest } from '../../server/src/model/index.js';
import type { CachedBytes } from '../../server/src/platform/disk-cache.js';
import type { LookUp } from '../../server/src/sources/source.js';
import { createTarballManifestSource } from '../../server/src/sources/tarball-manifest.js';
import { npmConfigOf } from '../support/npm-machine.js';
import { DAY, NOW } from '../support/subjects.js';
import { memoryCache } from '../support/memory-cache.js';

const MANIFEST: TarballManifest = {
  name: 'left-pad',
  version: '1.3.0',
  scripts: Object.assign(Object.create(null) as object, { postinstall: 'node setup.js' }),
  hasBindingGyp: false,
  declares: readDeclared({ dependencies: { a: '^1.0.0' }, bundleDependencies: ['a'] }),
  fileCount: 3,
  unpackedSize: 1234,
};
const SHA512 = 'sha512-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==';
const REQUEST: LookUp = { name: 'left-pad', version: '1.3.0' };
const REGISTRY = 'https://registry.npm.example/';

/** A source over a reader and a cache in memory. `world` may be changed between look-ups. */
async function setUp() {
  const entries = new Map<string, CachedBytes>();
  const cache = memoryCache(entries);
  const asked: ArtifactRequest[] = [];
  const world: { now: number; answer: Outcome<TarballManifest> } = { now: NOW, answer: ok(MANIFEST, NOW) };
  const reader = {
    readManifest(request: ArtifactRequest) {
      asked.push(request);
      return Promise.resolve(world.answer);
    },
  };
  const sourceAt = async (registry: string) => {
    const config = await npmConfigOf({ user: `registry=${registry}` });
    return createTarballManifestSource({ config, reader, cache, clock: () => world.now });
  };
  const source = await sourceAt(REGISTRY);
  const ask = async (request: LookUp, freshness: 'cached' | 'revalidate' = 'cached', from = source) => {
    const [answer] = await from.lookUp([request], { signal: new AbortController().signal, freshness });
    return answer;
  };
  return { ask, asked, entries, sourceAt, world };
}

describe('createTarballManifestSource', () => {
  it('reads a package file once, and then what was remembered of it', async () => {
    const { ask, asked } = await setUp();
    const first = await ask(REQUEST);
    assert.deepEqual(first, ok(MANIFEST, NOW));
    assert.deepEqual(await ask(REQUEST), first);
    assert.equal(asked.length, 1);
  });

  it('reads bytes with a known SHA-512 once for ever, under whatever name they are asked for', async () => {
    const { ask, asked, world } = await setUp();
    await ask({ ...REQUEST, integrity: SHA512 });
    world.now = NOW + 1000 * DAY;
    await ask({ ...REQUEST, integrity: SHA512 }, 'revalidate');
    await ask({ ...REQUEST, integrity: `sha1-abc= ${SHA512}`, resolved: 'https://cdn.invalid/x.tgz' });
    assert.equal(asked.length, 1);
  });

  it('reads a version without integrity again after a day, or when asked to', async () => {
    const { ask, asked, world } = await setUp();
    await ask(REQUEST);
    await ask(REQUEST, 'revalidate');
    assert.equal(asked.length, 2);
    world.now = NOW + DAY;
    await ask(REQUEST);
    assert.equal(asked.length, 3);
  });

  it('keeps apart what may be different bytes', async () => {
    const { ask, asked, sourceAt } = await setUp();
    const other = await sourceAt('https://other.npm.example/');
    await ask(REQUEST);
    await ask({ ...REQUEST, version: '1.3.1' });
    await ask({ ...REQUEST, integrity: SHA512 });
    await ask({ ...REQUEST, resolved: 'https://cdn.invalid/x.tgz' });
    await ask(REQUEST, 'cached', other);
    assert.equal(asked.length, 5);
  });

  it('does not let a SHA-1 stand for the bytes', async () => {
    const { ask, entries } = await setUp();
    await ask({ ...REQUEST, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' });
    assert.deepEqual([...entries.keys()], [`tarball-manifest:2:${REGISTRY} left-pad@1.3.0 `]);
  });

  it('shows what was known, marked as old, while the file cannot be had', async () => {
    const { ask, world } = await setUp();
    await ask(REQUEST);
    world.now = NOW + 2 * DAY;
    world.answer = failed('network', 'gone');
    assert.deepEqual(await ask(REQUEST), { ...ok(MANIFEST, NOW), stale: true });
  });

  it('does not fall back to an older answer for bytes that are not the right ones', async () => {
    const { ask, world } = await setUp();
    await ask(REQUEST);
    world.now = NOW + 2 * DAY;
    world.answer = failed('integrity', 'other bytes');
    assert.deepEqual(await ask(REQUEST), world.answer);
  });

  it('remembers no failure', async () => {
    const { ask, asked, entries, world } = await setUp();
    world.answer = failed('timeout', 'late');
    assert.deepEqual(await ask(REQUEST), world.answer);
    assert.equal(entries.size, 0);
    await ask(REQUEST);
    assert.equal(asked.length, 2);
  });

  it('takes a damaged memory for none', async () => {
    for (const text of [
      '',
      '{',
      '[]',
      '{"scripts":{}}',
      '{"scripts":{},"hasBindingGyp":1,"fileCount":1,"unpackedSize":1}',
      '{"scripts":{},"hasBindingGyp":true,"fileCount":1,"unpackedSize":1,"declares":{"required":{}}}',
    ]) {
      const { ask, asked, entries } = await setUp();
      entries.set(`tarball-manifest:1:${SHA512}`, { bytes: Buffer.from(text), asOf: NOW });
      assert.deepEqual(await ask({ ...REQUEST, integrity: SHA512 }), ok(MANIFEST, NOW), text);
      assert.equal(asked.length, 1);
    }
  });

  it('asks nobody without a version or for a name that no registry could hold', async () => {
    const { ask, asked } = await setUp();
    assert.equal((await ask({ name: 'left-pad' }))?.status, 'skipped');
    assert.equal((await ask({ ...REQUEST, name: '../etc' }))?.status, 'failed');
    assert.deepEqual(asked, []);
  });

  it('reads a file once for two who ask at the same time', async () => {
    const { ask, asked } = await setUp();
    await Promise.all([ask(REQUEST), ask(REQUEST)]);
    assert.equal(asked.length, 1);
  });
});
