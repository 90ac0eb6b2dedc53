import { splitDescriptor, type YarnDescriptor } from './yarn-descriptor.js';

interface Answers<T> {
  readonly range: string;
  value: T;
  /** Most names are asked for under one range. */
  others: Map<string, T> | undefined;
}

/**
 * What answers to a name and a range. By name first: to put `name@range` together for each dependency and look that up
 * took a third of the time of reading a lockfile.
 */
export class YarnRanges<T> {
  readonly #byName = new Map<string, Answers<T>>();

  /** @param key `name@range`, or a bare name for the range that is empty */
  set(key: string, value: T): void {
    this.setFor(splitDescriptor(key), value);
  }

  setFor({ name, range }: YarnDescriptor, value: T): void {
    const known = this.#byName.get(name);
    if (known === undefined) this.#byName.set(name, { range, value, others: undefined });
    else if (known.range === range) known.value = value;
    else (known.others ??= new Map<string, T>()).set(range, value);
  }

  get(name: string, range: string): T | undefined {
    const known = this.#byName.get(name);
    return known?.range === range ? known.value : known?.others?.get(range);
  }

  /** What answers to any range of a name, in the order in which it was told. */
  ofName(name: string): readonly T[] {
    const known = this.#byName.get(name);
    return known === undefined ? [] : [known.value, ...(known.others?.values() ?? [])];
  }
}
