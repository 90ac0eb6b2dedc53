import { unknown } from '../values/lattice.js';
import { sourceOf } from './coercion.js';
import { isObj, method, methods, native } from '../values/objects.js';
import type { Machine, Native, Value } from '../values/types.js';

function boundTo(callee: Value, self: Value, first: readonly Value[]): Value {
  const bound = native('bound', (machine: Machine, _self, rest) => machine.call(callee, self, [...first, ...rest]));
  bound.props.set('@@bound', callee);
  return bound;
}

/** What every function has. */
export const FUNCTION_METHODS: Readonly<Record<string, Native['run']>> = methods({
  call: (machine, self, [context, ...args]) => machine.call(self, context, args),
  apply: (machine, self, [context, args]) =>
    machine.call(self, context, args === undefined || args === null ? [] : machine.elements(args).items),
  bind: (_machine, self, [context, ...args]) => boundTo(self, context, args),
  toString: method((_machine, self) =>
    isObj(self) && self.call !== undefined ? (sourceOf(self.call) ?? unknown()) : unknown(),
  ),
});
