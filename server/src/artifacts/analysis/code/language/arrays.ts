import { isUnknown, join, joinAll, known, membersOf, truthOf, unknown } from '../values/lattice.js';
import { array, isObj, MAY_LACK, method, methods } from '../values/objects.js';
import { allTaints, encoded, joinTaints, mayBeCode, ownTaints, taintsOfAll, withTaints } from '../values/taints.js';
import { iteratorOf } from './iterators.js';
import type { Elements, Machine, Native, Obj, Value } from '../values/types.js';
import { cutOff } from '../machine/indexed.js';
import { decodedTaints } from './buffers.js';
import { numberFrom, textFrom, OWN_TEXT } from './coercion.js';
import { binary } from './operators.js';

/** Lists that are gone through with a function of the package's: as long as it is known what it does, any length. */
const MAX_ABSTRACT = 64;

function each(
  machine: Machine,
  self: Value,
  args: readonly Value[],
  use: (result: Value, item: Value) => unknown,
): Elements {
  const elements = machine.elements(self);
  const [callback, context] = args;
  const start = machine.unknowns;
  let count = 0;
  if (elements.items.length === 0 && machine.isFirstLook)
    machine.maybeValue(() => machine.call(callback, context, [unknown(), unknown(), self]));
  for (const [index, item] of elements.items.entries()) {
    machine.step();
    const run = (): Value => machine.call(callback, context, [item, elements.complete ? index : unknown(), self]);
    const result = elements.complete ? run() : machine.maybeValue(run);
    if (use(result, item) === true) break;
    count += 1;
    if (machine.unknowns > start && count >= MAX_ABSTRACT) break;
  }
  return elements;
}

/** A list that may be longer than what is known of it keeps the rest apart. */
function resultList(machine: Machine, items: Value[], complete: boolean): Obj {
  const list = array(complete ? items : [], machine.depth);
  if (!complete && items.length > 0) list.rest = joinAll(items);
  if (!complete) list.open = true;
  return list;
}

function itemsOf(self: Value): Value[] | undefined {
  return isObj(self) && self.items !== undefined && self.rest === undefined ? self.items : undefined;
}

function mutating(run: (machine: Machine, items: Value[], args: readonly Value[], self: Obj) => Value): Native['run'] {
  return (machine, self, args) => {
    const items = itemsOf(self);
    if (items !== undefined && isObj(self)) return run(machine, items, args, self);
    if (isObj(self)) for (const arg of args) self.rest = self.rest === undefined ? arg : join(self.rest, arg);
    machine.unknowns += 1;
    return isObj(self) ? (self.rest ?? unknown(self.taints)) : unknown(joinTaints(allTaints(self), taintsOfAll(args)));
  };
}

/** What lies at an end of a list. By the time that somebody calls, others may have put something into one that a first look finds empty. */
function taken(machine: Machine, items: readonly Value[], self: Obj, take: () => Value): Value {
  if (items.length === 0 && machine.isFirstLook) return unknown(self.taints);
  return withTaints(moved(machine, take()), self.taints);
}

/** What happens once, as a key is pressed or a packet comes in, happens again: how many there will be is not known. */
function keepsComing(self: Obj, args: readonly Value[]): void {
  self.rest = joinAll(self.rest === undefined ? args : [self.rest, ...args]);
  self.open = true;
}

/** Words that a decoder shifts about are known, and so is how many there are. */
function isFromOutside(value: Value): boolean {
  return membersOf(value).some((one) =>
    isUnknown(one)
      ? one.taints.length > 0 || one.api === undefined
      : !isObj(one) && ownTaints(one).some((taint) => !mayBeCode(taint)),
  );
}

function find(machine: Machine, self: Value, args: readonly Value[]): { readonly index: Value; readonly item: Value } {
  const candidates: Value[] = [];
  const truths: (boolean | undefined)[] = [];
  let at = -1;
  let index = -1;
  each(machine, self, args, (result, item) => {
    at += 1;
    const truth = truthOf(result);
    truths.push(truth);
    if (truth !== false) candidates.push(item);
    if (truth === true && candidates.length === 1) index = at;
    return truth === true;
  });
  if (candidates.length === 0) return { index: -1, item: undefined };
  // Which of some names is set: perhaps none.
  const none = truths.includes(true) || candidates.some(isObj) ? [] : [undefined];
  return { index: index === -1 ? unknown() : index, item: joinAll([...candidates, ...none]) };
}

