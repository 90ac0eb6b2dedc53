import type { Timers } from '../platform/timers.js';

/**
 * Turns many requests into few runs: the first at once, never two at a time, and the next no sooner than
 * `gapMs` after the last has ended. Whatever was asked for meanwhile is one more run.
 */
export class Coalescer {
  readonly #run: () => Promise<void>;
  readonly #gapMs: number;
  readonly #timers: Timers;
  #state: 'idle' | 'running' | 'disposed' = 'idle';
  #again = false;
  #cancelGap: () => void = () => undefined;

  /** @param run must not reject: there is nobody to tell. */
  constructor(timers: Timers, gapMs: number, run: () => Promise<void>) {
    this.#timers = timers;
    this.#gapMs = gapMs;
    this.#run = run;
  }

  request(): void {
    if (this.#state === 'running') this.#again = true;
    if (this.#state === 'idle') this.#start();
  }

  dispose(): void {
    this.#state = 'disposed';
    this.#cancelGap();
  }

  #start(): void {
    this.#state = 'running';
    this.#again = false;
    void this.#run().finally(() => {
      if (this.#state === 'disposed') return;
      this.#cancelGap = this.#timers.after(this.#gapMs, () => this.#endGap());
    });
  }

  #endGap(): void {
    this.#state = 'idle';
    if (this.#again) this.#start();
  }
}
