import { areKnown } from '../values/known-ranges.js';
import { isUnion, join, joinAll, known, unknown } from '../values/lattice.js';
import { isCallable, isObj, isShared, object, MAY_LACK } from '../values/objects.js';
import { allTaints, joinTaints, ownTaints, withTaints } from '../values/taints.js';
import { isSymbolic } from '../values/text.js';
import type {
  Accessor,
  Closure,
  Known,
  Machine,
  Obj,
  Primitive,
  Single,
  Tag,
  Union,
  Unknown,
  Value,
} from '../values/types.js';
import { keyFrom } from '../language/coercion.js';
import { methodOf } from '../language/methods.js';
import { setIndexed } from './indexed.js';

const MAX_PROTO = 12;
/** What stands under an unknown key can be any of these; more say nothing. */
const MAX_VALUES = 24;
/** A key that is one of so many is looked up for each. */
const MAX_KEYS = 4;

/** What stands under a key of one value. */
export function getMember(machine: Machine, object: Single, key: Value): Value {
  return isOneOfFew(key)
    ? joinAll(key.members.map((one) => memberUnder(machine, object, one)))
    : memberUnder(machine, object, key);
}

/** `table[isWindows ? 0 : 1]` */
function isOneOfFew(key: Value): key is Union {
  return isUnion(key) && key.members.length <= MAX_KEYS && key.members.every((one) => keyFrom(one) !== undefined);
}

function memberUnder(machine: Machine, object: Single, key: Value): Value {
  if (typeof object === 'string') return ofText(machine, object, key);
  if (object === undefined || object === null) return lost(machine);
  if (typeof object !== 'object') return methodOfPrimitive(machine, 'Number', keyFrom(key) ?? '', object);
  switch (object.kind) {
    case 'known':
      return ofKnown(machine, object, key);
    case 'unknown':
      return ofUnknown(machine, object, key);
    case 'object':
      return ofObject(machine, object, key);
  }
}

function lost(machine: Machine): Value {
  machine.unknowns += 1;
  return unknown();
}

function ofText(machine: Machine, text: string, key: Value): Value {
  if (typeof key === 'number') return text[key];
  const name = keyFrom(key);
  if (name === undefined) return letterOf(machine, text, key);
  if (name === 'length') return isSymbolic(text) ? lost(machine) : text.length;
  return /^\d+$/.test(name) ? text[Number(name)] : methodOfPrimitive(machine, 'String', name);
}

/** Letters that are spelled by the bits of something, as base64 is. */
const SHORTEST_ALPHABET = 16;

function letterOf(machine: Machine, text: string, key: Value): Value {
  machine.unknowns += 1;
  return unknown(text.length >= SHORTEST_ALPHABET ? ownTaints(key) : []);
}

function isAlphabet({ items = [] }: Obj): boolean {
  return items.length >= SHORTEST_ALPHABET && items.every((item) => typeof item === 'string' && item.length <= 2);
}

function methodOfPrimitive(machine: Machine, tag: Tag, name: string, primitive: Primitive = ''): Value {
  const added = machine.prototype(tag).props.get(name);
  if (added !== undefined && !isAccessor(added)) return added;
  if (name === 'constructor') return constructorOfPrimitive(machine, tag, primitive);
  return methodOf(tag, name);
}

/** Objects find theirs by their prototype. */
function constructorOfPrimitive(machine: Machine, tag: Tag, primitive: Primitive): Value {
  if (tag !== 'String' && tag !== 'Number') return undefined;
  return machine.global(typeof primitive === 'boolean' ? 'Boolean' : tag);
}

function ofKnown(machine: Machine, { value, taints }: Known, key: Value): Value {
  if (typeof value !== 'string') return getMember(machine, value, key);
  const found = isSymbolic(value) && typeof key === 'number' ? unknown() : ofText(machine, value, key);
  // How long a text is says nothing of it.
  if (keyFrom(key) === 'length') return found;
  const isPart = typeof found === 'string' || (typeof found === 'object' && found?.kind === 'unknown');
  return isPart ? withTaints(found, taints) : found;
}