function filter(machine: Machine, self: Value, args: readonly Value[]): Value {
  const kept: Value[] = [];
  const truths: (boolean | undefined)[] = [];
  const { complete } = each(machine, self, args, (result, item) => {
    const truth = truthOf(result);
    if (truth === undefined) machine.unknowns += 1;
    truths.push(truth);
    if (truth !== false) kept.push(item);
  });
  // What may have been left out is kept: a list with too much in it shows what could be in it.
  const list = resultList(machine, kept, complete);
  if (truths.includes(undefined)) list.props.set(MAY_LACK, true);
  return list;
}

function reduce(machine: Machine, items: readonly Value[], args: readonly Value[], complete: boolean): Value {
  const [callback] = args;
  let result = args.length > 1 ? args[1] : items[0];
  items.slice(args.length > 1 ? 0 : 1).forEach((item, index) => {
    machine.step();
    const before = result;
    const run = (): Value => machine.call(callback, undefined, [before, item, index]);
    result = complete ? run() : join(before, machine.maybeValue(run));
  });
  return result;
}

function joinText(machine: Machine, self: Value, args: readonly Value[]): Value {
  const { items, complete } = machine.elements(self);
  const separator = args[0] === undefined ? ',' : textFrom(args[0]).text;
  const parts = items.map((item) =>
    item === undefined || item === null ? { text: '', taints: [], whole: true } : textFrom(item),
  );
  const taints = parts.reduce((all, part) => joinTaints(all, part.taints), isObj(self) ? self.taints : allTaints(self));
  if (!complete) return unknown(taints);
  if (parts.some(({ whole }) => !whole)) machine.unknowns += 1;
  return known(parts.map(({ text }) => text).join(separator), taints);
}

function flat(machine: Machine, value: Value, depth: number): Value[] {
  if (!isObj(value) || value.items === undefined || depth < 0) return [value];
  return machine.elements(value).items.flatMap((item) => flat(machine, item, depth - 1));
}

function sorted(machine: Machine, items: Value[], args: readonly Value[]): Value[] {
  const keys = items.map((item) => textFrom(item));
  const comparer = args[0];
  if (keys.some(({ whole }) => !whole)) return items;
  const budget = { left: items.length * 20 };
  return [...items].sort((a, b) => {
    if (comparer === undefined) return textFrom(a).text < textFrom(b).text ? -1 : 1;
    budget.left -= 1;
    return budget.left < 0 ? 0 : (numberFrom(machine.call(comparer, undefined, [a, b])) ?? 0);
  });
}

function position(machine: Machine, self: Value, args: readonly Value[]): Value {
  const { items, complete } = machine.elements(self);
  const truths = items.map((item) => truthOf(binary(machine, '===', item, args[0])));
  const index = truths.indexOf(true);
  if (index !== -1 && !truths.slice(0, index).includes(undefined)) return index;
  return complete && !truths.includes(undefined) ? -1 : unknown();
}

function list(machine: Machine, self: Value): { items: readonly Value[]; complete: boolean } {
  return machine.elements(self);
}

const splice = mutating((machine, items, args, self) => {
  const start = numberFrom(args[0]) ?? 0;
  const count = args.length < 2 ? items.length : (numberFrom(args[1]) ?? 0);
  if (args.length > 2 || start < 0 || start + count < items.length)
    return array(items.splice(start, count, ...args.slice(2)), machine.depth);
  const rest = items.slice(start);
  cutOff(machine, self, items, Math.min(start, items.length));
  return array(rest, machine.depth);
});

/** What stands in a list stands somewhere else now: what looks it up by number may give another text. */
function moved<T>(machine: Machine, result: T): T {
  machine.moves += 1;
  return result;
}

const SCHEME = 'http';

/** `'dilavni.daol//:sptth'.split('').reverse()` (fezbox, 2025) */
function isAddress(items: readonly Value[] = []): boolean {
  return items.length > SCHEME.length && Array.from(SCHEME).every((letter, at) => items[at] === letter);
}

