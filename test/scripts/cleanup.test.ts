import assert from 'node:assert/strict';
import { Cleanup, withCleanup } from '../../scripts/vscode/cleanup.js';

describe('cleaning up', () => {
  it('undoes what was started last first, and each thing once', async () => {
    const cleanup = new Cleanup();
    const undone: string[] = [];
    cleanup.add(() => undone.push('server'));
    cleanup.add(() => undone.push('browser'));
    await cleanup.run();
    await cleanup.run();
    assert.deepEqual(undone, ['browser', 'server']);
  });

  it('goes on where a step fails', async () => {
    const cleanup = new Cleanup();
    const undone: string[] = [];
    cleanup.add(() => undone.push('server'));
    cleanup.add(() => Promise.reject(new Error('the browser is stuck')));
    await cleanup.run();
    assert.deepEqual(undone, ['server']);
  });

  it('happens where the work fails, and leaves its error as it is', async () => {
    const undone: string[] = [];
    const work = withCleanup(async (cleanup) => {
      cleanup.add(() => undone.push('server'));
      return Promise.reject(new Error('the work failed'));
    });
    await assert.rejects(work, /the work failed/);
    assert.deepEqual(undone, ['server']);
  });
});
