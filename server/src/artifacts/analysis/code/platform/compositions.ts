import { isUnknown } from '../values/lattice.js';
import { isCallable, isObj, native } from '../values/objects.js';
import type { Machine, Obj, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';

/** Packages with functions that make a function of functions. */
export const COMPOSERS: readonly string[] = ['ramda', 'lodash/fp', 'rambda', 'remeda', 'fp-ts/function', 'lodash'];

/** `pipe(f, g)`, `compose(g, f)`, `curry(f)`, `prop('env')`: what they give is a function of the package's own. */
export const compositions: Family = (_machine, { method, args }) => {
  const functions = args.every((arg) => isCallable(arg) || (isUnknown(arg) && arg.api !== undefined)) ? args : [];
  if (functions.length > 0 && FORWARDS.test(method)) return composed(functions);
  if (functions.length > 0 && BACKWARDS.test(method)) return composed([...functions].reverse());
  if (functions.length === 1 && method.startsWith('curry')) return curried(functions[0], []);
  if (method === 'prop' && args.length === 1)
    return native('prop', (machine, _self, [holder]) => machine.get(holder, args[0]));
  return UNHANDLED;
};

const FORWARDS = /^(?:pipe|flow|pipeK|pipeP)$/;
const BACKWARDS = /^(?:compose|flowRight|composeK|composeP)$/;

function composed([first, ...others]: readonly Value[]): Obj {
  return native('composed', (machine, _self, args) =>
    others.reduce((value, step) => applied(machine, step, value), machine.call(first, undefined, args)),
  );
}

/** What comes later waits for what is promised before. */
function applied(machine: Machine, step: Value, value: Value): Value {
  return machine.call(step, undefined, [isObj(value) && value.tag === 'Promise' ? value.inner : value]);
}

function curried(callee: Value, given: readonly Value[]): Obj {
  const wanted = isObj(callee) && callee.call?.kind === 'closure' ? (callee.call.node?.params.length ?? 1) : 1;
  return native('curried', (machine, _self, args) => {
    const all = [...given, ...args];
    return all.length < wanted ? curried(callee, all) : machine.call(callee, undefined, all);
  });
}
