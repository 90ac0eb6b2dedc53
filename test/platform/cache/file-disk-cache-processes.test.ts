import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { createDiskCache } from '../../../server/src/platform/cache/file-disk-cache.js';
import { silentLogger } from '../../../server/src/platform/logger.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const run = promisify(execFile);
const USER = path.resolve(import.meta.dirname, '../../support/cache-user.js');

describe('the disk cache under several processes', () => {
  it('never gives one a text that another was still writing or has replaced, and stays within its size', async () => {
    const folder = await temporaryFolder();
    try {
      const shared = path.join(folder.path, 'cache');
      const processes = [1, 2, 3].map((seed) => run(process.execPath, [USER, shared, String(seed), '600']));
      const hits = (await Promise.all(processes)).map(({ stdout }) => Number(stdout));
      assert.ok(
        hits.every((count) => count > 0),
        `nothing was ever found: ${hits.join(', ')}`,
      );
      const cache = createDiskCache({ folder: shared, maxBytes: 60_000, clock: () => 1, logger: silentLogger });
      await cache.settle();
      const { bytes, entries } = await cache.info();
      assert.ok(bytes <= 60_000 && entries > 0, `${entries} entries, ${bytes} bytes`);
    } finally {
      await folder.remove();
    }
  });
});
