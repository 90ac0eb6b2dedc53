import { join, joinAll, unknown } from '../values/lattice.js';
import { array, isObj, methods, object } from '../values/objects.js';
import { allTaints } from '../values/taints.js';
import { iteratorOf } from './iterators.js';
import type { Machine, Native, Obj, Value } from '../values/types.js';
import { keyFrom, operandOf } from './coercion.js';

/** A map keeps its pairs as lists of two; the same key is found by what it is. */
export function mapFrom(machine: Machine, entries: Value): Obj {
  const made = object('Map', { items: [], depth: machine.depth });
  if (entries === undefined || entries === null) return made;
  for (const entry of machine.elements(entries).items) put(machine, made, machine.get(entry, 0), machine.get(entry, 1));
  return made;
}

export function setFrom(machine: Machine, values: Value): Obj {
  const made = object('Set', { items: [], depth: machine.depth });
  if (values === undefined || values === null) return made;
  const { items, complete } = machine.elements(values);
  made.items = [...items];
  if (!complete) made.rest = joinAll(items);
  return made;
}

function put(machine: Machine, map: Obj, key: Value, value: Value): void {
  const pair = pairOf(map, key);
  if (pair?.items === undefined) map.items?.push(array([key, value], machine.depth));
  else pair.items[1] = machine.depth > map.depth ? join(pair.items[1], value) : value;
}

function pairOf(map: Obj, key: Value): Obj | undefined {
  const pairs = (map.items ?? []).filter(isObj);
  return isObj(key)
    ? pairs.find((pair) => pair.items?.[0] === key)
    : pairs.find((pair) => isSame(pair.items?.[0], key));
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  const x = operandOf(a);
  const y = operandOf(b);
  return !isObj(a) && !isObj(b) && x.known && y.known && x.value === y.value;
}

function isKey(key: Value): boolean {
  return isObj(key) || operandOf(key).known;
}

function valuesOf(map: Value): Value[] {
  return isObj(map) ? (map.items ?? []).filter(isObj).map((pair) => pair.items?.[1]) : [];
}

function keysOf(machine: Machine, map: Value): Value[] {
  return isObj(map) ? (map.items ?? []).map((pair) => machine.get(pair, 0)) : [];
}

function each(
  machine: Machine,
  self: Value,
  args: readonly Value[],
  pairs: readonly (readonly [Value, Value])[],
): Value {
  for (const [value, key] of pairs) machine.call(args[0], args[1], [value, key, self]);
  return undefined;
}

/** The methods of `Map` and `WeakMap`. */
export const MAP_METHODS: Readonly<Record<string, Native['run']>> = methods({
  get: (machine, self, [key]) => {
    if (!isObj(self)) return unknown();
    if (isKey(key)) return pairOf(self, key)?.items?.[1];
    machine.unknowns += 1;
    return join(undefined, joinAll(valuesOf(self)));
  },
  set: (machine, self, [key, value]) => {
    if (isObj(self)) put(machine, self, key, value);
    return self;
  },
  has: (machine, self, [key]) => {
    if (isObj(self) && isKey(key)) return pairOf(self, key) !== undefined;
    machine.unknowns += 1;
    return unknown();
  },
  delete: () => unknown(),
  clear: () => undefined,
  keys: (machine, self) => iteratorOf(machine, array(keysOf(machine, self), machine.depth)),
  values: (machine, self) => iteratorOf(machine, array(valuesOf(self), machine.depth)),
  entries: iteratorOf,
  '@@iterator': iteratorOf,
  forEach: (machine, self, args) =>
    each(
      machine,
      self,
      args,
      isObj(self) ? (self.items ?? []).map((pair) => [machine.get(pair, 1), machine.get(pair, 0)]) : [],
    ),
});

/** `new Set(['http_proxy', …])`, to which nothing was added under a condition: it holds what it was made with. */
function isTable({ items = [] }: Obj, asked: Value): boolean {
  return items.length > 0 && [asked, ...items].every((one) => keyFrom(one) !== undefined);
}

/** The methods of `Set` and `WeakSet`. */
export const SET_METHODS: Readonly<Record<string, Native['run']>> = methods({
  add: (machine, self, [value]) => {
    if (isObj(self) && !(self.items ?? []).some((one) => isSame(one, value))) {
      machine.step();
      self.items?.push(value);
      // What is added under a condition may be there.
      if (machine.depth > self.depth) self.rest = self.rest === undefined ? value : join(self.rest, value);
    }
    return self;
  },
  has: (machine, self, [value]) => {
    if (isObj(self) && isKey(value) && self.rest === undefined && (machine.depth === 0 || isTable(self, value))) {
      return (self.items ?? []).some((one) => isSame(one, value));
    }
    machine.unknowns += 1;
    return unknown();
  },
  delete: () => unknown(),
  clear: () => undefined,
  keys: iteratorOf,
  values: iteratorOf,
  '@@iterator': iteratorOf,
  entries: (machine, self) =>
    iteratorOf(machine, array(isObj(self) ? (self.items ?? []).map((one) => array([one, one])) : [], machine.depth)),
  forEach: (machine, self, args) =>
    each(machine, self, args, isObj(self) ? (self.items ?? [unknown(allTaints(self))]).map((one) => [one, one]) : []),
});
