import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { decodeEntry, digestOf, encodeEntry } from '../../../server/src/platform/cache/cache-entry.js';
import type { DiskCache } from '../../../server/src/platform/disk-cache.js';
import { createDiskCache } from '../../../server/src/platform/cache/file-disk-cache.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import type { TemporaryFolder } from '../../support/temporary-folder.js';

const NOW = Date.UTC(2026, 0, 10);
const DAY_MS = 24 * 60 * 60_000;

describe('the disk cache', () => {
  let folder: TemporaryFolder;
  let log: string[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    log = [];
  });
  afterEach(() => folder.remove());

  const open = (maxBytes = 1_000_000, place: string | undefined = path.join(folder.path, 'cache')): DiskCache => {
    const note = (message: string): void => void log.push(message);
    return createDiskCache({
      folder: place,
      maxBytes,
      clock: () => NOW,
      logger: { debug: note, info: note, warn: note, error: note },
    });
  };
  const fileOf = (key: string): string => {
    const digest = digestOf(key);
    return path.join(folder.path, 'cache', digest.slice(0, 2), `${digest}.fact`);
  };
  const filesIn = async (place: string): Promise<readonly string[]> =>
    (await readdir(place, { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map(({ name }) => name);

  it('gives back what was written, also to another process', async () => {
    await open().write('packument:https://r.invalid/:@a/b', { text: 'größe 🎉\nline', asOf: 5, etag: '"abc"' });
    const read = await open().read('packument:https://r.invalid/:@a/b');
    assert.deepEqual(read, { text: 'größe 🎉\nline', asOf: 5, etag: '"abc"' });
    assert.equal(await open().read('another'), undefined);
  });

  it('does not believe what was written when the clock was ahead, as nobody knows how old that is', async () => {
    const cache = open();
    await cache.write('ahead', { text: 'x', asOf: NOW + 2 * 60_000 });
    await cache.write('just now', { text: 'x', asOf: NOW + 1000 });
    assert.equal(await cache.read('ahead'), undefined);
    assert.equal((await cache.read('just now'))?.text, 'x');
  });

  it('keeps the newest of several writings', async () => {
    const cache = open();
    await cache.write('k', { text: 'one', asOf: 1 });
    await cache.write('k', { text: 'two', asOf: 2 });
    assert.deepEqual(await cache.read('k'), { text: 'two', asOf: 2, etag: undefined });
    assert.equal((await cache.info()).entries, 1);
  });

  it('lets nobody else read what it holds', async () => {
    await open().write('k', { text: 'x', asOf: 1 });
    assert.equal((await stat(fileOf('k'))).mode & 0o077, 0);
    assert.equal((await stat(path.dirname(fileOf('k')))).mode & 0o077, 0);
  });

  describe('takes damage for a miss and clears it away', () => {
    const damages: Readonly<Record<string, (whole: Buffer) => Buffer>> = {
      'a file that is cut': (whole) => whole.subarray(0, -1),
      'a file that is longer': (whole) => Buffer.concat([whole, Buffer.from('x')]),
      'a flipped bit in the text': (whole) =>
        Buffer.from(whole.map((byte, at) => (at === whole.length - 1 ? byte ^ 1 : byte))),
      'an empty file': () => Buffer.alloc(0),
      'a header alone': (whole) => whole.subarray(0, whole.indexOf('\n')),
      'no JSON': () => Buffer.from('nonsense\ntext'),
      null: () => Buffer.from('null\ntext'),
      "another key's entry": () => encodeEntry('other', { text: 'other', asOf: 1 }),
    };
    for (const [name, damage] of Object.entries(damages)) {
      it(`as ${name}`, async () => {
        const cache = open();
        await cache.write('k', { text: 'the text', asOf: 1 });
        await writeFile(fileOf('k'), damage(await readFile(fileOf('k'))));
        assert.equal(await cache.read('k'), undefined);
        await assert.rejects(stat(fileOf('k')), { code: 'ENOENT' });
        await cache.write('k', { text: 'again', asOf: 2 });
        assert.equal((await cache.read('k'))?.text, 'again');
      });
    }

    it('whichever byte of it is another one', () => {
      const whole = encodeEntry('k', { text: 'the text', asOf: 1_780_000_000_000, etag: '"abc"' });
      const bit = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }));
      fc.assert(
        fc.property(bit, ([at, change]) => {
          const bytes = Buffer.from(whole);
          bytes[at] = (bytes[at] ?? 0) ^ change;
          const found = decodeEntry('k', bytes);
          // Blanks between the parts of the header may be others.
          if (found !== undefined) assert.deepEqual(found, decodeEntry('k', whole));
        }),
        { numRuns: 2000 },
      );
    });

    it('whatever bytes there are', () => {
      fc.assert(fc.property(fc.uint8Array(), (bytes) => decodeEntry('k', Buffer.from(bytes)) === undefined));
    });

    it('and every text comes back as it was', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (key, text) => {
          const bytes = Buffer.from(text);
          assert.deepEqual(decodeEntry(key, encodeEntry(key, { text, asOf: 1 }))?.bytes, bytes);
          assert.deepEqual(decodeEntry(key, encodeEntry(key, { bytes, asOf: 1 }))?.bytes, bytes);
        }),
      );
    });
  });

  it('is whole while many write and read the same at once', async () => {
    const caches = [open(), open(), open()];
    const texts = Array.from({ length: 30 }, (_, index) => String(index).repeat(10_000));
    const reads: (string | undefined)[] = [];
    await Promise.all(
      texts.map(async (text, index) => {
        await caches[index % 3]?.write('k', { text, asOf: index });
        reads.push((await caches[(index + 1) % 3]?.read('k'))?.text);
      }),
    );
    assert.equal(reads.length, texts.length);
    for (const read of reads) assert.ok(read !== undefined && texts.includes(read));
    assert.deepEqual(await filesIn(folder.path), [path.basename(fileOf('k'))]);
  });

  describe('over its size', () => {
    const fill = async (cache: DiskCache, count: number): Promise<void> => {
      for (let index = 0; index < count; index += 1) {
        await cache.write(`k${index}`, { text: 'x'.repeat(1000), asOf: 1 });
        const used = new Date(NOW - (count - index) * DAY_MS);
        await utimes(fileOf(`k${index}`), used, used);
      }
    };
    const present = async (cache: DiskCache, count: number): Promise<readonly number[]> => {
      const found = await Promise.all(Array.from({ length: count }, (_, index) => cache.read(`k${index}`)));
      return found.flatMap((value, index) => (value === undefined ? [] : [index]));
    };

    it('drops what was longest unused, until the rest fits', async () => {
      const cache = open(5000);
      await fill(cache, 10);
      await cache.settle();
      const info = await cache.info();
      assert.ok(info.bytes <= 5000 && info.bytes > 3500, String(info.bytes));
      assert.deepEqual(await present(cache, 10), [6, 7, 8, 9]);
    });

    it('keeps what was read since', async () => {
      const cache = open(5000);
      await fill(cache, 10);
      await cache.read('k0');
      while ((await stat(fileOf('k0'))).mtimeMs !== NOW) await new Promise((resolve) => setImmediate(resolve));
      await cache.settle();
      assert.deepEqual(await present(cache, 10), [0, 7, 8, 9]);
    });

    it('clears away what a dead process has left half written, but not what is being written', async () => {
      const cache = open();
      await cache.write('k', { text: 'x', asOf: 1 });
      for (const [name, age] of [
        ['old', 2 * 60 * 60_000],
        ['new', 1000],
      ] as const) {
        const file = `${fileOf('k')}.${name}.tmp`;
        await writeFile(file, 'half');
        await utimes(file, new Date(NOW - age), new Date(NOW - age));
      }
      await cache.settle();
      assert.deepEqual(
        (await filesIn(folder.path)).filter((name) => name.endsWith('.tmp')),
        [`${path.basename(fileOf('k'))}.new.tmp`],
      );
    });
  });

  it('tells how much it holds', async () => {
    const cache = open(7000);
    assert.deepEqual(await cache.info(), {
      folder: path.join(folder.path, 'cache'),
      entries: 0,
      bytes: 0,
      maxBytes: 7000,
    });
    await cache.write('a', { text: 'x', asOf: 1 });
    await cache.write('b', { text: 'x', asOf: 1 });
    const sizes = await Promise.all(['a', 'b'].map(async (key) => (await stat(fileOf(key))).size));
    const { entries, bytes } = await cache.info();
    assert.deepEqual([entries, bytes], [2, (sizes[0] ?? 0) + (sizes[1] ?? 0)]);
  });

  it('clears only its own files, whatever else lies in the folder', async () => {
    const cache = open();
    const digest = digestOf('foreign');
    const foreign = [
      'cache/thesis.doc',
      'cache/ab/notes.txt',
      `cache/ab/${digest}`,
      `cache/zz/${digest}.fact`,
      `cache/${digest}.fact`,
      'cache/objects/ab/cdef',
    ];
    for (const file of foreign) await folder.write(file, 'precious');
    const outside = await folder.write(`outside/${digest.slice(0, 2)}/${digest}.fact`, 'precious');
    const shard = path.join(folder.path, 'cache', digest.slice(0, 2));
    await rm(shard, { recursive: true, force: true });
    await symlink(path.dirname(outside), shard);
    await cache.write('k', { text: 'x', asOf: 1 });
    await cache.clear();
    for (const file of foreign) assert.equal(await readFile(path.join(folder.path, file), 'utf8'), 'precious', file);
    assert.equal(await readFile(outside, 'utf8'), 'precious');
    await assert.rejects(stat(fileOf('k')), { code: 'ENOENT' });
    assert.equal((await cache.info()).entries, 0);
  });

  describe('that cannot be used', () => {
    it('misses and forgets, and says so once', async () => {
      await folder.write('cache', 'a file, where the folder should be');
      const cache = open();
      for (const key of ['a', 'b', 'c']) {
        await cache.write(key, { text: 'x', asOf: 1 });
        assert.equal(await cache.read(key), undefined);
      }
      await cache.settle();
      await cache.clear();
      assert.equal((await cache.info()).entries, 0);
      assert.equal(new Set(log).size, log.length);
      assert.match(log.join('\n'), /is not usable in full \((?:EEXIST|ENOTDIR)\)/);
    });

    it('passes over a folder in the place of an entry', async () => {
      await mkdir(fileOf('k'), { recursive: true });
      const cache = open();
      await cache.write('k', { text: 'x', asOf: 1 });
      assert.equal(await cache.read('k'), undefined);
      assert.deepEqual((await filesIn(folder.path)).length, 0);
    });

    it('keeps nothing where there is no place for it', async () => {
      const cache = createDiskCache({
        folder: undefined,
        maxBytes: 1,
        clock: () => NOW,
        logger: { debug() {}, info() {}, warn() {}, error() {} },
      });
      await cache.write('k', { text: 'x', asOf: 1 });
      assert.equal(await cache.read('k'), undefined);
      await cache.settle();
      await cache.clear();
      assert.deepEqual(await cache.info(), { folder: '', entries: 0, bytes: 0, maxBytes: 0 });
    });
  });
});
