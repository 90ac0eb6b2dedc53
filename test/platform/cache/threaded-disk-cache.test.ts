import assert from 'node:assert/strict';
import { createDiskCache } from '../../../server/src/platform/cache/file-disk-cache.js';
import { createThreadedDiskCache, serveDiskCaches } from '../../../server/src/platform/cache/threaded-disk-cache.js';
import { silentLogger } from '../../../server/src/platform/logger.js';
import { CalledThread, type HandedOver } from '../../../server/src/platform/threads/calls.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';

const PROGRAM = new URL('../../../server/src/facts-worker.js', import.meta.url);
const VALUE = { text: '{"a":1}', asOf: Date.UTC(2026, 0, 1), etag: '"1"' };

describe('a cache whose files a thread reads', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const options = () => ({ folder: folder.path, maxBytes: 1e6, clock: () => Date.now(), logger: silentLogger });
  const ended: string[] = [];
  const thread = (program: URL = PROGRAM): CalledThread => new CalledThread(program, (why) => ended.push(why));

  it('has what was written, for itself and for those who read without a thread', async () => {
    const cache = createThreadedDiskCache(options(), thread());
    await cache.write('key', VALUE);
    await cache.settle();
    assert.deepEqual(await cache.read('key'), VALUE);
    assert.equal(await cache.read('another'), undefined);
    assert.deepEqual(await createDiskCache(options()).read('key'), VALUE);
    assert.equal((await cache.info()).entries, 1);
    await cache.clear();
    assert.equal((await cache.info()).entries, 0);
  });

  it('hands over memory of its own, whatever the size of what is kept', async () => {
    const { folder: place, maxBytes } = options();
    const cache = createDiskCache(options());
    const { readBytes } = serveDiskCaches(() => Date.now(), silentLogger);
    for (const length of [3, 100_000]) {
      await cache.write('key', { bytes: Buffer.alloc(length, 'x'), asOf: 0 });
      await cache.settle();
      const handed = (await readBytes?.({ place: { folder: place, maxBytes }, key: 'key' } as never)) as HandedOver;
      assert.deepEqual(
        handed.buffers.map(({ byteLength }) => byteLength),
        [length],
      );
    }
  });

  it('keeps places apart that one thread has open', async () => {
    const shared = thread();
    const other = createThreadedDiskCache({ ...options(), folder: `${folder.path}/other` }, shared);
    const cache = createThreadedDiskCache(options(), shared);
    await cache.write('key', VALUE);
    assert.equal(await other.read('key'), undefined);
  });

  it('does without a thread that cannot be started', async () => {
    ended.length = 0;
    const cache = createThreadedDiskCache(options(), thread(new URL('no-such-program.js', import.meta.url)));
    await cache.write('key', VALUE);
    assert.deepEqual(await cache.read('key'), VALUE);
    assert.equal(ended.length, 1);
  });
});
