import { isObj } from '../values/objects.js';
import type { Accessor, Obj, Value } from '../values/types.js';
import { isAccessor } from './members.js';

/** Known through and through: decoders are called with such, and each time they do something else. */
export function areKnown(args: readonly Value[]): boolean {
  return args.every(isConcrete);
}

function isConcrete(value: Value): boolean {
  if (typeof value !== 'object' || value === null || value.kind === 'known') return true;
  if (value.kind !== 'object') return false;
  if (holdsFunctions(value) || isNew(value)) return true;
  return value.tag === 'RegExp' || value.bytes !== undefined || (value.items !== undefined && value.rest === undefined);
}

/** Nothing is in it yet: bundlers have one such function put its exports into the object of each module. */
function isNew({ tag, props, open, rest, fallback }: Obj): boolean {
  return tag === 'Object' && props.size === 0 && !open && rest === undefined && fallback === undefined;
}

/** A function, or a table of nothing else, as bundlers make of modules. */
export function holdsFunctions(value: Value): boolean {
  if (!isObj(value)) return false;
  if (value.call !== undefined) return true;
  const isTable = value.tag === 'Object' && value.props.size > 0 && value.rest === undefined;
  return isTable && !value.open && value.fallback === undefined && [...value.props.values()].every(isFunction);
}

function isFunction(slot: Value | Accessor): boolean {
  return !isAccessor(slot) && isObj(slot) && slot.call !== undefined;
}
