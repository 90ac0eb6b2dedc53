/** The same numbers in every run (mulberry32), so that two runs measure the same work. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, at least `from`, below `to`. */
  below(to: number, from = 0): number {
    return from + Math.floor(this.next() * (to - from));
  }

  /** True this often of all times. */
  chance(share: number): boolean {
    return this.next() < share;
  }
}
