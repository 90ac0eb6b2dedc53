import { joinAll, membersOf } from '../values/lattice.js';
import { isObj, native, promise } from '../values/objects.js';
import type { Obj, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';

/**
 * Babel's helpers for engines without generators, as packages import them from `@babel/runtime`: `mark(f)` is the function,
 * `asyncToGenerator(f)` waits for each value that it yields. What `wrap` is given is run wherever it is (`machine/split-calls.ts`).
 */
export const regenerators: Family = (_machine, { method, api, args }) => {
  if (method === 'mark') return args[0];
  return api.includes('asyncToGenerator') && args.length > 0 ? waiting(args[0]) : UNHANDLED;
};

function waiting(callee: Value): Obj {
  return native('asyncToGenerator', (machine, self, args) => {
    const started = machine.call(callee, self, args);
    const isGenerator = isObj(started) && started.props.has('next');
    const given = isGenerator ? machine.get(machine.call(machine.get(started, 'next'), started, []), 'value') : started;
    return promise(joinAll(membersOf(given).map(settled)), machine.depth);
  });
}

function settled(value: Value): Value {
  return isObj(value) && value.tag === 'Promise' ? value.inner : value;
}
