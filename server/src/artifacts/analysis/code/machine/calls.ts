import type { ESTree } from 'meriyah';
import { isNullish, join, membersOf, unknown } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import type { Machine, Node, Scope, Single, Value } from '../values/types.js';
import { memberKey } from './references.js';
import { makeClass, superCall } from './functions.js';
import { templateStrings } from './templates.js';

function argumentsOf(machine: Machine, nodes: readonly Node[], scope: Scope): Value[] {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type === 'SpreadElement') args.push(...machine.elements(machine.evaluate(node.argument, scope)).items);
    else args.push(machine.evaluate(node, scope));
  }
  return args;
}

function runCall(machine: Machine, node: ESTree.CallExpression, scope: Scope): Value {
  const callee = node.callee as Node;
  if (callee.type === 'Super') return runSuper(machine, node, scope);
  if (callee.type === 'MemberExpression') return runMethod(machine, node, callee, scope);
  if (callee.type === 'Identifier' && callee.name === 'eval') return runEval(machine, node, scope);
  const target = machine.evaluate(callee, scope);
  if (node.optional && isNullish(target) === true) return undefined;
  const args = argumentsOf(machine, node.arguments, scope);
  return machine.at(node.start ?? 0, () => machine.call(target, undefined, args));
}

function runMethod(
  machine: Machine,
  node: ESTree.CallExpression,
  callee: ESTree.MemberExpression,
  scope: Scope,
): Value {
  const isSuper = (callee.object as Node).type === 'Super';
  const self = isSuper ? scope.frame.self : machine.evaluate(callee.object, scope);
  if (callee.optional && isNullish(self) === true) return undefined;
  const key = memberKey(machine, callee, scope);
  const holder = isSuper ? parentOf(machine, scope) : self;
  return machine.at(node.start ?? 0, () => {
    const members = membersOf(holder);
    if (members.length === 1 || isSuper) return callMember(machine, holder, self, key, node, scope);
    const args = argumentsOf(machine, node.arguments, scope);
    return members
      .filter((one) => one !== undefined && one !== null)
      .map((one: Single) => machine.call(machine.get(one, key), one, args))
      .reduce<Value>((all, one) => (all === undefined ? one : join(all, one)), undefined);
  });
}

function callMember(
  machine: Machine,
  holder: Value,
  self: Value,
  key: Value,
  node: ESTree.CallExpression,
  scope: Scope,
): Value {
  const target = machine.get(holder, key);
  if (node.optional && isNullish(target) === true) return undefined;
  const args = argumentsOf(machine, node.arguments, scope);
  return machine.call(target, self, args);
}

function parentOf(machine: Machine, scope: Scope): Value {
  const { home } = scope.frame;
  return isObj(home) ? (home.proto ?? unknown()) : unknown();
}

function runSuper(machine: Machine, node: ESTree.CallExpression, scope: Scope): Value {
  const args = argumentsOf(machine, node.arguments, scope);
  const { callee, self } = scope.frame;
  if (callee !== undefined && isObj(self)) machine.at(node.start ?? 0, () => superCall(machine, callee, self, args));
  return undefined;
}

/** A direct `eval` sees the names around it. */
function runEval(machine: Machine, node: ESTree.CallExpression, scope: Scope): Value {
  const args = argumentsOf(machine, node.arguments, scope);
  return machine.at(node.start ?? 0, () => machine.evaluateText(args[0], scope));
}

/** Calls, functions and classes. */
export const CALLS = {
  CallExpression: runCall,
  NewExpression: (machine: Machine, node: ESTree.NewExpression, scope: Scope): Value => {
    const callee = machine.evaluate(node.callee, scope);
    const args = argumentsOf(machine, node.arguments, scope);
    return machine.at(node.start ?? 0, () => machine.construct(callee, args));
  },
  TaggedTemplateExpression: (machine: Machine, node: ESTree.TaggedTemplateExpression, scope: Scope): Value => {
    const tag = node.tag as Node;
    const self = tag.type === 'MemberExpression' ? machine.evaluate(tag.object, scope) : undefined;
    const target =
      tag.type === 'MemberExpression'
        ? machine.get(self, memberKey(machine, tag, scope))
        : machine.evaluate(tag, scope);
    const strings = templateStrings(node.quasi.quasis.map(({ value }) => [value.cooked ?? '', value.raw]));
    const values = node.quasi.expressions.map((one) => machine.evaluate(one as Node, scope));
    return machine.at(node.start ?? 0, () => machine.call(target, self, [strings, ...values]));
  },
  FunctionExpression: (machine: Machine, node: ESTree.FunctionExpression, scope: Scope): Value =>
    machine.function(node, scope, node.id?.name ?? ''),
  FunctionDeclaration: (machine: Machine, node: ESTree.FunctionDeclaration, scope: Scope): Value =>
    machine.function(node, scope, node.id?.name ?? ''),
  ArrowFunctionExpression: (machine: Machine, node: ESTree.ArrowFunctionExpression, scope: Scope): Value =>
    machine.function(node, scope, ''),
  ClassDeclaration: (machine: Machine, node: ESTree.ClassDeclaration, scope: Scope): Value =>
    machine.class(makeClass(machine, node, scope)),
  ClassExpression: (machine: Machine, node: ESTree.ClassExpression, scope: Scope): Value =>
    machine.class(makeClass(machine, node, scope)),
};
