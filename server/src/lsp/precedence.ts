import type { Turns } from '../platform/turns.js';

/** A keystroke is followed by a question, as is being told that there is more: until that is answered nothing begins in the background. */
export class Precedence {
  readonly #turns: Turns;
  #answered: () => void = () => undefined;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  expect(): void {
    this.#answered();
    this.#answered = this.#turns.hold();
  }

  async of<T>(answering: () => Promise<T>): Promise<T> {
    const release = this.#turns.hold();
    try {
      return await answering();
    } finally {
      release();
      this.#answered();
    }
  }
}
