import { join, joinAll, unknown } from '../values/lattice.js';
import { array, isCallable, isObj, methods, native, promise, settled } from '../values/objects.js';
import type { Machine, Native, Value } from '../values/types.js';

/** `new Promise((resolve, reject) => …)`: runs at once, and has whatever `resolve` is given by then or later. */
export function promiseFrom(machine: Machine, executor: Value): Value {
  const made = promise(undefined, machine.depth);
  let isResolved = false;
  const wasResolved = (): boolean => isResolved;
  const resolve = native('resolve', (_machine, _self, [value]) => {
    const inner = settled(value);
    made.inner = isResolved ? join(made.inner, inner) : inner;
    isResolved = true;
    return undefined;
  });
  const reject = native('reject', (_machine, _self, [reason]) => {
    made.rest = made.rest === undefined ? reason : join(made.rest, reason);
    return undefined;
  });
  machine.call(executor, undefined, [resolve, reject]);
  // It may be resolved later, or where nobody has looked yet: what it will be is not known.
  if (!wasResolved()) made.inner = unknown();
  return made;
}

function then(machine: Machine, self: Value, [onValue, onError]: readonly Value[]): Value {
  const value = settled(self);
  const handled =
    isCallable(onError) || isApi(onError)
      ? machine.maybeValue(() => machine.call(onError, undefined, [reasonOf(self)]))
      : undefined;
  if (!isCallable(onValue) && !isApi(onValue)) return passedOn(machine, self, value, onError);
  // `.then(eval)`
  const called = isApi(onValue)
    ? machine.maybeValue(() => machine.call(onValue, undefined, [value]))
    : machine.callHandler(onValue, [value]);
  const result = settled(called);
  return passedOn(machine, self, handled === undefined ? result : join(result, settled(handled)), onError);
}

/** The next promise of a chain fails with what the one before it did, unless that was dealt with. */
function passedOn(machine: Machine, self: Value, value: Value, onError: Value): Value {
  const next = promise(value, machine.depth);
  if (isObj(self) && self.tag === 'Promise' && onError === undefined) next.rest = self.rest;
  return next;
}

/** What a promise was rejected with, where the code itself did it. */
function reasonOf(self: Value): Value {
  return isObj(self) && self.tag === 'Promise' && self.rest !== undefined ? self.rest : unknown();
}

function isApi(value: Value): boolean {
  return typeof value === 'object' && value?.kind === 'unknown' && value.api !== undefined;
}

/** The methods of a promise. */
export const PROMISE_METHODS: Readonly<Record<string, Native['run']>> = methods({
  then,
  catch: (machine, self, [onError]) => then(machine, self, [undefined, onError]),
  finally: (machine, self, [onEnd]) => {
    if (isCallable(onEnd)) machine.callHandler(onEnd, []);
    return self;
  },
});

function settledAll(machine: Machine, list: Value): readonly Value[] {
  return machine.elements(list).items.map(settled);
}

/** `Promise.all` and its kin. */
export const PROMISE_STATICS: Readonly<Record<string, Native['run']>> = methods({
  resolve: (machine, _self, [value]) => promise(settled(value), machine.depth),
  reject: (machine, _self, [reason]) => {
    const made = promise(undefined, machine.depth);
    made.rest = reason;
    return made;
  },
  all: (machine, _self, [list]) => {
    const { complete } = machine.elements(list);
    const all = array([...settledAll(machine, list)], machine.depth);
    if (!complete) all.rest = joinAll(all.items ?? []);
    return promise(all, machine.depth);
  },
  allSettled: (machine, _self, [list]) => {
    const results = settledAll(machine, list).map((value) => machine.record({ status: unknown(), value }));
    return promise(array(results, machine.depth), machine.depth);
  },
  race: (machine, _self, [list]) => promise(joinAll(settledAll(machine, list)), machine.depth),
  any: (machine, _self, [list]) => promise(joinAll(settledAll(machine, list)), machine.depth),
  withResolvers: (machine) => {
    const made = promise(undefined, machine.depth);
    const resolve = native('resolve', (_machine, _self, [value]) => {
      made.inner = join(made.inner, settled(value));
      return undefined;
    });
    return machine.record({ promise: made, resolve, reject: native('reject', () => undefined) });
  },
});
