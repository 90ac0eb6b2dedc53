import type { Timers } from '../../server/src/platform/timers.js';

export interface RecordingTimers extends Timers {
  /** Milliseconds of every timer that was set and not given up, in order. */
  readonly delays: readonly number[];
  /** Lets every timer that is still waiting go off. */
  fire(): void;
}

/** Timers that go off at once when they are shorter than `patience`, and only by `fire` otherwise. */
export function recordingTimers(patience: number): RecordingTimers {
  const delays: number[] = [];
  const waiting = new Set<() => void>();
  return {
    delays,
    after(milliseconds, action) {
      if (milliseconds < patience) {
        delays.push(milliseconds);
        const soon = setImmediate(action);
        return () => clearImmediate(soon);
      }
      waiting.add(action);
      return () => waiting.delete(action);
    },
    fire() {
      for (const action of waiting) action();
    },
  };
}
