import { splitDescriptor } from './yarn-descriptor.js';

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
  #hasReplaced = false;

  /** A later value took the place of an earlier one, which answers to nothing now. */
  get hasReplaced(): boolean {
    return this.#hasReplaced;
  }

  /** @param key `name@range`, or a bare name for the range that is empty */
  set(key: string, value: T): void {
    const { name, range } = splitDescriptor(key);
    this.setFor(name, range, value);
  }

  /** @returns whether something else answered to that name before */
  setFor(name: string, range: string, value: T): boolean {
    const known = this.#byName.get(name);
    if (known === undefined) {
      this.#byName.set(name, { range, value, others: undefined });
      return false;
    }
    const before = this.get(name, range);
    this.#hasReplaced ||= before !== undefined && before !== value;
    if (known.range === range) known.value = value;
    else (known.others ??= new Map<string, T>()).set(range, value);
    return true;
  }

  get(name: string, range: string): T | undefined {
    const known = this.#byName.get(name);
    return known?.range === range ? known.value : known?.others?.get(range);
  }

  /** What answers to a name that is asked for under one range. */
  onlyOf(name: string): T | undefined {
    const known = this.#byName.get(name);
    return known?.others === undefined ? known?.value : undefined;
  }

  /** What answers to any range of a name, in the order in which it was told. */
  ofName(name: string): readonly T[] {
    const known = this.#byName.get(name);
    return known === undefined ? [] : [known.value, ...(known.others?.values() ?? [])];
  }
}