/** The methods of a list. */
export const ARRAY_METHODS: Readonly<Record<string, Native['run']>> = methods({
  push: mutating((machine, items, args, self) => {
    const isOneOfMany = machine.depth > self.depth && args.some(isFromOutside);
    if (isOneOfMany) keepsComing(self, args);
    const count = items.push(...args);
    return isOneOfMany ? unknown() : count;
  }),
  unshift: mutating((machine, items, args) => moved(machine, items.unshift(...args))),
  pop: mutating((machine, items, _args, self) => taken(machine, items, self, () => items.pop())),
  shift: mutating((machine, items, _args, self) => taken(machine, items, self, () => items.shift())),
  splice: (machine, self, args) => {
    moved(machine, undefined);
    const removed = splice(machine, self, args);
    if (!isObj(self) || self.items === undefined || isObj(removed)) return removed;
    const some = array([], machine.depth);
    some.rest = removed;
    return some;
  },
  reverse: (machine, self) => {
    moved(machine, undefined);
    if (isObj(self)) {
      self.items?.reverse();
      self.taints = isAddress(self.items)
        ? decodedTaints(machine, self.taints, 'reverse')
        : encoded(self.taints, 'reverse');
    }
    return self;
  },
  toReversed: (machine, self) => array([...list(machine, self).items].reverse(), machine.depth),
  sort: (machine, self, args) => {
    const items = itemsOf(self);
    if (items !== undefined) items.splice(0, items.length, ...sorted(machine, items, args));
    return self;
  },
  fill: mutating((_machine, items, args, self) => {
    items.fill(args[0], numberFrom(args[1]) ?? 0, numberFrom(args[2]) ?? items.length);
    return self;
  }),
  map: (machine, self, args) => {
    const results: Value[] = [];
    const { complete } = each(machine, self, args, (result) => void results.push(result));
    return resultList(machine, results, complete);
  },
  flatMap: (machine, self, args) => {
    const results: Value[] = [];
    const { complete } = each(machine, self, args, (result) => void results.push(...flat(machine, result, 0)));
    return resultList(machine, results, complete);
  },
  forEach: (machine, self, args) => {
    each(machine, self, args, () => undefined);
    return undefined;
  },
  filter,
  find: (machine, self, args) => find(machine, self, args).item,
  findLast: (machine, self, args) => find(machine, self, args).item,
  findIndex: (machine, self, args) => find(machine, self, args).index,
  some: (machine, self, args) => {
    const { index } = find(machine, self, args);
    return typeof index === 'number' ? index !== -1 : unknown();
  },
  every: (machine, self, args) => {
    const truths: (boolean | undefined)[] = [];
    each(machine, self, args, (result) => void truths.push(truthOf(result)));
    if (truths.includes(false)) return false;
    return truths.includes(undefined) ? unknown() : true;
  },
  reduce: (machine, self, args) => {
    const { items, complete } = list(machine, self);
    return reduce(machine, items, args, complete);
  },
  reduceRight: (machine, self, args) => {
    const { items, complete } = list(machine, self);
    return reduce(machine, [...items].reverse(), args, complete);
  },
  join: joinText,
  toString: method((machine, self) => joinText(machine, self, [])),
  concat: (machine, self, args) => {
    const all = [self, ...args].map((one) =>
      isObj(one) && one.items !== undefined ? machine.elements(one) : { items: [one], complete: true },
    );
    const made = resultList(
      machine,
      all.flatMap(({ items }) => [...items]),
      all.every(({ complete }) => complete),
    );
    return withTaints(made, taintsOfAll([self, ...args].filter((one) => isObj(one) && one.bytes !== undefined)));
  },
  slice: (machine, self, args) => {
    const { items, complete } = list(machine, self);
    const start = args[0] === undefined ? 0 : numberFrom(args[0]);
    const end = args[1] === undefined ? undefined : numberFrom(args[1]);
    if (!complete || start === undefined) return resultList(machine, [...items], false);
    return array(items.slice(start, end), machine.depth);
  },
  flat: (machine, self, args) => {
    const { items, complete } = list(machine, self);
    const depth = numberFrom(args[0] ?? 1) ?? 1;
    return resultList(
      machine,
      items.flatMap((item) => flat(machine, item, Math.min(depth, 20) - 1)),
      complete,
    );
  },
  indexOf: position,
  includes: (machine, self, args) => {
    const index = position(machine, self, args);
    return typeof index === 'number' ? index !== -1 : unknown();
  },
  at: (machine, self, args) => {
    const { items, complete } = list(machine, self);
    const index = numberFrom(args[0]);
    return complete && index !== undefined ? items.at(index) : joinAll(items);
  },
  keys: (machine, self) => iteratorOf(machine, array([...list(machine, self).items.keys()], machine.depth)),
  values: iteratorOf,
  '@@iterator': iteratorOf,
  entries: (machine, self) => {
    const { items, complete } = list(machine, self);
    const pairs = items.map((item, index) => array([complete ? index : unknown(), item], machine.depth));
    const made = iteratorOf(machine, resultList(machine, pairs, complete));
    made.props.set(OWN_TEXT, '[object Array Iterator]');
    return made;
  },
});
