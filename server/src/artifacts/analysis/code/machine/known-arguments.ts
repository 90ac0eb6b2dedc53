import { isUnion } from '../values/lattice.js';
import { isSymbolic, textOf } from '../values/text.js';
import { operandOf } from '../language/coercion.js';
import { isObj } from '../values/objects.js';
import type { Accessor, Obj, Value } from '../values/types.js';
import { isAccessor } from './members.js';

/** More of them are a table, and no choice. */
const MAX_ALTERNATIVES = 4;
/** Shorter ones are names, and are told apart by whoever is called with them. */
const SHORTEST_ENCODED = 16;

/**
 * What a decoder is called with where one cannot say which of a few constants that is, as `decode(parts[isWindows ? 0 : 1], key)`: one
 * call for each. Undefined where that is not so.
 */
export function alternatives(args: readonly Value[]): readonly (readonly Value[])[] | undefined {
  const at = args.findIndex(isUnion);
  const choice = args[at];
  if (!isUnion(choice) || choice.members.length > MAX_ALTERNATIVES || !choice.members.some(isEncoded)) return undefined;
  if (!choice.members.every((one) => typeof textOf(one) === 'string')) return undefined;
  const others = args.filter((_arg, index) => index !== at);
  return areKnown(others) ? choice.members.map((one) => args.with(at, one)) : undefined;
}

function isEncoded(value: Value): boolean {
  const text = textOf(value) ?? '';
  return text.length >= SHORTEST_ENCODED && !/\s/.test(text) && !isSymbolic(text);
}

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

/** What is written down in a call has no more parts, and none that lie deeper. */
const MAX_PARTS = 64;
const DEEPEST_PART = 6;

/** What arguments say where they are data that is known through and through, objects among them; undefined otherwise. */
export function dataSaidBy(args: readonly Value[]): string | undefined {
  if (!args.some((arg) => isObj(arg) && arg.call === undefined)) return undefined;
  return new Saying().ofAll(args, 0);
}

class Saying {
  #left = MAX_PARTS;

  ofAll(values: readonly (Value | Accessor)[], depth: number): string | undefined {
    const said: string[] = [];
    for (const value of values) {
      const one = this.#of(value, depth);
      if (one === undefined) return undefined;
      said.push(one);
    }
    return said.join();
  }

  #of(value: Value | Accessor, depth: number): string | undefined {
    this.#left -= 1;
    if (this.#left < 0 || depth > DEEPEST_PART || isAccessor(value)) return undefined;
    if (isObj(value)) return isPlain(value) ? this.#ofObject(value, depth) : undefined;
    const { known, value: primitive } = operandOf(value);
    return known ? `${typeof primitive} ${String(primitive)}` : undefined;
  }

  #ofObject({ tag, items, props }: Obj, depth: number): string | undefined {
    const said = this.ofAll([...(items ?? []), ...props.values()], depth + 1);
    return said === undefined ? undefined : `${tag}{${[...props.keys(), said].join()}}`;
  }
}

function isPlain({ tag, call, bytes, open, rest, fallback, proto }: Obj): boolean {
  return (
    (tag === 'Object' || tag === 'Array') &&
    call === undefined &&
    bytes === undefined &&
    !open &&
    rest === undefined &&
    fallback === undefined &&
    proto === undefined
  );
}
