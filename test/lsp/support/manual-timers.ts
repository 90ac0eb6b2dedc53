import type { Timers } from '../../../server/src/platform/timers.js';

/** Time that passes only when the test says so. */
export class ManualTimers implements Timers {
  now = 0;
  readonly #waiting = new Map<symbol, { readonly at: number; readonly run: () => void }>();

  after(milliseconds: number, run: () => void): () => void {
    const id = Symbol();
    this.#waiting.set(id, { at: this.now + milliseconds, run });
    return () => void this.#waiting.delete(id);
  }

  /** Runs what falls due, in order, also what is set meanwhile. */
  advance(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const [next] = [...this.#waiting].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (next === undefined) break;
      const [id, { at, run }] = next;
      this.#waiting.delete(id);
      this.now = at;
      run();
    }
    this.now = end;
  }

  get waiting(): number {
    return this.#waiting.size;
  }
}
