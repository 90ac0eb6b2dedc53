import { parameterTypes } from '../platform/injection.js';
import { joinAll, membersOf, unknown } from '../values/lattice.js';
import { array, isObj, isShared, methods, object } from '../values/objects.js';
import { allTaints } from '../values/taints.js';
import type { Elements, Machine, Native, Obj, Value } from '../values/types.js';
import { hasOwn } from './objects.js';

type Run = Native['run'];

const keys: Run = (machine, _self, [value]) => machine.listOf(machine.keys(value));

/** What stands under names that are not known. */
function unnamed(value: Value): readonly Value[] {
  return isObj(value) && value.rest !== undefined ? [value.rest] : [];
}

/** What was made of each key: where one stood for the rest, so does what was made of it. */
function withRest(items: readonly Value[], complete: boolean, rest: Value): Elements {
  return rest === undefined ? { items, complete } : { items, complete, rest: items.at(-1) };
}

const values: Run = (machine, _self, [value]) => {
  const { items, complete, rest } = machine.keys(value);
  const found = [...items.map((key) => machine.get(value, key)), ...unnamed(value)];
  return machine.listOf(withRest(found, complete && unnamed(value).length === 0, rest));
};

const entries: Run = (machine, _self, [value]) => {
  if (isObj(value) && value.tag === 'Map') return value;
  const { items, complete, rest } = machine.keys(value);
  const others = unnamed(value).map((one) => array([unknown(), one], machine.depth));
  const found = [...items.map((key) => array([key, machine.get(value, key)], machine.depth)), ...others];
  if (complete && others.length === 0) return array(found, machine.depth);
  if (rest !== undefined) return machine.listOf(withRest(found, false, rest));
  const list = array([...found], machine.depth);
  list.rest = joinAll(found);
  return list;
};

const assign: Run = (machine, _self, [target, ...sources]) => {
  for (const source of sources) {
    for (const one of membersOf(target)) if (isObj(one)) machine.copyProperties(one, source);
    if (!isObj(target))
      for (const key of machine.keys(source).items) machine.set(target, key, machine.get(source, key));
  }
  return target;
};

const fromEntries: Run = (machine, _self, [list]) => {
  const made = object('Object', { depth: machine.depth });
  const { items } = machine.elements(list);
  for (const entry of items) machine.set(made, machine.get(entry, 0), machine.get(entry, 1));
  return made;
};

function define(machine: Machine, target: Value, key: Value, descriptor: Value): void {
  if (!isObj(descriptor)) {
    machine.set(target, key, machine.get(descriptor, 'value'));
    return;
  }
  if (!descriptor.props.has('get') && !descriptor.props.has('set')) {
    // `{ writable: false }` leaves the value that is there.
    if (saysMoreThanHow(descriptor)) machine.set(target, key, machine.get(descriptor, 'value'));
    return;
  }
  if (machine.ownerOfKey(key) !== undefined) machine.set(target, key, undefined);
  for (const kind of ['get', 'set'] as const) {
    const accessor = descriptor.props.get(kind);
    if (accessor !== undefined) machine.defineAccessor(target, key, kind, accessor as Value);
  }
}

function saysMoreThanHow({ props, rest, fallback, open }: Obj): boolean {
  return props.has('value') || props.size === 0 || rest !== undefined || fallback !== undefined || open;
}

const defineProperty: Run = (machine, _self, [target, key, descriptor]) => {
  define(machine, target, key, descriptor);
  return target;
};

const defineProperties: Run = (machine, _self, [target, descriptors]) => {
  for (const key of machine.keys(descriptors).items) define(machine, target, key, machine.get(descriptors, key));
  return target;
};

const create: Run = (machine, _self, [proto, descriptors]) => {
  const made = object('Object', { depth: machine.depth, proto: proto ?? undefined });
  if (descriptors !== undefined) defineProperties(machine, undefined, [made, descriptors]);
  return made;
};

const descriptor: Run = (machine, _self, [target, key]) => {
  if (isObj(target) && hasOwn(target, key) === false) return undefined;
  return machine.record({ value: machine.get(target, key), writable: true, enumerable: true, configurable: true });
};

const same: Run = (_machine, _self, [value]) => value;

const prototypeOf: Run = (machine, _self, [value]) => {
  if (!isObj(value)) return unknown(allTaints(value));
  const proto = value.proto ?? machine.get(machine.constructorOf(value), 'prototype');
  // `Object.getPrototypeOf(() => {}).constructor` is `Function`.
  return value.call === undefined ? proto : functionPrototype(machine, value, proto);
};

function functionPrototype(machine: Machine, callee: Obj, proto: Value): Value {
  const made = object('Object', { props: [['constructor', machine.constructorOf(callee)]] });
  if (isObj(proto)) made.proto = proto;
  return made;
}

/** The functions of `Object`. */
export const OBJECT_STATICS: Readonly<Record<string, Run>> = methods({
  keys,
  values,
  entries,
  assign,
  fromEntries,
  create,
  defineProperty,
  defineProperties,
  freeze: same,
  seal: same,
  preventExtensions: same,
  isFrozen: () => unknown(),
  is: (_machine, _self, [a, b]) => (a === b ? true : unknown()),
  hasOwn: (_machine, _self, [target, key]) => hasOwn(target, key),
  getOwnPropertyNames: keys,
  getOwnPropertySymbols: (machine) => array([], machine.depth),
  getOwnPropertyDescriptor: descriptor,
  getOwnPropertyDescriptors: (machine, self, [value]) => {
    const made = object('Object', { depth: machine.depth });
    for (const key of machine.keys(value).items) machine.set(made, key, descriptor(machine, self, [value, key]));
    return made;
  },
  getPrototypeOf: prototypeOf,
  setPrototypeOf: (_machine, _self, [value, proto]) => {
    if (isObj(value) && !isShared(value)) value.proto = proto ?? undefined;
    return value;
  },
});

/** What the constructor of one class has made as an instance of another, as `super()` does. */
function ofClass(machine: Machine, made: Value, target: Obj): Value {
  const proto = machine.get(target, 'prototype');
  if (!isObj(proto)) return made;
  if (isObj(made)) made.proto = proto;
  return isObj(made) ? made : Object.assign(object('Object', { depth: machine.depth, proto }), { fallback: made });
}

/** The functions of `Reflect`. */
export const REFLECT_STATICS: Readonly<Record<string, Run>> = methods({
  apply: (machine, _self, [callee, context, args]) => machine.call(callee, context, machine.elements(args).items),
  construct: (machine, _self, [callee, args, newTarget]) => {
    const made = machine.construct(callee, machine.elements(args).items);
    return isObj(newTarget) ? ofClass(machine, made, newTarget) : made;
  },
  get: (machine, _self, [target, key]) => machine.get(target, key),
  set: (machine, _self, [target, key, value]) => {
    machine.set(target, key, value);
    return true;
  },
  has: (_machine, _self, [target, key]) => hasOwn(target, key),
  ownKeys: keys,
  defineProperty,
  getPrototypeOf: prototypeOf,
  getOwnPropertyDescriptor: descriptor,
  deleteProperty: () => true,
  metadata: (_machine, _self, [key, value]) => parameterTypes(key, value),
});
