import type { ESTree } from 'meriyah';
import { keyFrom } from '../language/coercion.js';
import { join, unknown } from '../values/lattice.js';
import { array, isObj, object, promise, settled } from '../values/objects.js';
import type { Activation, Closure, Frame, FunctionNode, Machine, Node, Obj, Scope, Value } from '../values/types.js';
import { generatorOf } from './generators.js';
import { createScope, declare, nameIn } from './scopes.js';
import { runBody } from './statements.js';

/** One way of entering a function. */
export interface Entry {
  readonly self: Value;
  readonly args: readonly Value[];
  readonly newTarget?: Value;
}

/** A function of the code as a value. */
export function makeFunction(machine: Machine, node: FunctionNode, scope: Scope, name: string, home?: Value): Obj {
  const ownName = node.type === 'FunctionExpression' ? node.id?.name : undefined;
  let outer = scope;
  const call: Closure = { kind: 'closure', node, scope, name, home };
  const made = object('Function', { call, depth: machine.depth });
  if (ownName !== undefined) {
    outer = createScope(scope);
    declare(outer, ownName, made, machine.depth);
    made.call = { ...call, scope: outer };
  }
  return made;
}

/** Runs the body of a function with what it is called with. */
export function runClosure(machine: Machine, callee: Obj, closure: Closure, entry: Entry): Value {
  const { node } = closure;
  if (node === undefined) return undefined;
  const frame: Frame =
    node.type === 'ArrowFunctionExpression'
      ? closure.scope.frame
      : { self: entry.self, args: entry.args, callee, newTarget: entry.newTarget, home: closure.home };
  const scope: Scope = {
    vars: new Map(),
    parent: closure.scope,
    frame,
    unit: closure.scope.unit,
    isFunction: true,
    turn: nameIn(entry.args[0]),
  };
  if (node.type !== 'ArrowFunctionExpression' && node.generator) {
    bindParameters(machine, node.params, entry.args, scope);
    return generatorOf(() => runGenerator(machine, node, scope), machine.depth);
  }
  const { value } = machine.activate(scope.unit, () => {
    bindParameters(machine, node.params, entry.args, scope);
    return runFunctionBody(machine, node, scope);
  });
  return node.async ? promise(settled(value), machine.depth) : value;
}

/** One that goes on with itself, also over others, gives what it gives already: walks of trees are written so. */
function runGenerator(machine: Machine, node: FunctionNode, scope: Scope): Activation {
  const { generators } = machine;
  if (generators.has(node)) return { returned: unknown(), hasReturned: true, thrown: undefined, yielded: [] };
  generators.add(node);
  try {
    return machine.activate(scope.unit, () => runFunctionBody(machine, node, scope)).activation;
  } finally {
    generators.delete(node);
  }
}

function runFunctionBody(machine: Machine, node: FunctionNode, scope: Scope): Value {
  const { body } = node;
  if (body == null) return undefined;
  if (body.type !== 'BlockStatement') return machine.evaluate(body, scope);
  const { activation } = machine;
  const completion = machine.catching(() => runBody(machine, body.body, scope));
  const isThrown = completion === 'throw' || completion === undefined;
  // `if (found) return found; throw new Error('none')`: whoever goes on has what it returned.
  if (isThrown) return activation.hasReturned ? activation.returned : machine.throwValue(activation.thrown);
  if (!activation.hasReturned) return undefined;
  return completion === 'return' ? activation.returned : join(activation.returned, undefined);
}

function bindParameters(machine: Machine, params: readonly Node[], args: readonly Value[], scope: Scope): void {
  params.forEach((param, index) => {
    if (param.type === 'Identifier') declare(scope, param.name, args[index], machine.depth);
    else if (param.type === 'RestElement')
      machine.assign(param.argument, array(args.slice(index), machine.depth), scope, true);
    else machine.assign(param, args[index], scope, true);
  });
}

