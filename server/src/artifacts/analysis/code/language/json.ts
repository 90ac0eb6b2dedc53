import { isUnion, isUnknown, isUnknownData, known, unknown, unknownData } from '../values/lattice.js';
import { array, isCallable, isObj, methods, object } from '../values/objects.js';
import { allTaints, withTaints } from '../values/taints.js';
import { isSymbolic, placeholder } from '../values/text.js';
import type { Accessor, Machine, Native, Obj, Single, Taints, Union, Unknown, Value } from '../values/types.js';
import { operandOf, textFrom } from './coercion.js';

const MAX_DEPTH = 20;
const MAX_TEXT = 2_000_000;
/** What was added to a list that is not known, by its key among the parts of that list. */
export const ADDED = '@@added';

/** The plain data of a value; unknown parts become text that is open. Undefined where it is no data. */
function dataOf(value: Value, depth: number): unknown {
  if (isUnion(value)) return dataOf(fullest(value), depth);
  if (isObj(value)) return depth > MAX_DEPTH || value.call !== undefined ? undefined : dataOfObject(value, depth);
  if (isUnknown(value) && depth <= MAX_DEPTH && isChanged(value)) return changedData(value, depth);
  const { known: isKnown, value: primitive } = operandOf(value);
  return isKnown ? primitive : placeholder('?');
}

function dataOfObject({ items, props, fallback }: Obj, depth: number): unknown {
  if (items !== undefined) return items.map((item) => dataOf(item, depth + 1) ?? null);
  const below = isUnknown(fallback) ? Object.fromEntries(changesIn(fallback, depth)) : {};
  return { ...below, ...Object.fromEntries(entriesOf(props, depth)) };
}

/** Of several things that it may be the one of which the most is known, the last of those: what stands there first is often empty. */
function fullest({ members }: Union): Single {
  const sizes = members.map((one) => sizeOf(one));
  return members[sizes.lastIndexOf(Math.max(...sizes))];
}

function sizeOf(one: Single): number {
  if (isObj(one)) return one.props.size + (one.items?.length ?? 0);
  return isUnknown(one) && isChanged(one) ? 1 : 0;
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

function changesIn({ props = new Map<string, Value>() }: Unknown, depth: number): ReturnType<typeof entriesOf> {
  return entriesOf(new Map([...props].filter(([, part]) => isPut(part, depth))), depth);
}

/** A list to which something was added, or an object. */
function changedData(value: Unknown, depth: number): unknown {
  const added = value.props?.get(ADDED);
  if (!isObj(added)) return Object.fromEntries(changesIn(value, depth));
  return [placeholder('?'), ...(added.items ?? []).map((item) => dataOf(item, depth + 1) ?? null)];
}

function entriesOf(props: Obj['props'], depth: number): readonly (readonly [string, unknown])[] {
  const slots = [...props].filter(([name]) => !name.startsWith('@@'));
  return slots.flatMap(([name, slot]) =>
    typeof slot === 'object' && slot?.kind === 'accessor' ? [] : [[name, dataOf(slot, depth + 1)] as const],
  );
}

/** `toJSON` says what is written of something. */
function writtenFor(machine: Machine, value: Value): Value {
  const own = isObj(value) ? machine.get(value, 'toJSON') : undefined;
  return isObj(own) && own.call?.kind === 'closure' ? machine.call(own, value, ['']) : value;
}

/** The JSON of a value. */
export function textOfData(machine: Machine, value: Value): Value {
  return stringify(machine, undefined, [value]);
}

function stringify(machine: Machine, _self: Value, [given, replacer]: readonly Value[]): Value {
  const value = writtenFor(machine, given);
  const isOpen = isUnknown(value) && value.taints.length === 0;
  const taints = allTaints(isOpen ? machine.wholeOf(value) : value);
  if (replacer !== undefined && isObj(replacer) && replacer.call !== undefined) {
    machine.maybeValue(() => machine.call(replacer, undefined, ['', value]));
  }
  try {
    const text = JSON.stringify(dataOf(value, 0)) as string | undefined;
    if (text === undefined) return known(undefined, taints);
    if (text.length <= MAX_TEXT) return known(text, taints);
  } catch {
    // A cycle or a bigint.
  }
  return unknown(taints);
}

/** JSON as values of the code. */
export function valueFromData(data: unknown, taints: Taints, depth = 0): Value {
  if (Array.isArray(data)) return withTaints(array(data.map((item) => valueFromData(item, [], depth + 1))), taints);
  if (typeof data !== 'object' || data === null) return known(data as string, taints);
  const entries = Object.entries(data).map(([name, item]) => [name, valueFromData(item, [], depth + 1)] as const);
  return object('Object', { props: entries, taints });
}

/** Parts first, as the language does it: each is what the function makes of it. */
function revived(machine: Machine, reviver: Value, holder: Obj, key: string | number): Value {
  const value = machine.get(holder, key);
  if (isObj(value)) {
    const keys = [...(value.items ?? []).keys(), ...value.props.keys()];
    for (const name of keys) machine.set(value, name, revived(machine, reviver, value, name));
  }
  return machine.call(reviver, holder, [key, value]);
}

function parse(machine: Machine, _self: Value, [source, reviver]: readonly Value[]): Value {
  const { text, whole, taints } = textFrom(source);
  if (!whole || isSymbolic(text)) {
    machine.unknowns += 1;
    return unknownData(taints);
  }
  const value = valueOfText(machine, text, taints);
  return isCallable(reviver) ? revived(machine, reviver, machine.record({ '': value }), '') : value;
}

function valueOfText(machine: Machine, text: string, taints: Taints): Value {
  try {
    return valueFromData(JSON.parse(text) as unknown, taints);
  } catch {
    machine.unknowns += 1;
    return unknown(taints);
  }
}

/** `JSON.stringify` and `JSON.parse`. */
export const JSON_STATICS: Readonly<Record<string, Native['run']>> = methods({ stringify, parse });
