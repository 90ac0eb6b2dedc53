import type { ESTree } from 'meriyah';
import { isNullish, join, truthOf } from '../values/lattice.js';
import type { Machine, Scope, Value } from '../values/types.js';
import { asksForMain } from './main-module.js';

/** `a && b`, `a || b`, `a ?? b`. */
export function runLogical(machine: Machine, node: ESTree.LogicalExpression, scope: Scope): Value {
  const left = machine.evaluate(node.left, scope);
  const decided = node.operator === '??' ? isNullish(left) : truthOf(left);
  const takesRight = node.operator === '||' ? decided === false : decided === true;
  if (decided !== undefined) return takesRight ? machine.evaluate(node.right, scope) : left;
  const right = rightWhereUncertain(machine, node, scope);
  if (node.operator !== '&&') return join(left, right);
  // `a && b` is b where a is worth anything. A yes or no may be a no all the same.
  return right === true || typeof right === 'number' ? join(right, false) : right;
}

/** Of what decides which way is gone: `a && {}` is true only where a is, though it is `{}` for whoever uses it. */
export function truthOfTest(machine: Machine, test: ESTree.Expression, scope: Scope): boolean | undefined {
  if (test.type !== 'LogicalExpression' || test.operator !== '&&') return truthOf(machine.evaluate(test, scope));
  const left = truthOfTest(machine, test.left, scope);
  if (left !== undefined) return left && truthOfTest(machine, test.right, scope);
  return truthOf(rightWhereUncertain(machine, test, scope)) === false ? false : undefined;
}

function rightWhereUncertain(machine: Machine, node: ESTree.LogicalExpression, scope: Scope): Value {
  const evaluateRight = (): Value => machine.maybeValue(() => machine.evaluate(node.right, scope));
  const isStart = node.operator === '&&' && asksForMain(node.left, scope);
  return isStart ? machine.startedByHand(evaluateRight) : evaluateRight();
}
