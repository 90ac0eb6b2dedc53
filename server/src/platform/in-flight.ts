interface Flight<T> {
  readonly controller: AbortController;
  readonly result: Promise<T>;
  waiting: number;
}

/**
 * Work that several callers want at once is done once. Each caller can leave on its own; the work is aborted only
 * when nobody waits for it any more.
 */
export class InFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /** Rejects as the work does, or with the signal's reason as soon as that is aborted. */
  async run(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#start(key, work);
    flight.waiting += 1;
    let leave = (): void => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason as Error);
    });
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([flight.result, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      flight.waiting -= 1;
      if (flight.waiting === 0) this.#end(key, flight);
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const flight: Flight<T> = { controller, result: work(controller.signal), waiting: 0 };
    this.#flights.set(key, flight);
    // Work that everybody has left may fail unheard. Once done, the next caller starts anew.
    flight.result.then(
      () => this.#forget(key, flight),
      () => this.#forget(key, flight),
    );
    return flight;
  }

  /** Work that is done has been forgotten by then, and needs no abort (which is not free). */
  #end(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) !== flight) return;
    this.#forget(key, flight);
    flight.controller.abort();
  }

  #forget(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
