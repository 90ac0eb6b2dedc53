import type { ESTree } from 'meriyah';
import { unknown } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { textOf } from '../values/text.js';
import type { Machine, Node, Reference, Scope, Value } from '../values/types.js';
import { isAccessor } from './members.js';
import { lookUp, store } from './scopes.js';

/** A name or member that is both read and written, as in `a.b += 1`: what stands before it is evaluated once. */
export function referenceTo(machine: Machine, target: Node, scope: Scope): Reference {
  if (target.type === 'MemberExpression') {
    const holder = machine.evaluate(target.object, scope);
    const key = memberKey(machine, target, scope);
    return {
      read: () => machine.get(holder, key),
      write: (value) => machine.set(holder, key, value),
      isLeftByOthers: () => isObj(holder) && machine.isLeftByOthers(holder.props, holder.depth, textOf(key) ?? ''),
    };
  }
  if (target.type !== 'Identifier')
    return { read: () => unknown(), write: () => undefined, isLeftByOthers: () => false };
  const { name } = target;
  return {
    read: () => {
      const binding = lookUp(scope, name);
      return binding === undefined ? machine.global(name) : binding.value;
    },
    write: (value) => assignName(machine, name, value, scope),
    isLeftByOthers: () => {
      const binding = lookUp(scope, name);
      return binding !== undefined && machine.isLeftByOthers(binding, binding.depth, '');
    },
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

/** An object that stands for a name says so itself: `process[{ toString: () => 'env' }]`. */
export function asKey(machine: Machine, value: Value): Value {
  if (!isObj(value) || value.tag !== 'Object') return value;
  const own = ['@@toPrimitive', 'toString', 'valueOf'].map((name) => value.props.get(name));
  const convert = own.find((slot) => slot !== undefined && !isAccessor(slot) && isCallable(slot));
  return convert === undefined ? value : machine.call(convert as Value, value, ['string']);
}

/** The key of a member expression as a value. */
export function memberKey(machine: Machine, node: ESTree.MemberExpression, scope: Scope): Value {
  if (node.computed) return asKey(machine, machine.evaluate(node.property, scope));
  const property = node.property as Node;
  return property.type === 'PrivateIdentifier' ? `#${property.name}` : (property as ESTree.Identifier).name;
}

/** Writes to a name: the nearest binding's, else the global object's. */
export function assignName(machine: Machine, name: string, value: Value, scope: Scope): void {
  const binding = lookUp(scope, name);
  if (binding === undefined) machine.apiAssigned(machine.apiObject('global'), name, name, value);
  else store(machine, binding, value);
}
