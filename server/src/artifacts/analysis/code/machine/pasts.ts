import { unknown } from '../values/lattice.js';
import { allTaints, taintsOfAll } from '../values/taints.js';
import type { Taint, Taints, Value } from '../values/types.js';

/** How often a function was called with which kinds of arguments, and what it gave back last. */
export interface Past {
  readonly counts: Map<string, number>;
  /** How many of these kinds were not known. */
  unknownKinds: number;
  recursions: number;
  /** How many promises it was called to settle that were followed whatever it cost. */
  promises: number;
  /** How often it was followed for one more promise while it ran already: requests that follow where they are sent on to. */
  promisesInside: number;
  /** Steps that calls took which were not free. */
  work: number;
  /** What kinds of data stood around it, of those calls that were followed for that. */
  readonly surroundings: Set<string>;
  last: Value;
  /** Keys of money among what the call was given that gave it. */
  keys: Taints;
}

function isFromSame(a: Taint, b: Taint): boolean {
  return a.at.unit === b.at.unit && a.at.offset === b.at.offset && a.kind === b.kind;
}

/** Of what others' keys are a part only the rest of what it is made of is known. */
function without(value: Value, keys: Taints): Value {
  const taints = allTaints(value);
  const rest = taints.filter((one) => !keys.some((key) => isFromSame(one, key)));
  return rest.length === taints.length ? value : unknown(rest);
}

export function keysIn(args: readonly Value[]): Taints {
  return taintsOfAll(args).filter(({ kind }) => kind === 'key-material');
}

export function newPast(): Past {
  return {
    counts: new Map(),
    unknownKinds: 0,
    recursions: 0,
    promises: 0,
    promisesInside: 0,
    work: 0,
    surroundings: new Set(),
    last: undefined,
    keys: [],
  };
}

/** What the last call gave back, without the keys that it was given: what another one gives is made of its own. */
export function lastOf({ last, keys }: Past, args: readonly Value[]): Value {
  if (keys.length === 0) return last;
  const now = taintsOfAll(args);
  return without(
    last,
    keys.filter((key) => !now.some((one) => isFromSame(one, key))),
  );
}
