import { isUnion, isUnknown, isUnknownData } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import { isData } from '../values/taints.js';
import { placeholder } from '../values/text.js';
import type { Accessor, Obj, Single, Union, Unknown, Value } from '../values/types.js';
import { operandOf } from './coercion.js';

const MAX_DEPTH = 20;
/** Trees of syntax and of pages lead everywhere; nobody sends more. */
const MAX_VALUES = 10_000;
const NOT_KNOWN = placeholder('?');
/** How often the same thing is written down: where everything leads to everything, what comes last would not be reached. */
const MAX_TIMES = 2;
/** What was added to a list that is not known, by its key among the parts of that list. */
export const ADDED = '@@added';

type Slots = ReadonlyMap<string, Value | Accessor>;

/** The plain data of a value; unknown parts are text that is open. Undefined where it is no data. */
export function plainData(value: Value): unknown {
  return new Walk().of(value, 0);
}

class Walk {
  #left = MAX_VALUES;
  /** What one stands in: a cycle has no end. */
  readonly #around = new Set<Obj | Unknown>();
  readonly #times = new Map<Obj | Unknown, number>();

  of(value: Value, depth: number): unknown {
    this.#left -= 1;
    if (this.#left < 0 || depth > MAX_DEPTH) return NOT_KNOWN;
    if (isUnion(value)) return this.of(fullest(value), depth);
    if (isObj(value))
      return value.call === undefined ? this.#within(value, () => this.#ofObject(value, depth)) : undefined;
    if (isUnknown(value) && isChanged(value)) return this.#within(value, () => this.#ofChanged(value, depth));
    const { known, value: primitive } = operandOf(value);
    return known ? primitive : NOT_KNOWN;
  }

  #within(value: Obj | Unknown, run: () => unknown): unknown {
    const times = this.#times.get(value) ?? 0;
    if (this.#around.has(value) || times >= MAX_TIMES) return NOT_KNOWN;
    this.#times.set(value, times + 1);
    this.#around.add(value);
    const data = run();
    this.#around.delete(value);
    return data;
  }

  #ofObject({ items, props, fallback }: Obj, depth: number): unknown {
    if (items !== undefined) return this.#ofList(items, depth);
    const below = isUnknown(fallback) ? this.#ofSlots(changesIn(fallback), depth) : {};
    return { ...below, ...this.#ofSlots(props, depth) };
  }

  /** A list to which something was added, or an object. */
  #ofChanged(value: Unknown, depth: number): unknown {
    const added = value.props?.get(ADDED);
    return isObj(added)
      ? [NOT_KNOWN, ...this.#ofList(added.items ?? [], depth)]
      : this.#ofSlots(changesIn(value), depth);
  }

  #ofList(items: readonly Value[], depth: number): readonly unknown[] {
    return items.map((item) => this.of(item, depth + 1) ?? null);
  }

  #ofSlots(slots: Slots, depth: number): Readonly<Record<string, unknown>> {
    const entries: (readonly [string, unknown])[] = [];
    for (const [name, slot] of slots) {
      if (name.startsWith('@@') || (typeof slot === 'object' && slot?.kind === 'accessor')) continue;
      entries.push([name, this.of(slot, depth + 1)]);
    }
    return Object.fromEntries(entries);
  }
}

/** Of several things that it may be the one of which the most is known, the last of those: what stands there first is often empty. */
function fullest({ members }: Union): Single {
  const sizes = members.map((one) => sizeOf(one));
  return members[sizes.lastIndexOf(Math.max(...sizes))];
}

function sizeOf(one: Single): number {
  if (isObj(one)) return one.props.size + (one.items?.length ?? 0);
  return isUnknown(one) && (isChanged(one) || one.taints.some(({ kind }) => isData(kind))) ? 1 : 0;
}

/** Whether the code has put something on what is not known, or on a part of it. */
function isChanged(value: Unknown, depth = 0): boolean {
  if (depth > MAX_DEPTH || value.props === undefined) return false;
  if (!isUnknownData(value)) return value.props.size > 0;
  return [...value.props.values()].some((part) => isPut(part, depth + 1));
}

/** What the code has put there itself, or changed in what was there. */
function isPut(part: Value | Accessor, depth: number): boolean {
  const isPart = typeof part === 'object' && part?.kind === 'unknown' && isUnknownData(part);
  return !isPart || isChanged(part, depth);
}

function changesIn({ props = new Map<string, Value>() }: Unknown): Slots {
  return new Map([...props].filter(([, part]) => isPut(part, 0)));
}
