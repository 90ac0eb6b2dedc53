import type { ESTree } from 'meriyah';
import { isPhraseName } from '../platform/secrets.js';
import { isUnknown, join, truthOf, unknown } from '../values/lattice.js';
import { taint, withTaints } from '../values/taints.js';
import type { Completion, Machine, Node, Scope, Value } from '../values/types.js';
import { hoistedIn, type Hoisted } from './hoisting.js';
import { asksForMain } from './main-module.js';
import { truthOfTest } from './conditions.js';
import { createScope, declare, functionScopeOf } from './scopes.js';

type Run<T extends Node['type']> = (machine: Machine, node: Extract<Node, { type: T }>, scope: Scope) => Completion;
type Table = { readonly [T in Node['type']]?: Run<T> };

/** Statements that end where they began. */
export const STATEMENTS: Table = {
  ExpressionStatement: (machine, node, scope) => {
    machine.evaluate(node.expression, scope);
    return 'normal';
  },
  VariableDeclaration: (machine, node, scope) => {
    for (const { id, init } of node.declarations) declareVariable(machine, node.kind, id, init, scope);
    return 'normal';
  },
  // Hoisted: there before the first statement ran.
  FunctionDeclaration: () => 'normal',
  ClassDeclaration: (machine, node, scope) => {
    const made = machine.evaluate(node, scope);
    if (node.id !== null) declare(scope, node.id.name, made, machine.depth);
    return 'normal';
  },
  ReturnStatement: (machine, node, scope) => {
    const value = node.argument == null ? undefined : machine.evaluate(node.argument, scope);
    const { activation } = machine;
    activation.returned = activation.hasReturned ? join(activation.returned, value) : value;
    activation.hasReturned = true;
    return 'return';
  },
  ThrowStatement: (machine, node, scope) => {
    machine.activation.thrown = machine.evaluate(node.argument, scope);
    return 'throw';
  },
  BreakStatement: (machine, node) => (node.label == null ? 'break' : leaveTo(machine, node.label.name, 'break')),
  ContinueStatement: (machine, node) =>
    node.label == null ? 'continue' : leaveTo(machine, node.label.name, 'continue'),
  EmptyStatement: () => 'normal',
  DebuggerStatement: () => 'normal',
  BlockStatement: (machine, node, scope) => runBlock(machine, node.body, scope),
  StaticBlock: (machine, node, scope) => runBlock(machine, node.body, scope),
  IfStatement: runIf,
  LabeledStatement: (machine, node, scope) => {
    machine.expectLabel(node.label.name);
    const completion = machine.execute(node.body, scope);
    if (machine.label !== node.label.name) return completion;
    machine.label = undefined;
    return completion === 'break' ? 'normal' : completion;
  },
  TryStatement: runTry,
  SwitchStatement: runSwitch,
  WithStatement: (machine, node, scope) => {
    machine.evaluate(node.object, scope);
    return machine.maybe(() => machine.execute(node.body, scope));
  },
};

function leaveTo(machine: Machine, label: string, how: 'break' | 'continue'): Completion {
  machine.label = label;
  return how;
}

function declareVariable(machine: Machine, kind: string, id: Node, init: Node | null | undefined, scope: Scope): void {
  // `var x;` in a loop leaves x as it is.
  if (init == null && kind === 'var') return;
  const value = init == null ? undefined : machine.named(init, id, scope);
  machine.assign(id, id.type === 'Identifier' ? asCalled(machine, id.name, value) : value, scope, kind !== 'var');
}

/** What is put together and not known is what its name says: `const mnemonic = words.join(' ')`. */
function asCalled(machine: Machine, name: string, value: Value): Value {
  const isPhrase = isUnknown(value) && value.api === undefined && isPhraseName(name);
  return isPhrase ? withTaints(value, taint('key-material', machine.position(), name)) : value;
}

/** Declares what is hoisted, then runs the statements in a scope of their own where they declare names. */
export function runBlock(machine: Machine, body: readonly Node[], scope: Scope): Completion {
  const hoisted = hoistedIn(body);
  const inner = hoisted.lexical ? createScope(scope) : scope;
  declareHoisted(machine, hoisted, inner);
  return runStatements(machine, body, inner);
}

/** Runs statements in the scope given. */
export function runBody(machine: Machine, body: readonly Node[], scope: Scope): Completion {
  declareHoisted(machine, hoistedIn(body), scope);
  return runStatements(machine, body, scope);
}

export function runStatements(machine: Machine, body: readonly Node[], scope: Scope): Completion {
  for (const statement of body) {
    const completion = machine.execute(statement, scope);
    if (completion !== 'normal') return completion;
  }
  return 'normal';
}

