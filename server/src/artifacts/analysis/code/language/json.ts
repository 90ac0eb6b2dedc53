import { isUnknown, known, unknown, unknownData } from '../values/lattice.js';
import { array, isCallable, isObj, methods, object } from '../values/objects.js';
import { allTaints, withTaints } from '../values/taints.js';
import { isSymbolic } from '../values/text.js';
import type { Machine, Native, Obj, Taints, Value } from '../values/types.js';
import { textFrom } from './coercion.js';
import { plainData } from './plain-data.js';

const MAX_TEXT = 2_000_000;

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
    const text = JSON.stringify(plainData(value)) as string | undefined;
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
