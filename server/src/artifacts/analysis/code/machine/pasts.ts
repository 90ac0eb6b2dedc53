import { unknown } from '../values/lattice.js';
import { allTaints, isOpen, MAX_TAINTS, taintsOfAll } from '../values/taints.js';
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
  /** Which functions stood around it. */
  readonly wrapped: Set<string>;
  /** What kinds of data were in the parts of what it was given, of those that were followed for that. */
  readonly within: Set<string>;
  /** Objects that it was given of which all is known, of those calls that were followed for that. */
  readonly told: Set<string>;
  /** It was followed for what callers log in with. */
  isGivenLogin: boolean;
  last: Value;
  /** Keys of money among what the call was given that gave it. */
  keys: Taints;
  /** Kinds of data that calls were given, and those among them of which something was in what they gave back. */
  readonly given: Set<Taint['kind']>;
  readonly passed: Set<Taint['kind']>;
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

/** Remembers of a call that was followed what it made of what it was given. */
export function remember(past: Past, args: readonly Value[], result: Value): void {
  past.last = result;
  past.keys = [];
  const taints = args.length === 0 ? [] : taintsOfAll(args);
  if (taints.length === 0) return;
  past.keys = taints.filter(({ kind }) => kind === 'key-material');
  const gave = allTaints(result);
  for (const { kind } of taints) {
    past.given.add(kind);
    if (gave.length >= MAX_TAINTS || gave.some((one) => one.kind === kind)) past.passed.add(kind);
  }
}

/**
 * What a call that is not followed can give back of what it is given. Where calls that were followed were given data of a kind
 * and gave none of it back, this one does not either: a command's output is not made of the environment that it runs in.
 */
export function passedBy(past: Past | undefined, taints: Taints): Taints {
  if (past === undefined || past.given.size === 0) return taints;
  return taints.filter(({ kind }) => isOpen(kind) || !past.given.has(kind) || past.passed.has(kind));
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
    wrapped: new Set(),
    within: new Set(),
    told: new Set(),
    isGivenLogin: false,
    last: undefined,
    keys: [],
    given: new Set(),
    passed: new Set(),
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
