import { SET_TRAP, TRAP } from '../machine/members.js';
import { noteStandIn } from '../platform/hooks.js';
import { isUnknown, joinAll, membersOf, unknown } from '../values/lattice.js';
import { array, isCallable, isObj, object } from '../values/objects.js';
import { taint } from '../values/taints.js';
import type { Machine, Native, Obj, Value } from '../values/types.js';

/** Functions take what they get as a list. */
const TRAPPED = 4;

/** A handler may be an object of a class. */
function trapOf(machine: Machine, handler: Value, name: string): Value {
  if (!isObj(handler)) return undefined;
  return isObj(handler.proto) ? machine.get(handler, name) : (handler.props.get(name) as Value);
}

/** `new Proxy(JSON.parse, { apply })`: what others give to somebody else's function goes through the handler. */
function callTraps(machine: Machine, target: Value, handler: Obj): void {
  const name = isUnknown(target)
    ? target.api
    : isObj(target) && target.call?.kind === 'native'
      ? target.call.name
      : undefined;
  if (name === undefined) return;
  const taints = taint('intercepted', machine.position(), name);
  for (const trap of ['apply', 'construct'] as const) {
    const run = trapOf(machine, handler, trap);
    const given = array(Array.from({ length: TRAPPED }, () => unknown(taints)));
    if (isCallable(run)) machine.callHandler(run, trap === 'apply' ? [target, unknown(), given] : [target, given]);
  }
}

/** What else of something an object may answer for that stands before it. They run as soon as somebody lists it, tests it or writes to it. */
const OTHER_TRAPS = [
  'has',
  'ownKeys',
  'getOwnPropertyDescriptor',
  'deleteProperty',
  'defineProperty',
  'getPrototypeOf',
];

function runOtherTraps(machine: Machine, target: Value, handler: Obj): void {
  for (const trap of OTHER_TRAPS) {
    const run = trapOf(machine, handler, trap);
    if (isCallable(run)) machine.callHandler(run, [target, unknown(), unknown()], handler);
  }
}

/** Handlers rarely matter: what is behind them does. */
export const makeProxy: Native['run'] = (machine, _self, [target, handler]) =>
  joinAll(membersOf(target).map((one) => proxyOf(machine, one, handler)));

function proxyOf(machine: Machine, target: Value, handler: Value): Value {
  if (isObj(handler)) {
    callTraps(machine, target, handler);
    if (isObj(target)) runOtherTraps(machine, target, handler);
  }
  const trap = trapOf(machine, handler, 'get');
  const read = (self: Value): Value =>
    trap === undefined ? undefined : machine.maybeValue(() => machine.call(trap, handler, [target, unknown(), self]));
  if (isObj(target)) return standsBefore(machine, target, { get: trap, set: trapOf(machine, handler, 'set') }, read);
  const member = read(target);
  if (isUnknown(target) && isObj(handler)) noteStandIn(machine, target, member);
  return target;
}

/** An object that asks its traps for each member. Lists are left as they are: what works on lists goes by their items. */
function standsBefore(
  machine: Machine,
  target: Obj,
  { get, set }: { readonly get: Value; readonly set: Value },
  read: (self: Value) => Value,
): Obj {
  const isWritten = isCallable(set) && target.items === undefined;
  if (get === undefined && !isWritten) return target;
  const made = object('Object', { depth: machine.depth });
  made.fallback = target;
  if (get !== undefined) made.props.set(TRAP, get);
  if (isWritten) made.props.set(SET_TRAP, set);
  made.rest = read(made);
  return made;
}
