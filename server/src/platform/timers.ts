/** Timers, handed in so that tests need not sleep. */
export interface Timers {
  /** Runs `action` once after `milliseconds`; the answer takes it back. */
  after(milliseconds: number, action: () => void): () => void;
}

export const systemTimers: Timers = {
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Gives messages, timers and the network their turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Rejects with the signal's reason as soon as it is aborted. */
export function wait(timers: Timers, milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = timers.after(milliseconds, () => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
    signal.addEventListener('abort', leave, { once: true });
  });
}
