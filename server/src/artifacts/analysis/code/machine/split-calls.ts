import { isObj } from '../values/objects.js';
import type { Closure, Frame, FunctionNode, Machine, Obj, Value } from '../values/types.js';
import { generatorOf } from './generators.js';
import { createScope, declare } from './scopes.js';
import { isRunnerOfSplit, splitFunctionOf, wholeFunctionOf, type SplitFunction } from './split-functions.js';
import { SplitRun } from './split-runs.js';

/** A split function among the arguments of a call, and how it is run. */
interface Found {
  readonly split: SplitFunction;
  readonly body: Obj;
  readonly closure: Closure;
  readonly self: Value;
  readonly guards: Value;
}

/**
 * What a call gives that runs a split function, whoever is called: a generator. It runs at once, as nobody may ask it for
 * anything whom the analysis can follow. Undefined where none is among the arguments. @param onRun is told which one it is
 */
export function runSplit(
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  onRun: (node: FunctionNode) => void,
): Value {
  const found = splitAmong(callee, args);
  if (found?.closure.node === undefined) return undefined;
  onRun(found.closure.node);
  const { closure, self, body, split, guards } = found;
  const { scope: parent } = closure;
  let hasFailed = false;
  const { activation } = machine.activate(parent.unit, () => {
    const frame: Frame = { self, args: [], callee: body, home: closure.home };
    const scope = createScope(parent, { frame, isFunction: true });
    const run = new SplitRun(machine, split, scope, guards);
    const [state] = closure.node?.params ?? [];
    if (state?.type === 'Identifier') declare(scope, state.name, run.state, machine.depth);
    hasFailed = machine.catching(() => run.run()) === undefined;
    return machine.activation.returned;
  });
  return generatorOf(() => (hasFailed ? machine.throwValue(activation.thrown) : activation), machine.depth);
}

function splitAmong(callee: Value, args: readonly Value[]): Found | undefined {
  for (const [index, body] of args.entries()) {
    const closure = isObj(body) ? body.call : undefined;
    if (!isObj(body) || closure?.kind !== 'closure') continue;
    const split = splitFunctionOf(closure.node) ?? wholeAmong(callee, args, index);
    const [self, guards] = split?.dialect === 'lists' ? [args[0]] : args.slice(index + 2);
    if (split !== undefined) return { split, body, closure, self, guards };
  }
  return undefined;
}

/** One that waits for nothing: only who is called with it tells that. */
function wholeAmong(callee: Value, args: readonly Value[], index: number): SplitFunction | undefined {
  const body = args[index];
  const isRun = index === 1 && args.length === 2 && runsSplit(callee);
  return isRun && isObj(body) && body.call?.kind === 'closure' ? wholeFunctionOf(body.call.node) : undefined;
}

const RUNNER = /(?:^|\.)_?_(?:ts_)?generator$/;

/** Whether what is called is what TypeScript or swc run split functions with, in the file or out of their package. */
function runsSplit(callee: Value): boolean {
  if (isObj(callee)) return callee.call?.kind === 'closure' && isRunnerOfSplit(callee.call.node);
  return typeof callee === 'object' && callee?.kind === 'unknown' && RUNNER.test(callee.api ?? '');
}
