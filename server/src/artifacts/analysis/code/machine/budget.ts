/** Thrown where the work allowed for a package is used up. */
export class OutOfBudget extends Error {
  readonly code = 'OUT_OF_BUDGET';
}

/** What is left to do once the steps are used up: loops end after a few rounds then, and each function runs once. */
const HURRIED_STEPS = 2_000_000;

/** In steps of the interpreter. A step takes some 100 ns. */
export interface Allowance {
  /** For one entry, and for everything that nothing calls. */
  readonly entry: number;
  /** For one function that somebody may call. */
  readonly call: number;
  /** For a first look at one function, which is not followed into others. */
  readonly look: number;
  /** For calls of what the package gives out, all together: a part of what the package has cost already, and within these. */
  readonly exports: { readonly least: number; readonly most: number };
  /** Whether a text that a function has given twice is taken for what it always gives: exact it is not. */
  readonly remembersTexts: boolean;
}

/** The steps that are left. Where they are used up, what is under way is gone through in a hurry; then it ends. */
export class Budget {
  #steps: number;
  #isHurried = false;
  #isStrict = false;
  #paid = 0;

  constructor(readonly allowance: Allowance) {
    this.#steps = allowance.entry;
  }

  get isHurried(): boolean {
    return this.#isHurried;
  }

  /** The steps that everything has cost up to now. */
  get paid(): number {
    return this.#paid;
  }

  get left(): number {
    return this.#steps;
  }

  /** Whatever begins now has time. */
  calm(): void {
    this.#isHurried = false;
  }

  /** @throws {OutOfBudget} where nothing is left even for a hurry */
  pay(steps: number): void {
    this.#paid += steps;
    this.#steps -= steps;
    if (this.#steps >= 0) return;
    if (this.#isHurried || this.#isStrict) throw new OutOfBudget();
    this.#isHurried = true;
    this.#steps = HURRIED_STEPS;
  }

  /** Does something for which no more than some steps are allowed, of those that are left for all. */
  within<T>(steps: number, run: () => T): T {
    const before = this.#steps;
    const allowed = Math.min(before, steps);
    return this.#allowing(allowed, () => before - allowed + this.#steps, run);
  }

  /** Does something that has steps of its own. */
  besides<T>(steps: number, run: () => T): T {
    const before = this.#steps;
    return this.#allowing(steps, () => before, run);
  }

  /** The same, of what is not worth hurrying for. @returns how many of the steps are left */
  strictly(steps: number, run: () => void): number {
    let left = 0;
    this.#isStrict = true;
    try {
      this.besides(steps, () => {
        try {
          run();
        } finally {
          left = this.#steps;
        }
      });
    } catch (error) {
      if (!(error instanceof OutOfBudget)) throw error;
    } finally {
      this.#isStrict = false;
    }
    return left;
  }

  #allowing<T>(steps: number, left: () => number, run: () => T): T {
    this.#steps = steps;
    try {
      return run();
    } finally {
      // Of what was done in a hurry nothing is left over.
      if (this.#isHurried) this.#steps = 0;
      this.#steps = left();
    }
  }
}
