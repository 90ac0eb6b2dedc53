import { joinAll, membersOf } from '../values/lattice.js';
import { isObj, native, promise } from '../values/objects.js';
import type { Closure, FunctionNode, Machine, Node, Obj, Value } from '../values/types.js';
import { splitFunctionOf } from './split-functions.js';

/**
 * What compilers have run functions that wait, for engines that know generators at best: `__awaiter(this, arguments, P, body)`,
 * `__async(this, arguments, body)` (esbuild), `_asyncToGenerator(body)` (Babel, swc). All functions of a file go through one of these, so
 * that as a function like any other it would be followed for the first few of them.
 */
export function runTrampoline(machine: Machine, callee: Value, args: readonly Value[]): Value {
  const body = args.at(-1);
  if (!isObj(body) || !mayBeRun(body) || !isTrampoline(callee)) return undefined;
  if (args.length === 1) return waiting(body);
  const [self, given] = args;
  return args.length < 3 ? undefined : machine.call(waiting(body), self, argumentsIn(machine, given));
}

function argumentsIn(machine: Machine, given: Value): readonly Value[] {
  return isObj(given) && given.items !== undefined ? machine.elements(given).items : [];
}

/** A function that runs a generator to its end, and gives a promise of what that returns. */
export function waiting(callee: Value): Obj {
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

function mayBeRun({ call }: Obj): boolean {
  if (call?.kind !== 'closure' || call.node === undefined) return false;
  return call.node.generator || givesSplit(call.node);
}

/** `function () { return __generator(this, function (_a) { switch (_a.label) … }); }` */
function givesSplit({ body }: FunctionNode): boolean {
  const last = body?.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  const given = last?.type === 'ReturnStatement' ? last.argument : undefined;
  if (given?.type !== 'CallExpression') return false;
  return (given.arguments as readonly Node[]).some(
    (one) => one.type === 'FunctionExpression' && splitFunctionOf(one) !== undefined,
  );
}

const cache = new WeakMap<FunctionNode, boolean>();
const LONGEST = 1500;

function isTrampoline(callee: Value): boolean {
  return isObj(callee) && callee.call?.kind === 'closure' && isOneOfThem(callee.call);
}

function isOneOfThem({ node, scope }: Closure): boolean {
  if (node === undefined) return false;
  const cached = cache.get(node);
  if (cached !== undefined) return cached;
  const { start = 0, end = 0 } = node;
  const text = end - start > LONGEST ? '' : scope.unit.text.slice(start, end);
  const result = /\bPromise\b/.test(text) && /\bnext\b/.test(text) && /\bapply\b/.test(text);
  cache.set(node, result);
  return result;
}
