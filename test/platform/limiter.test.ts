import assert from 'node:assert/strict';
import { createLimiter } from '../../server/src/platform/limiter.js';
import { deferred } from '../support/deferred.js';

describe('a limiter', () => {
  const patient = new AbortController().signal;

  it('runs so many at once, the others in the order in which they came', async () => {
    const limiter = createLimiter(2);
    const gates = [0, 1, 2, 3].map(() => deferred<undefined>());
    const started: number[] = [];
    const runs = gates.map((gate, index) =>
      limiter.run(patient, async () => {
        started.push(index);
        await gate.promise;
        return index;
      }),
    );
    await Promise.resolve();
    assert.deepEqual(started, [0, 1]);
    gates[1]?.resolve(undefined);
    await runs[1];
    gates[2]?.resolve(undefined);
    await runs[2];
    gates[0]?.resolve(undefined);
    gates[3]?.resolve(undefined);
    assert.deepEqual(await Promise.all(runs), [0, 1, 2, 3]);
    assert.deepEqual(started, [0, 1, 2, 3]);
  });

  it('gives the place of a task that fails, or that leaves the line, to the next', async () => {
    const limiter = createLimiter(1);
    const gate = deferred<undefined>();
    const controller = new AbortController();
    const failing = limiter.run(patient, () => gate.promise.then(() => Promise.reject(new Error('broken'))));
    const leaving = limiter.run(controller.signal, () => Promise.resolve('never'));
    const last = limiter.run(patient, () => Promise.resolve('last'));
    controller.abort(new Error('left'));
    await assert.rejects(leaving, /left/);
    gate.resolve(undefined);
    await assert.rejects(failing, /broken/);
    assert.equal(await last, 'last');
  });
});
