import assert from 'node:assert/strict';
import { Departures } from '../../server/src/engine/departures.js';
import { SharedTask } from '../../server/src/engine/shared-task.js';
import { deferred } from '../support/deferred.js';

/** Work whose end the test decides, and the signal that the work was given. */
function controlled<T>() {
  const work = deferred<T>();
  const seen: { signal?: AbortSignal } = {};
  const task = new SharedTask<T>((signal) => {
    seen.signal = signal;
    return work.promise;
  });
  return { task, work, seen };
}

describe('a shared task', () => {
  it('gives everybody the same answer', async () => {
    const { task, work } = controlled<number>();
    const joined = [
      task.join(new Departures(new AbortController().signal)),
      task.join(new Departures(new AbortController().signal)),
    ];
    work.resolve(7);
    assert.deepEqual(await Promise.all(joined), [7, 7]);
  });

  it('goes on for the others when one leaves', async () => {
    const { task, work, seen } = controlled<number>();
    const leaver = new AbortController();
    const left = task.join(new Departures(leaver.signal));
    const stays = task.join(new Departures(new AbortController().signal));
    leaver.abort(new Error('gone'));
    await assert.rejects(left, /gone/);
    assert.equal(seen.signal?.aborted, false);
    work.resolve(1);
    assert.equal(await stays, 1);
  });

  it('is aborted when the last one leaves', async () => {
    const { task, seen } = controlled<number>();
    const leaver = new AbortController();
    const left = task.join(new Departures(leaver.signal));
    leaver.abort(new Error('gone'));
    await assert.rejects(left, /gone/);
    assert.equal(seen.signal?.aborted, true);
    assert.equal(task.abandoned, true);
  });

  it('is not aborted when it is done', async () => {
    const { task, work, seen } = controlled<number>();
    const joined = task.join(new Departures(new AbortController().signal));
    work.resolve(1);
    await joined;
    assert.equal(seen.signal?.aborted, false);
  });

  it('tells everybody of a failure', async () => {
    const { task, work } = controlled<number>();
    const joined = task.join(new Departures(new AbortController().signal));
    work.reject(new Error('broken'));
    await assert.rejects(joined, /broken/);
  });

  it('refuses who comes with an aborted signal', async () => {
    const { task } = controlled<number>();
    await assert.rejects(task.join(new Departures(AbortSignal.abort(new Error('too late')))), /too late/);
  });
});