/** A class as a value: its prototype holds the methods, its closure makes the instances. */
export function makeClass(machine: Machine, node: ESTree.ClassDeclaration | ESTree.ClassExpression, scope: Scope): Obj {
  const inner = createScope(scope);
  const superclass = node.superClass == null ? undefined : machine.evaluate(node.superClass, scope);
  const prototype = object('Object', {
    depth: machine.depth,
    proto: superclass === undefined ? undefined : machine.get(superclass, 'prototype'),
  });
  const members = node.body.body as readonly Node[];
  const constructor = members.find((one) => one.type === 'MethodDefinition' && one.kind === 'constructor');
  const name = node.id?.name ?? '';
  const made = object('Function', {
    depth: machine.depth,
    proto: superclass,
    call: {
      kind: 'closure',
      node: constructor?.type === 'MethodDefinition' ? constructor.value : undefined,
      scope: inner,
      name,
      home: prototype,
      classParts: {
        derived: node.superClass != null,
        fields: members.filter(
          (one) => one.type === 'PropertyDefinition' && !one.static,
        ) as ESTree.PropertyDefinition[],
      },
    },
  });
  prototype.props.set('constructor', made);
  made.props.set('prototype', prototype);
  if (name !== '') declare(inner, name, made, machine.depth);
  for (const member of members) defineMember(machine, member, made, prototype, inner);
  return made;
}

function defineMember(machine: Machine, member: Node, made: Obj, prototype: Obj, scope: Scope): void {
  if (member.type === 'StaticBlock') {
    machine.execute(member, withSelf(scope, made));
  } else if (member.type === 'PropertyDefinition') {
    if (member.static) defineField(machine, member, made, scope);
  } else if (member.type === 'MethodDefinition' && member.kind !== 'constructor') {
    const target = member.static ? made : prototype;
    const key = memberName(machine, member, scope);
    const method = machine.function(member.value, scope, keyFrom(key) ?? '', target);
    if (member.kind === 'method') machine.set(target, key, method);
    else machine.defineAccessor(target, key, member.kind, method);
  }
}

function memberName(
  machine: Machine,
  member: ESTree.MethodDefinition | ESTree.PropertyDefinition,
  scope: Scope,
): Value {
  const key = member.key as Node;
  if (member.computed) return machine.evaluate(key, scope);
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Identifier' ? key.name : String((key as ESTree.Literal).value);
}

function withSelf(scope: Scope, self: Value): Scope {
  return createScope(scope, { frame: { self, args: [], home: self } });
}

function defineField(machine: Machine, field: ESTree.PropertyDefinition, self: Value, scope: Scope): void {
  const inner = withSelf(scope, self);
  const value = field.value == null ? undefined : machine.evaluate(field.value, inner);
  machine.set(self, memberName(machine, field, inner), value);
}

/** What `new` makes of a function or class of the code. */
export function constructClosure(machine: Machine, callee: Obj, closure: Closure, args: readonly Value[]): Value {
  const prototype = machine.get(callee, 'prototype');
  const self = object('Object', { depth: machine.depth, proto: prototype });
  const returned = initialise(machine, callee, closure, self, args);
  return isObj(returned) && returned.tag !== 'Promise' ? returned : self;
}

/** Runs a constructor on an object that is there already, as `super()` does. */
export function initialise(machine: Machine, callee: Obj, closure: Closure, self: Obj, args: readonly Value[]): Value {
  const parts = closure.classParts;
  if (parts === undefined) return runClosure(machine, callee, closure, { self, args, newTarget: callee });
  if (closure.node === undefined && parts.derived) superCall(machine, callee, self, args);
  else if (!parts.derived) initialiseFields(machine, closure, self);
  return runClosure(machine, callee, closure, { self, args, newTarget: callee });
}

function initialiseFields(machine: Machine, closure: Closure, self: Obj): void {
  for (const field of closure.classParts?.fields ?? []) defineField(machine, field, self, closure.scope);
}

/** `super(…)`: the parent's part of the object, then the fields of the class itself. */
export function superCall(machine: Machine, callee: Obj, self: Obj, args: readonly Value[]): void {
  const parent = callee.proto;
  if (isObj(parent) && parent.call?.kind === 'closure') {
    initialise(machine, parent, parent.call, self, args);
  } else if (parent !== undefined && parent !== null) {
    self.fallback = machine.construct(parent, args);
  }
  if (callee.call?.kind === 'closure') initialiseFields(machine, callee.call, self);
}