function ofUnknown(machine: Machine, object: Unknown, key: Value): Value {
  machine.unknowns += 1;
  const name = keyFrom(key);
  if (name !== undefined) {
    const own = object.props?.get(name);
    if (own !== undefined) return own;
  }
  return machine.apiMember(object, name, key);
}

function ofObject(machine: Machine, object: Obj, key: Value): Value {
  if (typeof key === 'number' && object.items !== undefined && key < object.items.length) {
    return withTaints(object.items[key], object.taints);
  }
  const name = keyFrom(key);
  if (name === undefined) return anyOf(machine, object, key);
  const trap = object.fallback === undefined ? undefined : (object.props.get(TRAP) as Value);
  if (trap !== undefined) return machine.call(trap, undefined, [object.fallback, key, object]);
  const own = ownMember(machine, object, name, object, 0);
  return own === MISSING ? missing(machine, object, name) : own;
}

/** Of an object that stands before another one: what is called for each member that is read. */
export const TRAP = '@@trap';
/** The same for each member that is written. */
export const SET_TRAP = '@@setTrap';

const MISSING: unique symbol = Symbol('missing');

function ownMember(machine: Machine, object: Obj, name: string, self: Value, depth: number): Value | typeof MISSING {
  if (object.props.has(name)) {
    const slot = object.props.get(name);
    return isAccessor(slot) ? readAccessor(machine, slot, self) : slot;
  }
  const indexed = indexedMember(machine, object, name);
  if (indexed !== MISSING) return indexed;
  const inherited = depth < MAX_PROTO ? inheritedMember(machine, object.proto, name, self, depth) : MISSING;
  if (inherited !== MISSING) return inherited;
  return object.call !== undefined && name === 'prototype' ? ownPrototype(machine, object) : MISSING;
}

function inheritedMember(
  machine: Machine,
  proto: Value,
  name: string,
  self: Value,
  depth: number,
): Value | typeof MISSING {
  if (typeof proto !== 'object' || proto === null) return MISSING;
  if (proto.kind === 'object') return ownMember(machine, proto, name, self, depth + 1);
  return proto.kind === 'unknown' ? machine.get(proto, name) : MISSING;
}

function readAccessor(machine: Machine, { get }: Accessor, self: Value): Value {
  return get === undefined ? undefined : machine.call(get, self, []);
}

function indexedMember(machine: Machine, object: Obj, name: string): Value | typeof MISSING {
  const { items, bytes } = object;
  if (SIZES.has(name)) return sizeOf(machine, object, name);
  if (!/^\d+$/.test(name)) return MISSING;
  if (bytes !== undefined)
    return areKnown(object, Number(name)) ? known(bytes[Number(name)], object.taints) : unknown(object.taints);
  if (items === undefined) return MISSING;
  const item = items[Number(name)];
  return object.rest === undefined ? withTaints(item, object.taints) : join(item, object.rest);
}

const SIZES: ReadonlySet<string> = new Set(['length', 'byteLength', 'size']);

function sizeOf(machine: Machine, { tag, items, bytes, rest, props }: Obj, name: string): Value | typeof MISSING {
  const isCollection = tag === 'Set' || tag === 'Map';
  if (isCollection !== (name === 'size')) return MISSING;
  if (bytes !== undefined) return bytes.length;
  if (items === undefined) return MISSING;
  // What was put into a collection under a condition may be there.
  const isOpen = rest !== undefined || props.has(MAY_LACK) || (isCollection && machine.depth > 0);
  return isOpen ? lost(machine) : items.length;
}

function ownPrototype(machine: Machine, callee: Obj): Value {
  if (callee.call?.kind === 'native') return machine.prototypeOfNative(callee);
  const prototype = object('Object', { props: [['constructor', callee]], depth: callee.depth });
  callee.props.set('prototype', prototype);
  return prototype;
}

