import { createHash } from 'node:crypto';

/** Cannot be met by chance, and is not too long for a tab's tooltip. */
const ID_LENGTH = 24;

/**
 * Things that links lead to, by ids that are the same for the same thing: an editor gets no more than these, so that what a package
 * writes becomes part of no command and of no question. The one that was used the longest ago is forgotten first.
 */
export class Remembered<T> {
  readonly #things = new Map<string, T>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  find(id: string): T | undefined {
    return this.#things.get(id);
  }

  /** @param said what tells it from every other */
  idOf(thing: T, said: readonly unknown[]): string {
    const id = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, ID_LENGTH);
    // Last used, last in the map.
    this.#things.delete(id);
    this.#things.set(id, thing);
    const [oldest] = this.#things.keys();
    if (this.#things.size > this.#max && oldest !== undefined) this.#things.delete(oldest);
    return id;
  }
}
