import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DiskCache } from '../../../server/src/platform/disk-cache.js';
import { createDiskCache } from '../../../server/src/platform/cache/file-disk-cache.js';
import { createGroupedDiskCache } from '../../../server/src/platform/cache/grouped-disk-cache.js';
import { silentLogger } from '../../../server/src/platform/logger.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';

const NOW = Date.UTC(2026, 0, 10);
const LONG = 'x'.repeat(10_000);

describe('a disk cache that puts short texts together', () => {
  let folder: TemporaryFolder;
  let now: number;
  beforeEach(async () => {
    folder = await temporaryFolder();
    now = NOW;
  });
  afterEach(() => folder.remove());

  const clock = (): number => now;
  const open = (maxBytes = 10_000_000): DiskCache =>
    createGroupedDiskCache(createDiskCache({ folder: folder.path, maxBytes, clock, logger: silentLogger }), clock);
  const files = async (): Promise<readonly string[]> =>
    (await readdir(folder.path, { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map(({ name, parentPath }) => path.join(parentPath, name));
  const fill = async (cache: DiskCache, count: number, from = 0): Promise<void> => {
    for (let index = from; index < from + count; index += 1)
      await cache.write(`k${index}`, { text: `text ${index}`, asOf: index });
  };
  const found = async (cache: DiskCache, count: number): Promise<number> => {
    const all = await Promise.all(Array.from({ length: count }, (_, index) => cache.read(`k${index}`)));
    return all.filter((value, index) => value?.text === `text ${index}` && value.asOf === index).length;
  };

  it('gives back what was written, at once and to another process, and makes few files', async () => {
    const cache = open();
    await fill(cache, 500);
    await cache.write('tagged', { text: 'größe 🎉\nline', asOf: 5, etag: '"abc"' });
    assert.equal(await found(cache, 500), 500);
    await cache.settle();
    assert.equal(await found(open(), 500), 500);
    assert.deepEqual(await open().read('tagged'), { text: 'größe 🎉\nline', asOf: 5, etag: '"abc"' });
    assert.equal(await open().read('another'), undefined);
    assert.equal((await files()).length, 16);
  });

  it('writes by itself, a while later', async () => {
    const cache = open();
    await fill(cache, 20);
    while ((await found(open(), 20)) < 20) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok((await files()).length <= 16);
  });

  it('keeps what others have written meanwhile, and the last of what both have', async () => {
    const [one, other] = [open(), open()];
    assert.equal(await found(one, 100), 0);
    await fill(other, 50);
    await other.settle();
    await fill(one, 50, 50);
    await one.write('k0', { text: 'newer', asOf: 9 });
    await one.settle();
    assert.equal(await found(open(), 100), 99);
    assert.deepEqual(await open().read('k0'), { text: 'newer', asOf: 9, etag: undefined });
  });

  it('has long texts and bytes as the cache below has them', async () => {
    const cache = open();
    await cache.write('long', { text: LONG, asOf: 1 });
    await cache.write('bytes', { bytes: Buffer.from('x'), asOf: 1 });
    assert.equal((await files()).length, 2);
    assert.equal((await open().read('long'))?.text, LONG);
    assert.deepEqual(Buffer.from((await open().readBytes('bytes'))?.bytes ?? []), Buffer.from('x'));
  });

  it('has the last of a short and a long text', async () => {
    await fill(open(), 1);
    const first = open();
    await first.write('k', { text: 'short', asOf: 1 });
    await first.settle();
    const cache = open();
    await cache.write('k', { text: LONG, asOf: 2 });
    await cache.settle();
    assert.equal((await open().read('k'))?.text, LONG);
    await cache.write('k', { text: 'short again', asOf: 3 });
    await cache.settle();
    assert.equal((await open().read('k'))?.text, 'short again');
  });

  it('does not believe what was written when the clock was ahead', async () => {
    const cache = open();
    now = NOW + 3_600_000;
    await cache.write('ahead', { text: 'x', asOf: now });
    assert.equal((await cache.read('ahead'))?.text, 'x');
    now = NOW;
    assert.equal(await cache.read('ahead'), undefined);
    await cache.write('k', { text: 'x', asOf: now });
    await cache.settle();
    assert.equal(await open().read('ahead'), undefined);
    assert.equal((await open().read('k'))?.text, 'x');
  });

  it('takes damage for a miss, whatever it is', async () => {
    const cache = open();
    await fill(cache, 300);
    await cache.settle();
    for (const [at, file] of (await files()).entries()) {
      const bytes = await readFile(file);
      await writeFile(file, at % 2 === 0 ? bytes.subarray(0, -at - 1) : bytes.fill(at, bytes.length - 2));
    }
    assert.equal(await found(open(), 300), 0);
    const text = JSON.stringify([1, ['k0'], ['k1', []], ['k2', ['text 2', 2]], ['k3', ['text 3', 3, 4]], null]);
    const below = createDiskCache({ folder: folder.path, maxBytes: 1_000_000, clock, logger: silentLogger });
    for (const name of '0123456789abcdef') {
      for (const given of ['null', '{}', 'nonsense', text])
        await below.write(`group:1:${name}`, { text: given, asOf: 1 });
    }
    assert.equal(await found(open(), 5), 1);
  });

  it('drops what was longest ago written, where a group becomes too large', async () => {
    const cache = open(100_000_000);
    const text = 'x'.repeat(4000);
    for (let index = 0; index < 4000; index += 1) await cache.write(`n${index}`, { text, asOf: index });
    await cache.settle();
    const fresh = open(100_000_000);
    assert.equal(await fresh.read('n0'), undefined);
    assert.equal((await fresh.read('n3999'))?.text, text);
    assert.ok((await fresh.info()).bytes < 9_000_000);
  });

  it('counts and clears all of them', async () => {
    const cache = open();
    await fill(cache, 40);
    await cache.write('long', { text: LONG, asOf: 1 });
    const { entries, bytes } = await cache.info();
    assert.equal(entries, 41);
    assert.ok(bytes > LONG.length);
    await fill(cache, 40, 40);
    await cache.clear();
    assert.equal(await found(cache, 80), 0);
    assert.equal((await cache.info()).entries, 0);
    assert.equal(await found(open(), 80), 0);
  });

  it('goes on where nothing can be written', async () => {
    const file = await folder.write('file', 'where the folder should be');
    const below = createDiskCache({ folder: file, maxBytes: 1000, clock, logger: silentLogger });
    const cache = createGroupedDiskCache(below, clock);
    await fill(cache, 10);
    assert.equal(await found(cache, 10), 10);
    await cache.settle();
    assert.equal((await cache.info()).entries, 0);
  });
});
