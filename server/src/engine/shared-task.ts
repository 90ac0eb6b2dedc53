import type { Departures } from './departures.js';

/**
 * One piece of work that several callers wait for. Each caller can leave on its own;
 * the work is aborted only when nobody waits for it any more.
 */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #work: Promise<T>;
  #waiting = 0;
  #isDone = false;

  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.#work = start(this.#controller.signal);
    const end = (): void => {
      this.#isDone = true;
    };
    // Whoever joined hears of a failure; a task that everybody has left may fail unheard.
    this.#work.then(end, end);
  }

  /** True once everybody has left: whoever comes now has to start anew. */
  get abandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Rejects with the signal's reason as soon as it is aborted. */
  async join(departures: Departures): Promise<T> {
    const { signal } = departures;
    signal.throwIfAborted();
    this.#waiting += 1;
    let leave = (): void => undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason as Error);
    });
    departures.add(leave);
    try {
      return await Promise.race([this.#work, left]);
    } finally {
      departures.takeBack(leave);
      this.#waiting -= 1;
      // Work that is done needs no abort, which is not free.
      if (this.#waiting === 0 && !this.#isDone) this.#controller.abort();
    }
  }
}
