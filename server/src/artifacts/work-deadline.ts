import type { Timers } from '../platform/timers.js';

/** What this process has taken of the processors so far, all its threads together, in milliseconds. */
export type ProcessorClock = () => number;

export const systemProcessor: ProcessorClock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export interface WorkDeadline {
  /** Of a processor's time. */
  readonly milliseconds: number;
  readonly processor: ProcessorClock;
  readonly timers: Timers;
  /** How many threads are at work at the moment: each is taken to have an even share. */
  readonly sharers: () => number;
}

const CHECK_MS = 1000;
/** What gets no processor for so many times as long is as good as stuck. */
const MOST_BY_THE_CLOCK = 5;

/**
 * Calls `onLate` once a thread has worked for too long. A machine that is busy with other things makes it slow, and says nothing
 * against it: that is why a processor's time counts, and the clock's only where that is many times as long.
 * @returns what ends the watch
 */
export function watchWork({ milliseconds, processor, timers, sharers }: WorkDeadline, onLate: () => void): () => void {
  let used = 0;
  let waited = 0;
  let before = processor();
  const check = (): void => {
    const now = processor();
    used += Math.min(now - before, CHECK_MS * sharers()) / Math.max(1, sharers());
    waited += CHECK_MS;
    before = now;
    if (used >= milliseconds || waited >= milliseconds * MOST_BY_THE_CLOCK) onLate();
    else cancel = timers.after(CHECK_MS, check);
  };
  let cancel = timers.after(CHECK_MS, check);
  return () => cancel();
}
