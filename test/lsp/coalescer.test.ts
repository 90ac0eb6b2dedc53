import assert from 'node:assert/strict';
import { Coalescer } from '../../server/src/lsp/coalescer.js';
import { deferred, type Deferred } from '../support/deferred.js';
import { ManualTimers } from './support/manual-timers.js';

const GAP = 100;

describe('a coalescer', () => {
  let timers: ManualTimers;
  let runs: Deferred<null>[];
  let coalescer: Coalescer;
  beforeEach(() => {
    timers = new ManualTimers();
    runs = [];
    coalescer = new Coalescer(timers, GAP, () => {
      const run = deferred<null>();
      runs.push(run);
      return run.promise.then(() => undefined);
    });
  });

  const end = async (index: number): Promise<void> => {
    runs[index]?.resolve(null);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('runs at once', () => {
    coalescer.request();
    assert.equal(runs.length, 1);
  });

  it('makes one more run of all that is asked for meanwhile, after the gap', async () => {
    for (let time = 0; time < 5; time += 1) coalescer.request();
    timers.advance(10 * GAP);
    assert.equal(runs.length, 1);
    await end(0);
    coalescer.request();
    timers.advance(GAP - 1);
    assert.equal(runs.length, 1);
    timers.advance(1);
    assert.equal(runs.length, 2);
    await end(1);
    timers.advance(10 * GAP);
    assert.equal(runs.length, 2);
  });

  it('runs at once again after a rest', async () => {
    coalescer.request();
    await end(0);
    timers.advance(GAP);
    coalescer.request();
    assert.equal(runs.length, 2);
  });

  it('runs no more once it is disposed of', async () => {
    coalescer.request();
    coalescer.request();
    coalescer.dispose();
    await end(0);
    timers.advance(10 * GAP);
    coalescer.request();
    assert.equal(runs.length, 1);
    assert.equal(timers.waiting, 0);
  });
});
