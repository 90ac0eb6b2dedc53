/** Lets only so many tasks run at once; the others wait in the order in which they came. */
export interface Limiter {
  /** Rejects with the signal's reason where that is aborted before the task's turn has come. */
  run<T>(signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T>;
}

/** @param concurrency at least 1. */
export function createLimiter(concurrency: number): Limiter {
  const waiting = new Set<() => void>();
  let running = 0;
  /** The place goes straight to the first in line, so that nobody who comes now can slip in between. */
  const handOver = (): void => {
    const [first] = waiting;
    if (first === undefined) running -= 1;
    else first();
  };
  return {
    async run(signal, task) {
      signal?.throwIfAborted();
      if (running >= concurrency) await turn(waiting, signal);
      else running += 1;
      try {
        return await task();
      } finally {
        handOver();
      }
    },
  };
}

function turn(waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      waiting.delete(start);
      reject(signal?.reason as Error);
    };
    const start = (): void => {
      waiting.delete(start);
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    waiting.add(start);
    signal?.addEventListener('abort', leave, { once: true });
  });
}
