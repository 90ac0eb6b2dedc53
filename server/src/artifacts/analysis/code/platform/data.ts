import { ADDED } from '../language/plain-data.js';
import { unknown } from '../values/lattice.js';
import { array, isObj } from '../values/objects.js';
import type { Unknown, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';

/** Data that came from elsewhere, such as a file of JSON. */
export const DATA = 'data()';

export function isAdding(name: string): boolean {
  return name === 'push' || name === 'unshift';
}

/** A list of which nothing is known keeps what is added to it. */
export const data: Family = (machine, { method, self, args }) => {
  if (!isAdding(method) || typeof self !== 'object' || self?.kind !== 'unknown') return UNHANDLED;
  addTo(self, args, machine.depth);
  machine.unknowns += 1;
  return unknown();
};

function addTo({ props }: Unknown, items: readonly Value[], depth: number): void {
  const added = props?.get(ADDED);
  if (isObj(added)) added.items?.push(...items);
  else props?.set(ADDED, array([...items], depth));
}
