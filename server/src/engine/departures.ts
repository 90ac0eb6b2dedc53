/**
 * Many who leave at one signal. An `AbortSignal` compares each new listener with all that it has, which takes minutes
 * where the look-ups of a lockfile with a hundred thousand packages listen to one; this listens once for all.
 */
export class Departures {
  readonly signal: AbortSignal;
  readonly #waiting = new Set<() => void>();
  readonly #everybody = (): void => {
    for (const leave of [...this.#waiting]) leave();
  };

  constructor(signal: AbortSignal) {
    this.signal = signal;
    signal.addEventListener('abort', this.#everybody, { once: true });
  }

  /** @param leave called when the signal is aborted, until it is taken back */
  add(leave: () => void): void {
    this.#waiting.add(leave);
  }

  takeBack(leave: () => void): void {
    this.#waiting.delete(leave);
  }

  /** Nobody waits any more, and the signal may live on. */
  close(): void {
    this.signal.removeEventListener('abort', this.#everybody);
  }
}
