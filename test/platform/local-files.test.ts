import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import path from 'node:path';
import { createLocalFiles } from '../../server/src/platform/local-files.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import type { TemporaryFolder } from '../support/temporary-folder.js';
import { printed } from '../support/said.js';

describe('the files on this machine', () => {
  const files = createLocalFiles(() => 42);
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('are read as text without a byte order mark', async () => {
    const file = await folder.write('package.json', '\uFEFF{"name": "größe"}');
    assert.deepEqual(await files.read(file), { status: 'ok', value: '{"name": "größe"}', asOf: 42 });
    assert.equal(await files.exists(file), true);
  });

  it('are absent where there are none, also below a file', async () => {
    const file = await folder.write('file', '');
    for (const missing of [path.join(folder.path, 'missing'), path.join(file, 'below')]) {
      assert.deepEqual(await files.read(missing), { status: 'absent', asOf: 42 });
      assert.equal(await files.exists(missing), false);
    }
  });

  it('lie in folders whose own folders can be listed', async () => {
    await folder.write('packages/a/package.json', '{}');
    await folder.write('packages/file', '');
    assert.deepEqual(await files.folders?.(path.join(folder.path, 'packages')), ['a']);
    assert.deepEqual(await files.folders?.(path.join(folder.path, 'missing')), []);
  });

  it('are no folders and no devices', async () => {
    for (const place of [folder.path, '/dev/zero']) {
      assert.deepEqual(printed(await files.read(place)), {
        status: 'failed',
        reason: 'unsupported',
        message: `${place} is not a file.`,
      });
      assert.equal(await files.exists(place), false);
    }
  });

  it('are not read where they are too large, or their path is none', async () => {
    const file = await folder.write('large', '');
    await truncate(file, 256 * 1024 * 1024 + 1);
    const outcome = await files.read(file);
    assert.equal(outcome.status === 'failed' && outcome.reason, 'too-large');
    assert.equal((await files.read('nul\0byte')).status, 'failed');
    assert.equal(await files.exists('nul\0byte'), false);
  });
});
