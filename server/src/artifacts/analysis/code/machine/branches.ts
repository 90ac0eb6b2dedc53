import type { Activation, Completion, Place, Value } from '../values/types.js';
import { note, settle, type Journal } from './journal.js';
import type { Standing } from './standing.js';

/** The ways that may not be taken: what is thrown in one ends there, and what is written in one may not be. */
export class Branches {
  /** How many undecided branches one stands in. */
  depth = 0;
  readonly #standing: Standing;
  /** What the branch at hand has written over, where it has. */
  #journal: Journal | undefined;
  /** Of a call by somebody who may have called before. */
  #call: { readonly depth: number; readonly written: Map<Place, Set<string | number>> } | undefined;
  /** One for all: making an error takes long, and only the last one thrown is under way. */
  readonly #signal = new Thrown();

  constructor(standing: Standing) {
    this.#standing = standing;
  }

  /** Goes a way that may not be taken. @param thrown what comes of it where the code throws */
  go<T>(run: () => T, thrown: T): T {
    const { activation } = this.#standing;
    const outer = this.#journal;
    this.#journal = undefined;
    this.depth += 1;
    try {
      return run();
    } catch (error) {
      this.#recover(error, activation);
      return thrown;
    } finally {
      this.depth -= 1;
      this.#end(outer);
    }
  }

  #end(outer: Journal | undefined): void {
    const journal = this.#journal;
    this.#journal = journal === undefined ? outer : settle(journal, outer, this.depth);
  }

  /** Calls what somebody else may have called any number of times. */
  callAnyTime<T>(run: () => T, thrown: T): T {
    return this.go(() => {
      this.#call = { depth: this.depth, written: new Map() };
      try {
        return run();
      } finally {
        this.#call = undefined;
      }
    }, thrown);
  }

  /** Whether what stands in a place is what the calls before have left there, whichever they were. */
  isLeftByOthers(place: Place, depth: number, key: string | number): boolean {
    return this.#call !== undefined && depth < this.#call.depth && this.#call.written.get(place)?.has(key) !== true;
  }

  overwrite(place: Place, depth: number, key: string | number, value: Value): void {
    if (this.depth <= depth) return;
    if (this.#call !== undefined && depth < this.#call.depth) {
      const keys = this.#call.written.get(place) ?? new Set();
      this.#call.written.set(place, keys.add(key));
    }
    this.#journal ??= new Map();
    note(this.#journal, place, depth, key, value);
  }

  catching(run: () => Completion): Completion | undefined {
    const { activation } = this.#standing;
    try {
      return run();
    } catch (error) {
      const thrown = this.#recover(error, activation);
      activation.thrown = thrown;
      return undefined;
    }
  }

  /** What the code throws is dealt with; everything else goes on its way. */
  #recover(error: unknown, activation: Activation): Value {
    if (!(error instanceof Thrown)) throw error;
    this.#standing.activation = activation;
    return error.value;
  }

  throwValue(value: Value): never {
    this.#signal.value = value;
    throw this.#signal;
  }
}

/** Thrown where the code throws for certain; the nearest `try` of the code catches it. */
class Thrown extends Error {
  value: Value = undefined;

  constructor() {
    super('thrown by the code');
  }
}
