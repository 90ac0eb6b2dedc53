import assert from 'node:assert/strict';
import { watchWork } from '../../server/src/artifacts/work-deadline.js';
import type { Timers } from '../../server/src/platform/timers.js';

const SECOND = 1000;

/** Lets seconds pass, in each of which the process takes as much of the processors as is said. */
function watching(milliseconds: number, threads: number) {
  let next: (() => void) | undefined;
  let used = 0;
  const said: string[] = [];
  const timers: Timers = {
    after(_milliseconds, action) {
      next = action;
      return () => (next = undefined);
    },
  };
  const end = watchWork({ milliseconds, processor: () => used, timers, sharers: () => threads }, () =>
    said.push('late'),
  );
  const pass = (seconds: number, usedInEach: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      used += usedInEach;
      const action = next;
      next = undefined;
      action?.();
    }
  };
  return { pass, end, said };
}

describe('watchWork', () => {
  it('counts the time of the processor, and not that of the clock', () => {
    const { pass, said } = watching(10 * SECOND, 1);
    pass(9, SECOND);
    pass(9, SECOND / 10);
    assert.deepEqual(said, []);
    pass(1, SECOND / 10);
    assert.deepEqual(said, ['late']);
  });

  it('takes each of several threads to have its share', () => {
    const { pass, said } = watching(10 * SECOND, 2);
    pass(9, 2 * SECOND);
    assert.deepEqual(said, []);
    pass(1, 2 * SECOND);
    assert.deepEqual(said, ['late']);
  });

  it('does not charge a thread for what the rest of the process does', () => {
    const { pass, said } = watching(10 * SECOND, 1);
    pass(9, 4 * SECOND);
    assert.deepEqual(said, []);
  });

  it('ends what gets no processor at all', () => {
    const { pass, said } = watching(10 * SECOND, 1);
    pass(49, 0);
    assert.deepEqual(said, []);
    pass(1, 0);
    assert.deepEqual(said, ['late']);
  });

  it('says nothing once it has ended, and says it once', () => {
    const ended = watching(SECOND, 1);
    ended.end();
    ended.pass(9, SECOND);
    assert.deepEqual(ended.said, []);
    const late = watching(SECOND, 1);
    late.pass(9, SECOND);
    assert.deepEqual(late.said, ['late']);
  });
});
