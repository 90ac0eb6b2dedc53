import type { LockEntry } from '../../model/index.js';
import type { PlaceOf } from './raw-graph.js';

/**
 * The entries of a lockfile by their ids. Where each stands is known from reading: a map of thousands of long ids would
 * take a good part of that time again.
 */
export class EntryTable implements ReadonlyMap<string, LockEntry> {
  readonly #entries: readonly LockEntry[];
  readonly #placeOf: PlaceOf;

  constructor(entries: readonly LockEntry[], placeOf: PlaceOf) {
    this.#entries = entries;
    this.#placeOf = placeOf;
  }

  get size(): number {
    return this.#entries.length;
  }

  get(id: string): LockEntry | undefined {
    const place = this.#placeOf(id);
    return place === undefined ? undefined : this.#entries[place];
  }

  has(id: string): boolean {
    return this.#placeOf(id) !== undefined;
  }

  keys(): MapIterator<string> {
    return this.#asMap().keys();
  }

  values(): MapIterator<LockEntry> {
    return this.#entries.values();
  }

  entries(): MapIterator<[string, LockEntry]> {
    return this.#asMap().entries();
  }

  [Symbol.iterator](): MapIterator<[string, LockEntry]> {
    return this.entries();
  }

  forEach(visit: (entry: LockEntry, id: string, all: ReadonlyMap<string, LockEntry>) => void): void {
    for (const entry of this.#entries) visit(entry, entry.id, this);
  }

  #asMap(): Map<string, LockEntry> {
    return new Map(this.#entries.map((entry) => [entry.id, entry]));
  }
}