export function declareHoisted(machine: Machine, { vars, functions }: Hoisted, scope: Scope): void {
  if (vars.length === 0 && functions.length === 0) return;
  const target = scope.isFunction ? scope : functionScopeOf(scope);
  for (const name of vars) if (!target.vars.has(name)) declare(target, name, undefined, machine.depth);
  for (const one of functions) {
    if (one.id != null) declare(scope, one.id.name, machine.function(one, scope, one.id.name), machine.depth);
  }
}

function runIf(machine: Machine, node: ESTree.IfStatement, scope: Scope): Completion {
  const truth = truthOfTest(machine, node.test, scope);
  if (truth === true) return machine.execute(node.consequent, scope);
  if (truth === false) return node.alternate == null ? 'normal' : machine.execute(node.alternate, scope);
  const consequent = (): Completion => machine.maybe(() => machine.execute(node.consequent, scope));
  const one = asksForMain(node.test, scope) ? machine.startedByHand(consequent) : consequent();
  const { alternate } = node;
  const other = alternate == null ? 'normal' : machine.maybe(() => machine.execute(alternate, scope));
  return either(machine, one, other);
}

/** Both ways were gone: only what both do is done. */
function either(machine: Machine, one: Completion, other: Completion): Completion {
  if (one === other) return one;
  machine.exits += 1;
  machine.label = undefined;
  return 'normal';
}

function runTry(machine: Machine, node: ESTree.TryStatement, scope: Scope): Completion {
  const outer = machine.rejected;
  machine.rejected = undefined;
  const completion = runCaught(machine, node, scope);
  if (node.handler != null) machine.rejected = outer;
  // Without a handler it fails further out.
  else machine.rejected ??= outer;
  if (node.finalizer == null) return completion;
  const last = machine.execute(node.finalizer, scope);
  return last === 'normal' ? completion : last;
}

function runCaught(machine: Machine, { block, handler }: ESTree.TryStatement, scope: Scope): Completion {
  const before = machine.unknowns;
  let completion = guarded(machine, () => machine.execute(block, scope));
  if (completion === 'throw' && handler != null) {
    completion = runHandler(machine, handler, scope);
  } else if (machine.unknowns > before && handler != null) {
    // Whatever was not known may have thrown.
    const handled = machine.maybe(() => runHandler(machine, handler, scope));
    if (handled !== 'throw') completion = either(machine, completion, handled);
  }
  return completion;
}

/** A call throws through its callers: the machine signals it, and the `try` catches it. */
function guarded(machine: Machine, run: () => Completion): Completion {
  const outcome = machine.catching(run);
  return outcome ?? 'throw';
}

function runHandler(machine: Machine, handler: ESTree.CatchClause, scope: Scope): Completion {
  const inner = createScope(scope);
  const thrown = machine.activation.thrown ?? machine.rejected ?? unknown();
  machine.activation.thrown = undefined;
  if (handler.param != null) machine.assign(handler.param, thrown, inner, true);
  return machine.execute(handler.body, inner);
}

function runSwitch(machine: Machine, node: ESTree.SwitchStatement, scope: Scope): Completion {
  const subject = machine.evaluate(node.discriminant, scope);
  const inner = createScope(scope);
  for (const { consequent } of node.cases) declareHoisted(machine, hoistedIn(consequent), inner);
  const start = startOf(machine, node, subject, inner);
  const completion =
    start === undefined ? runEveryCase(machine, node.cases, inner) : runFrom(machine, node.cases.slice(start), inner);
  return completion === 'break' && machine.label === undefined ? 'normal' : completion;
}

/** Which case is taken; the number of cases for none; undefined where that is not known. */
function startOf(machine: Machine, node: ESTree.SwitchStatement, subject: Value, scope: Scope): number | undefined {
  let fallback = node.cases.length;
  for (const [index, { test }] of node.cases.entries()) {
    if (test == null) {
      fallback = index;
      continue;
    }
    const truth = truthOf(machine.compare(subject, machine.evaluate(test, scope)));
    if (truth === undefined) return undefined;
    if (truth) return index;
  }
  return fallback;
}

function runFrom(machine: Machine, cases: readonly ESTree.SwitchCase[], scope: Scope): Completion {
  for (const { consequent } of cases) {
    const completion = runStatements(machine, consequent, scope);
    if (completion !== 'normal') return completion;
  }
  return 'normal';
}

/** Each case may be the one, and may fall through to the next. */
function runEveryCase(machine: Machine, cases: readonly ESTree.SwitchCase[], scope: Scope): Completion {
  const completions = cases.map((one) => machine.maybe(() => runFrom(machine, [one], scope)));
  const hasDefault = cases.some(({ test }) => test == null);
  const first = completions[0] ?? 'normal';
  if (hasDefault && first !== 'break' && completions.every((completion) => completion === first)) return first;
  if (completions.some((completion) => completion === 'continue' || completion === 'return')) machine.exits += 1;
  machine.label = undefined;
  return 'normal';
}
