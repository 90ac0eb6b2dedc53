import { isOfFields } from '../platform/page-input.js';
import { isUnknown, joinAll, known, membersOf, truthOf, unknown } from '../values/lattice.js';
import { array, isCallable, isObj, settled } from '../values/objects.js';
import { allTaints, withTaints } from '../values/taints.js';
import { isSymbolic, textOf } from '../values/text.js';
import type { Elements, Machine, Obj, Single, Value } from '../values/types.js';

/** Longer lists of what is the same for all: a text of megabytes spread into characters. */
const MAX_ELEMENTS = 400_000;

/** To make a list takes its time, too: this many elements take as long as a step. */
const ELEMENTS_OF_A_STEP = 32;

/** Rounds of an iterator of the code's own. */
const MAX_ROUNDS = 100;

/** What a loop or a spread goes through. */
export function elementsOf(machine: Machine, value: Value): Elements {
  const members = membersOf(value);
  const [only] = members;
  const elements =
    members.length === 1 ? elementsOfOne(machine, only) : { items: [...ofAny(machine, members)], complete: false };
  machine.pay(Math.ceil(elements.items.length / ELEMENTS_OF_A_STEP));
  return elements;
}

/** What stands in any of several lists, each thing once: where a list may be the same one before and after, it must not double. */
function ofAny(machine: Machine, members: readonly Single[]): ReadonlySet<Value> {
  const found = new Set<Value>();
  for (const one of members) for (const item of elementsOfOne(machine, one).items) found.add(item);
  return found;
}

function elementsOfOne(machine: Machine, value: Single): Elements {
  const text = textOf(value);
  if (text !== undefined) return charactersOf(value, text);
  if (typeof value !== 'object' || value === null) return { items: [], complete: true };
  if (value.kind !== 'object') return standIn(machine, value);
  if (value.items !== undefined && value.tag !== 'Map') return listed(value);
  if (value.bytes !== undefined) return bytesOf(value, value.bytes);
  return iterated(machine, value);
}

function charactersOf(value: Value, text: string): Elements {
  if (isSymbolic(text) || text.length > MAX_ELEMENTS) return { items: [unknown(allTaints(value))], complete: false };
  const taints = allTaints(value);
  return { items: Array.from(text, (character) => known(character, taints)), complete: true };
}

function listed(value: Obj): Elements {
  const { items: own = [], taints, rest, open } = value;
  const items = taints.length === 0 ? [...own] : own.map((item) => withTaints(item, taints));
  if (rest === undefined && !open) return { items, complete: true };
  items.push(rest ?? unknown(taints));
  return { items, complete: false };
}

function bytesOf(value: Obj, bytes: Uint8Array): Elements {
  if (value.ranges !== undefined) return { items: [unknown(value.taints)], complete: false };
  return { items: Array.from(bytes.subarray(0, MAX_ELEMENTS), (byte) => known(byte, value.taints)), complete: true };
}

function iterated(machine: Machine, value: Obj): Elements {
  const all = value.props.get('@@all');
  if (all !== undefined) return elementsOf(machine, machine.call(all as Value, value, []));
  if (value.tag === 'Map' && value.items !== undefined)
    return { items: value.items, complete: value.rest === undefined };
  return byIterator(machine, value) ?? standIn(machine, value);
}

/** What the iterator that the code itself has made gives, as far as it is known when it ends. */
function byIterator(machine: Machine, value: Obj): Elements | undefined {
  const own = machine.get(value, '@@iterator') ?? machine.get(value, '@@asyncIterator');
  if (!isCallable(own)) return undefined;
  const iterator = machine.call(own, value, []);
  if (isObj(iterator) && iterator.props.has('@@all')) return elementsOf(machine, iterator);
  const next = machine.get(iterator, 'next');
  if (!isCallable(next)) return undefined;
  const items: Value[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const result = settled(machine.call(next, iterator, []));
    const isDone = truthOf(machine.get(result, 'done'));
    if (isDone === true) return { items, complete: true };
    items.push(machine.get(result, 'value'));
    if (isDone === undefined) break;
  }
  return { items, complete: false };
}

function standIn(machine: Machine, value: Value): Elements {
  machine.unknowns += 1;
  const one = isUnknown(value) && isOfFields(value) ? machine.apiObject('field()') : unknown(allTaints(value));
  return { items: [one], complete: false };
}

/** The names a loop over an object goes through. */
export function keysOf(machine: Machine, value: Value): Elements {
  const all = membersOf(value).map((one) => keysOfOne(machine, one));
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  return { items: all.flatMap(({ items }) => items), complete: all.every(({ complete }) => complete) };
}

function keysOfOne(machine: Machine, value: Single): Elements {
  if (typeof value !== 'object' || value === null || value.kind === 'known') return { items: [], complete: true };
  if (value.kind === 'unknown') {
    machine.unknowns += 1;
    return keysOfAny(machine, value);
  }
  const names: readonly Value[] = value.rest === undefined ? ownNames(value) : [...ownNames(value), unknown()];
  const isAll = value.rest === undefined && !value.open;
  if (value.fallback === undefined) return { items: names, complete: isAll };
  const copied = keysOfAny(machine, value.fallback);
  return { ...copied, items: [...names, ...copied.items] };
}

/** One name that stands for all, or those that the platform knows of. */
function keysOfAny(machine: Machine, source: Value): Elements {
  const named = isUnknown(source) ? machine.namesIn(source) : undefined;
  return named ?? { items: [machine.keyOf(source)], complete: false };
}

function ownNames({ items = [], props }: Obj): readonly string[] {
  return [...[...items.keys()].map(String), ...[...props.keys()].filter((name) => !/^(?:@@|#)/.test(name))];
}

/** The same as a list of the language. */
export function listOf(machine: Machine, { items, complete, rest }: Elements): Obj {
  if (rest !== undefined) return Object.assign(array(items.slice(0, -1), machine.depth), { rest });
  const list = array(complete ? [...items] : [], machine.depth);
  if (!complete) Object.assign(list, { rest: joinAll(items), open: true });
  return list;
}
