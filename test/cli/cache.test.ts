import assert from 'node:assert/strict';
import { run } from './fakes.js';

const cache = { folder: '/home/ada/.cache/package-risk', entries: 12, bytes: 3_565_158, maxBytes: 314_572_800 };

describe('cache', () => {
  it('info tells where it is and how full', async () => {
    const { code, stdout } = await run(['cache', 'info'], { cache });
    assert.equal(code, 0);
    assert.equal(stdout, '/home/ada/.cache/package-risk\n12 cached answers, 3.4 MB of at most 300.0 MB\n');
  });

  it('info tells programs the same', async () => {
    assert.deepEqual(JSON.parse((await run(['cache', 'info', '--json'], { cache })).stdout), cache);
  });

  it('clear tells what went', async () => {
    const { code, stdout } = await run(['cache', 'clear'], { cache });
    assert.equal(code, 0);
    assert.equal(stdout, '12 cached answers (3.4 MB) removed from /home/ada/.cache/package-risk\n');
  });

  it('clear tells programs the same', async () => {
    const { folder, entries, bytes } = cache;
    assert.deepEqual(JSON.parse((await run(['cache', 'clear', '--json'], { cache })).stdout), {
      folder,
      entries,
      bytes,
    });
  });
});