/** What made it, and what it has its methods from. */
function parentOf(machine: Machine, object: Obj, name: string): Value {
  if (name === 'constructor') return machine.constructorOf(object);
  if (name !== '__proto__' || object.call === undefined) return undefined;
  return machine.call(machine.get(machine.global('Object'), 'getPrototypeOf'), undefined, [object]);
}

function missing(machine: Machine, object: Obj, name: string): Value {
  const method = methodOfPrimitive(machine, object.tag, name);
  if (method !== undefined) return method;
  if (object.fallback !== undefined) return machine.get(object.fallback, name);
  const parent = parentOf(machine, object, name);
  if (parent !== undefined) return parent;
  if (name === 'name' && object.call !== undefined) return object.call.name;
  if (object.rest !== undefined) return join(undefined, object.rest);
  if (object.open || object.taints.length > 0) {
    machine.unknowns += 1;
    return unknown(ownTaints(object));
  }
  return undefined;
}

/** An unknown key may be any of those that are there. */
function anyOf(machine: Machine, object: Obj, key: Value): Value {
  machine.unknowns += 1;
  if (object.fallback !== undefined && object.props.size === 0) return machine.get(object.fallback, key);
  const taints = joinTaints(
    object.taints,
    ownTaints(key).filter(({ kind }) => kind === 'environment' || isAlphabet(object)),
  );
  if (object.props.size + (object.items?.length ?? 0) > MAX_VALUES)
    return unknown(joinTaints(taints, allTaints(object)));
  const slots = [...object.props.values(), ...(object.items ?? [])].filter((slot) => !isAccessor(slot)) as Value[];
  // `if (commands[word]) return commands[word](); exec(word)`: there are more words than commands.
  const others = object.items === undefined && slots.every(isCallable) ? [undefined] : [];
  return withTaints(joinAll([...slots, ...(object.rest === undefined ? [] : [object.rest]), ...others]), taints);
}

export function isAccessor(slot: Value | Accessor): slot is Accessor {
  return typeof slot === 'object' && slot !== null && slot.kind === 'accessor';
}

/** Puts a value under a key of one value. */
export function setMember(machine: Machine, target: Single, key: Value, value: Value): void {
  if (typeof target !== 'object' || target === null || target.kind === 'known') return;
  if (target.kind === 'object' && isShared(target)) return;
  const name = keyFrom(key);
  if (target.kind === 'unknown') {
    machine.apiAssigned(target, name, key, value);
    return;
  }
  const trap = target.fallback === undefined ? undefined : (target.props.get(SET_TRAP) as Value);
  if (trap !== undefined) machine.callHandler(trap, [target.fallback, key, value, target]);
  else if (name === undefined) setUnderUnknown(machine, target, key, value);
  else setNamed(machine, target, name, value);
}

function setNamed(machine: Machine, target: Obj, name: string, value: Value): void {
  const setter = setterOf(target, name);
  if (setter !== undefined) machine.call(setter, target, [value]);
  else if (!isReplacedInLook(machine, target, name, value)) setOwn(machine, target, name, value);
}

/**
 * `JSON.parse = …`, `Promise.prototype.then = …`: everybody's calls go through it from now on.
 * @returns whether it is as it was, as nobody has called for that yet: in a first look at one function the rest of the code
 *   would be seen with methods that were never followed
 */
function isReplacedInLook(machine: Machine, target: Obj, name: string, value: Value): boolean {
  const holder = isCallable(value) ? nameOfLanguage(machine, target, name) : undefined;
  if (holder === undefined) return false;
  machine.apiAssigned(unknown([], { api: holder }), name, name, value);
  return machine.isFirstLook;
}

