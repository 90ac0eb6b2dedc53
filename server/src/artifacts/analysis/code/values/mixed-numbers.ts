import { membersOf } from './lattice.js';
import type { Value } from './types.js';

/**
 * What a number is noted with that was made of one that stands in the code, and of a key that is not known: what is made of such
 * numbers is something hidden, whatever it is.
 */
export const MIXED = 'mixed';

export function isMixed(value: Value): boolean {
  return membersOf(value).some(
    (one) => typeof one === 'object' && one?.kind === 'unknown' && one.notes?.[MIXED] !== undefined,
  );
}
