/** This many crashes within the window, and the server is left alone: it would only go on crashing. */
export const MAX_CRASHES = 4;
export const CRASH_WINDOW_MS = 3 * 60 * 1000;

export type CrashAnswer =
  /** The first in a while: restart, and tell the user. */
  | 'restart-and-say'
  /** The user knows already. */
  | 'restart'
  | 'give-up';

/** Counts the server's crashes. */
export class RestartBudget {
  readonly #now: () => number;
  #crashes: readonly number[] = [];

  /** @param now milliseconds on any clock that does not jump. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes a crash and says what to do about it. */
  crashed(): CrashAnswer {
    const now = this.#now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    if (this.#crashes.length >= MAX_CRASHES) return 'give-up';
    return this.#crashes.length === 1 ? 'restart-and-say' : 'restart';
  }

  /** Someone asked for another try. */
  forgive(): void {
    this.#crashes = [];
  }
}
