/** Numbers by chance that are the same again for the same seed: what fails can be had again. */
export interface Random {
  /** From 0 up to and without `end`. */
  below(end: number): number;
  pick<Item>(items: readonly [Item, ...(readonly Item[])]): Item;
  /** As many as one in `times` are true. */
  oneIn(times: number): boolean;
}

/** mulberry32, by Tommy Ettinger (public domain): small, and even enough to choose by. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    oneIn: (times) => below(times) === 0,
  };
}

/** Runs that lie beside each other have nothing in common. */
export function seedOfRun(seed: number, run: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b)) >>> 0;
}
