import { TRAP } from '../machine/members.js';
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

/** Handlers rarely matter: what is behind them does. */
export const makeProxy: Native['run'] = (machine, _self, [target, handler]) =>
  joinAll(membersOf(target).map((one) => proxyOf(machine, one, handler)));

function proxyOf(machine: Machine, target: Value, handler: Value): Value {
  if (isObj(handler)) callTraps(machine, target, handler);
  const trap = trapOf(machine, handler, 'get');
  const read = (self: Value): Value =>
    trap === undefined ? undefined : machine.maybeValue(() => machine.call(trap, handler, [target, unknown(), self]));
  if (!isObj(target)) {
    const member = read(target);
    if (isUnknown(target) && isObj(handler)) noteStandIn(machine, target, member);
    return target;
  }
  if (trap === undefined) return target;
  const made = object('Object', { depth: machine.depth });
  made.fallback = target;
  made.props.set(TRAP, trap);
  made.rest = read(made);
  return made;
}
