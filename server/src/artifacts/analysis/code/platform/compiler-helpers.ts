import { waiting } from '../machine/trampolines.js';
import { joinAll } from '../values/lattice.js';
import { array, isObj, native } from '../values/objects.js';
import type { Machine, Obj, Value } from '../values/types.js';
import { parameterTypes } from './injection.js';
import { UNHANDLED, type ApiCall, type Family } from './api-call.js';

/** Packages that hold what TypeScript, Babel and SWC otherwise write into each file. */
export const OF_COMPILERS =
  /^(?:tslib|@babel\/runtime(?:-corejs\d)?\/|@swc\/helpers\b|regenerator-runtime$|regeneratorRuntime$)/;

type Helper = (machine: Machine, args: readonly Value[], call: ApiCall) => Value | typeof UNHANDLED;

/**
 * By what is in their names. What `wrap` of regenerator and `__generator` are given is run wherever it is
 * (`machine/split-calls.ts`).
 */
const HELPERS: readonly (readonly [name: RegExp, helper: Helper])[] = [
  [/importStar|interop_?require_?wildcard/i, (machine, [module]) => withDefault(machine, module, true)],
  [/importDefault|interop_?require_?default/i, (machine, [module]) => withDefault(machine, module, false)],
  [/regeneratorRuntime\.mark|regenerator(?:-runtime)?(?:\.\w+)*\.mark$/, (_machine, [callee]) => callee],
  [/async_?to_?generator/i, (_machine, [callee]) => waiting(callee)],
  [/__awaiter$/, (machine, [self, , , body]) => machine.call(waiting(body), self, [])],
  [
    /__extends$|inherits(?:_?loose)?(?:\._|\.default)?$/i,
    (machine, [child, parent]) => inherit(machine, child, parent),
  ],
  [/__decorate$/, (machine, [decorators, ...target]) => decorate(machine, decorators, target)],
  [/__param$/, (_machine, [index, decorator]) => decorated(decorator, index)],
  [/__metadata$/, (_machine, [key, value]) => parameterTypes(key, value)],
  [/__spreadArrays?$|to_?consumable_?array|iterable_?to_?array/i, (machine, args) => listOfAll(machine, args)],
];

export const compilerHelpers: Family = (machine, call) => {
  const helper = call.args.length === 0 ? undefined : HELPERS.find(([name]) => name.test(call.api))?.[1];
  return helper === undefined ? UNHANDLED : helper(machine, call.args, call);
};

/** `require('x')` as `import x` and `import * as x` see it. What is known by its name is its own default. */
function withDefault(machine: Machine, module: Value, isWhole: boolean): Value {
  if (!isObj(module) || module.props.has('__esModule')) return module;
  const made = machine.record({ default: module });
  if (isWhole) machine.copyProperties(made, module);
  return made;
}

function inherit(machine: Machine, child: Value, parent: Value): Value {
  const prototype = machine.get(child, 'prototype');
  if (isObj(prototype)) prototype.proto = machine.get(parent, 'prototype');
  if (isObj(child)) child.proto = parent;
  return undefined;
}

function decorate(machine: Machine, decorators: Value, [target, ...more]: readonly Value[]): Value {
  for (const decorator of machine.elements(decorators).items) machine.call(decorator, undefined, [target, ...more]);
  return target;
}

/** A decorator of a parameter as one of the class. */
function decorated(decorator: Value, index: Value): Obj {
  return native('param', (machine, _self, [target, key]) => machine.call(decorator, undefined, [target, key, index]));
}

/** `__spreadArray(all, more, true)` */
function listOfAll(machine: Machine, args: readonly Value[]): Value {
  const lists = args.filter((arg) => typeof arg !== 'boolean').map((arg) => machine.elements(arg));
  const made = array(
    lists.flatMap(({ items }) => [...items]),
    machine.depth,
  );
  if (lists.some(({ complete }) => !complete)) {
    made.rest = joinAll(made.items ?? []);
    made.open = true;
  }
  return made;
}