/** What of the language something is that has a method of that name already. */
function nameOfLanguage(machine: Machine, target: Obj, name: string): string | undefined {
  const { call, tag, props } = target;
  const old = props.get(name) as Value;
  if (call?.kind === 'native') return isObj(old) && old.call?.kind === 'native' ? call.name : undefined;
  const isAdded = old === undefined && methodOf(tag, name) !== undefined;
  return isAdded && isPrototypeOfLanguage(machine, target) ? `${tag}.prototype` : undefined;
}

function isPrototypeOfLanguage(machine: Machine, target: Obj): boolean {
  return target.tag !== 'Object' && target.proto === undefined && machine.prototype(target.tag) === target;
}

function setterOf(target: Obj, name: string): Value {
  let at: Value = target;
  for (let depth = 0; depth < MAX_PROTO && typeof at === 'object' && at?.kind === 'object'; depth += 1) {
    const slot = at.props.get(name);
    if (slot !== undefined) return isAccessor(slot) ? slot.set : undefined;
    at = at.proto;
  }
  return undefined;
}

function setOwn(machine: Machine, target: Obj, name: string, value: Value): void {
  makeMethod(target, value);
  if (target.items !== undefined || target.bytes !== undefined) {
    if (setIndexed(machine, target, name, value)) return;
  }
  const old = target.props.get(name);
  const isThere = target.props.has(name) || machine.isFirstLook || isMark(value);
  if (isThere && !isAccessor(old)) machine.overwrite(target.props, target.depth, name, old);
  target.props.set(name, value);
}

/** `Class.prototype.method = function () { … }`, as classes are written for engines that know none: what is called on an object of that class. */
function makeMethod(target: Obj, value: Value): void {
  const maker = target.props.get('constructor') as Value;
  if (!isObj(maker) || maker === value || maker.props.get('prototype') !== target) return;
  if (isObj(value) && value.call?.kind === 'closure' && isPlainFunction(value.call))
    value.call = { ...value.call, home: target };
}

/** One that is no method of anything yet. */
function isPlainFunction({ node, home, classParts }: Closure): boolean {
  return home === undefined && classParts === undefined && node?.type !== 'ArrowFunctionExpression';
}

/** What code remembers by of what it has done: `if (!init.done) { init.done = true; … }`. */
function isMark(value: Value): boolean {
  return value === true || typeof value === 'number';
}

/** `copy[key] = module[key]` over all keys of something makes the copy have what that has. */
function setUnderUnknown(machine: Machine, target: Obj, key: Value, value: Value): void {
  const source = machine.ownerOfKey(key);
  if (source !== undefined) target.fallback = target.fallback === undefined ? source : join(target.fallback, source);
  else target.rest = target.rest === undefined ? value : join(target.rest, value);
}

export function defineAccessor(target: Obj, key: Value, kind: 'get' | 'set', value: Value): void {
  const name = keyFrom(key);
  if (name === undefined || isShared(target)) return;
  const old = target.props.get(name);
  const other = old !== undefined && isAccessor(old) ? old : undefined;
  target.props.set(name, { kind: 'accessor', get: other?.get, set: other?.set, [kind]: value });
}

/** Gives one object what another one has, as a spread does. */
export function copyProperties(machine: Machine, target: Obj, source: Single): void {
  if (typeof source !== 'object' || source === null) return;
  if (source.kind === 'unknown') target.fallback = either(target.fallback, machine.wholeOf(source));
  if (source.kind !== 'object' || isShared(target)) return;
  for (const [name, slot] of source.props) {
    setOwn(machine, target, name, isAccessor(slot) ? readAccessor(machine, slot, source) : slot);
  }
  source.items?.forEach((item, index) => setOwn(machine, target, String(index), item));
  target.rest = either(target.rest, source.rest);
  target.fallback = either(target.fallback, source.fallback);
  target.taints = joinTaints(target.taints, source.taints);
  target.open ||= source.open;
}

/** Both, where there are two. */
function either(a: Value, b: Value): Value {
  if (a === undefined) return b;
  return b === undefined ? a : join(a, b);
}
