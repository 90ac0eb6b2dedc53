import { joinAll } from './lattice.js';
import { CLEAN } from './taints.js';
import type { Closure, Native, Obj, Tag, Taints, Value } from './types.js';

interface Given {
  readonly depth?: number;
  readonly proto?: Value;
  readonly items?: Value[];
  readonly bytes?: Uint8Array;
  readonly call?: Closure | Native;
  readonly inner?: Value;
  readonly taints?: Taints;
  readonly props?: Iterable<readonly [string, Value]>;
}

export function object(tag: Tag, given: Given = {}): Obj {
  return {
    kind: 'object',
    tag,
    props: new Map(given.props),
    proto: given.proto,
    items: given.items,
    bytes: given.bytes,
    call: given.call,
    inner: given.inner,
    rest: undefined,
    fallback: undefined,
    open: false,
    depth: given.depth ?? 0,
    taints: given.taints ?? CLEAN,
  };
}

export function array(items: Value[], depth = 0): Obj {
  return object('Array', { items, depth });
}

export function buffer(bytes: Uint8Array, taints: Taints, depth = 0): Obj {
  return object('Buffer', { bytes, taints, depth });
}

export function promise(inner: Value, depth = 0): Obj {
  return object('Promise', { inner, depth });
}

export function native(name: string, run: Native['run']): Obj {
  return object('Function', { call: { kind: 'native', name, run } });
}

/** One that there is once for all packages. */
export function sharedNative(name: string, run: Native['run']): Obj {
  return object('Function', { call: { kind: 'native', name, run, isShared: true } });
}

export function isShared({ call }: Obj): boolean {
  return call?.kind === 'native' && call.isShared === true;
}

export function isObj(value: Value): value is Obj {
  return typeof value === 'object' && value !== null && value.kind === 'object';
}

/** A thing of the package's own code that can be called. */
export function isCallable(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value.kind === 'union') return value.members.some(isCallable);
  return value.kind === 'object' && value.call !== undefined;
}

/** What comes out of a promise, or the value itself. */
export function settled(value: Value): Value {
  if (typeof value === 'object' && value?.kind === 'union' && value.members.some(isPromise))
    return joinAll(value.members.map(settled));
  if (!isObj(value) || value.tag !== 'Promise') return value;
  return settled(value.inner);
}

function isPromise(value: Value): boolean {
  return isObj(value) && value.tag === 'Promise';
}

/** A table of functions, typed by what they are for. */
export function methods(table: Readonly<Record<string, Native['run']>>): Readonly<Record<string, Native['run']>> {
  return Object.freeze(table);
}

/** One of them whose name is also one of every object's: the table alone does not type it. */
export function method(run: Native['run']): Native['run'] {
  return run;
}

/** On a list of which some may not be there: how many it has is not known. */
export const MAY_LACK = '@@mayLack';
