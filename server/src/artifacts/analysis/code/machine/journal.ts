import { join } from '../values/lattice.js';
import type { Place, Value } from '../values/types.js';
import { isAccessor } from './members.js';

/** What stood in a place, by key, before the branch wrote to it; a variable has only one. */
interface Before {
  /** How uncertain it was that the place is made at all. */
  readonly depth: number;
  readonly values: Map<string | number, Value>;
}

/**
 * What a branch that may not be taken has written over. Inside of the branch the new value stands, as it does when the code runs:
 * decoders replace themselves by better ones while they are at work. After the branch it is either one.
 */
export type Journal = Map<Place, Before>;

/** Remembers what stands in a place that is about to be written to. */
export function note(journal: Journal, place: Place, depth: number, key: string | number, value: Value): void {
  const before = journal.get(place) ?? { depth, values: new Map<string | number, Value>() };
  journal.set(place, before);
  if (!before.values.has(key)) before.values.set(key, value);
}

/**
 * Ends a branch. The branch around it, at `depth`, has to remember the same of what was there before it.
 * @returns what that branch remembers now; most write to nothing, and need no journal
 */
export function settle(journal: Journal, outer: Journal | undefined, depth: number): Journal | undefined {
  let around = outer;
  for (const [place, before] of journal) {
    for (const [key, value] of before.values) {
      if (depth > before.depth) {
        around ??= new Map();
        note(around, place, before.depth, key, value);
      }
      either(place, key, value);
    }
  }
  return around;
}

function either(place: Place, key: string | number, before: Value): void {
  if (Array.isArray(place)) {
    const index = Number(key);
    if (index in place) place[index] = join(before, place[index]);
    // The branch has cut it off.
    else if (index === place.length) place.push(before);
  } else if (place instanceof Map) {
    const now = place.get(String(key));
    if (!isAccessor(now)) place.set(String(key), join(before, now));
  } else {
    place.value = join(before, place.value);
  }
}
