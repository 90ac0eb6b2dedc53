import { unknown } from '../values/lattice.js';
import type { Machine, Node, Reference, Scope, Value } from '../values/types.js';
import { assignName, memberKey } from './expressions.js';
import { lookUp } from './scopes.js';

/** A name or member that is both read and written, as in `a.b += 1`: what stands before it is evaluated once. */
export function referenceTo(machine: Machine, target: Node, scope: Scope): Reference {
  if (target.type === 'MemberExpression') {
    const holder = machine.evaluate(target.object, scope);
    const key = memberKey(machine, target, scope);
    return { read: () => machine.get(holder, key), write: (value) => machine.set(holder, key, value) };
  }
  if (target.type !== 'Identifier') return { read: () => unknown(), write: () => undefined };
  const { name } = target;
  return {
    read: () => {
      const binding = lookUp(scope, name);
      return binding === undefined ? machine.global(name) : binding.value;
    },
    write: (value) => assignName(machine, name, value, scope),
  };
}

/** Evaluates what is given to a name: a function without one takes it. */
export function evaluateNamed(machine: Machine, node: Node, target: Node, scope: Scope): Value {
  const isAnonymous =
    node.type === 'ArrowFunctionExpression' || (node.type === 'FunctionExpression' && node.id == null);
  if (!isAnonymous) return machine.evaluate(node, scope);
  return machine.function(node, scope, nameOfTarget(target));
}

function nameOfTarget(target: Node): string {
  if (target.type === 'Identifier') return target.name;
  if (target.type !== 'MemberExpression' || target.computed) return '';
  return target.property.type === 'Identifier' ? target.property.name : '';
}
