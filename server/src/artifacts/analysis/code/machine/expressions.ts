import type { ESTree } from 'meriyah';
import { join, isNullish, known, truthOf, unknown } from '../values/lattice.js';
import { array, isObj, object, settled } from '../values/objects.js';
import { allTaints, joinTaints, ownTaints } from '../values/taints.js';
import { HOLE, SOMETHING, textOf } from '../values/text.js';
import type { Machine, Node, Reference, Scope, Unit, Value } from '../values/types.js';
import { binary, template, unary } from '../language/operators.js';
import { keyFrom, numberFrom } from '../language/coercion.js';
import { noteProvider } from '../platform/injection.js';
import { regExp } from '../language/regexp.js';
import { runElement, runFragment } from './jsx.js';
import { asKey, memberKey } from './references.js';
import { lookUp } from './scopes.js';
import { runLogical, truthOfTest } from './conditions.js';

/** What comes of a promise, where it does not fail. */
export function awaited(machine: Machine, value: Value): Value {
  if (isObj(value) && value.tag === 'Promise' && value.rest !== undefined) {
    // Whoever waits for it cannot know that it does not fail.
    machine.unknowns += 1;
    machine.rejected = machine.rejected === undefined ? value.rest : join(machine.rejected, value.rest);
  }
  return settled(value);
}

type Run<T extends Node['type']> = (machine: Machine, node: Extract<Node, { type: T }>, scope: Scope) => Value;
type Table = { readonly [T in Node['type']]?: Run<T> };

/** Chains like `a + b + c + …` of generated code are thousands long: they are walked, not descended. */
function runBinary(machine: Machine, node: ESTree.BinaryExpression, scope: Scope): Value {
  if (node.left.type !== 'BinaryExpression') return runStep(machine, node, operandAt(machine, node.left, scope), scope);
  const chain: ESTree.BinaryExpression[] = [node];
  let left: Node = node.left;
  while (left.type === 'BinaryExpression') {
    chain.push(left);
    left = left.left;
  }
  let value = operandAt(machine, left, scope);
  for (let index = chain.length - 1; index >= 0; index -= 1) {
    const one = chain[index];
    if (one !== undefined) value = runStep(machine, one, value, scope);
  }
  return value;
}

function operandAt(machine: Machine, node: Node, scope: Scope): Value {
  return node.type === 'PrivateIdentifier' ? unknown() : machine.evaluate(node, scope);
}

function runStep(machine: Machine, node: ESTree.BinaryExpression, left: Value, scope: Scope): Value {
  if (staysNaN(left, node)) return left;
  const right = machine.evaluate(node.right, scope);
  return node.operator === '+' ? added(machine, left, right) : binary(machine, node.operator, left, right);
}

const ARITHMETIC = new Set(['-', '*', '/', '%']);

/**
 * Whatever a number is added to what is no number, it stays none. Obfuscators shuffle their table of strings until a sum of ten
 * decoded strings is right, and nearly always the first one tells already that it is not.
 */
function staysNaN(left: Value, { operator, right }: ESTree.BinaryExpression): boolean {
  if (typeof left !== 'number' || !Number.isNaN(left)) return false;
  if (ARITHMETIC.has(operator)) return true;
  return operator === '+' && isNumeric(right);
}

function isNumeric(node: Node): boolean {
  if (node.type === 'UnaryExpression') return node.operator === '-' || node.operator === '+';
  if (node.type === 'BinaryExpression') return ARITHMETIC.has(node.operator);
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'parseInt';
}

function runIdentifier(machine: Machine, { name }: ESTree.Identifier, scope: Scope): Value {
  const binding = lookUp(scope, name);
  if (binding !== undefined) return binding.live === undefined ? binding.value : binding.live();
  if (name === 'undefined') return undefined;
  if (name === 'arguments') return machine.argumentsOf(scope.frame);
  return machine.global(name);
}

function runConditional(machine: Machine, node: ESTree.ConditionalExpression, scope: Scope): Value {
  const truth = truthOfTest(machine, node.test, scope);
  if (truth !== undefined) return machine.evaluate(truth ? node.consequent : node.alternate, scope);
  return join(
    machine.maybeValue(() => machine.evaluate(node.consequent, scope)),
    machine.maybeValue(() => machine.evaluate(node.alternate, scope)),
  );
}

const LOGICAL_ASSIGNMENTS = ['||=', '&&=', '??='];

function runAssignment(machine: Machine, node: ESTree.AssignmentExpression, scope: Scope): Value {
  const target = node.left as Node;
  if (node.operator === '=') {
    const value = machine.named(node.right, target, scope);
    if (target.type === 'MemberExpression' && isBlindCopy(target)) noteBlindCopy(machine, value, node.start ?? 0);
    machine.assign(target, value, scope, false);
    return value;
  }
  const place = machine.reference(target, scope);
  const old = place.read();
  if (LOGICAL_ASSIGNMENTS.includes(node.operator)) {
    const truth = node.operator === '??=' ? isNullish(old) : truthOf(old);
    const skips = node.operator === '||=' ? truth === true : truth === false;
    if (skips) return old;
    const value = machine.maybeValue(() => machine.evaluate(node.right, scope));
    const either = truth === undefined ? join(old, value) : value;
    place.write(either);
    return either;
  }
  const value = binary(machine, node.operator.slice(0, -1), countedOn(place, old), machine.evaluate(node.right, scope));
  place.write(value);
  return value;
}

/** How far calls have counted that nobody has seen is not known. */
function countedOn(place: Reference, old: Value): Value {
  return typeof old === 'number' && place.isLeftByOthers() ? unknown() : old;
}

function runUpdate(machine: Machine, node: ESTree.UpdateExpression, scope: Scope): Value {
  const place = machine.reference(node.argument, scope);
  const old = place.read();
  const before = typeof old === 'bigint' ? old : numberFrom(old);
  if (before === undefined || place.isLeftByOthers()) {
    place.write(unknown(allTaints(old)));
    return unknown();
  }
  const step = node.operator === '++' ? 1 : -1;
  const after = typeof before === 'bigint' ? before + BigInt(step) : before + step;
  place.write(after);
  return node.prefix ? after : before;
}

function runMember(machine: Machine, node: ESTree.MemberExpression, scope: Scope): Value {
  const object = machine.evaluate(node.object, scope);
  if (node.optional && isNullish(object) === true) return undefined;
  const key = memberKey(machine, node, scope);
  // Where something of the platform is read is where data comes from.
  const isUnknown = typeof object === 'object' && object?.kind === 'unknown';
  return isUnknown ? machine.at(node.start ?? 0, () => machine.get(object, key)) : machine.get(object, key);
}

/** Objects of the code's own say themselves what text they are. */
function added(machine: Machine, left: Value, right: Value): Value {
  return binary(machine, '+', asKey(machine, left), asKey(machine, right));
}

function runUnary(machine: Machine, node: ESTree.UnaryExpression, scope: Scope): Value {
  if (node.operator === 'delete') {
    machine.evaluate(node.argument, scope);
    return true;
  }
  if (node.operator === 'typeof' && node.argument.type === 'Identifier') {
    const binding = lookUp(scope, node.argument.name);
    if (binding === undefined) return unary(machine, 'typeof', machine.global(node.argument.name));
  }
  return unary(machine, node.operator, machine.evaluate(node.argument, scope));
}

function runArray(machine: Machine, node: ESTree.ArrayExpression, scope: Scope): Value {
  const items: Value[] = [];
  const made = array(items, machine.depth);
  for (const element of node.elements as readonly (Node | null)[]) {
    if (element === null) items.push(undefined);
    else if (element.type === 'SpreadElement')
      spreadInto(machine, machine.evaluate(element.argument, scope), made, items);
    else items.push(machine.evaluate(element, scope));
  }
  return made;
}

function spreadInto(machine: Machine, value: Value, made: { rest?: Value }, items: Value[]): void {
  const { items: found, complete } = machine.elements(value);
  if (complete) for (const item of found) items.push(item);
  else for (const item of found) made.rest = join(made.rest, item);
}

function runObject(machine: Machine, node: ESTree.ObjectExpression, scope: Scope): Value {
  const made = object('Object', { depth: machine.depth });
  for (const property of node.properties as readonly Node[]) {
    if (property.type === 'SpreadElement') machine.copyProperties(made, machine.evaluate(property.argument, scope));
    else if (property.type === 'Property') defineProperty(machine, made, property, scope);
  }
  if (made.props.has('provide')) noteProvider(machine, made);
  return made;
}

const MAX_YIELDED = 1000;

const BLIND_COPY = /^bcc$/i;
const ADDRESS = /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i;

/** A copy of every mail to an address that stands in the code (postmark-mcp 1.0.16, September 2025). */
function noteBlindCopy(machine: Machine, value: Value, offset: number): void {
  const address = textOf(value);
  if (address !== undefined && ADDRESS.test(address))
    machine.at(offset, () => machine.behave('hidden-recipient', address));
}

function isBlindCopy({ property }: ESTree.MemberExpression): boolean {
  const name = property.type === 'Identifier' ? property.name : property.type === 'Literal' ? property.value : '';
  return typeof name === 'string' && BLIND_COPY.test(name);
}

function defineProperty(
  machine: Machine,
  made: ReturnType<typeof object>,
  property: ESTree.Property,
  scope: Scope,
): void {
  const key = property.computed ? machine.evaluate(property.key, scope) : plainKey(property.key);
  const node = property.value as Node;
  const isFunction = node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
  const name = keyFrom(key) ?? '';
  const value = isFunction ? machine.function(node, scope, name, made) : machine.evaluate(node, scope);
  if (BLIND_COPY.test(name)) noteBlindCopy(machine, value, node.start ?? 0);
  if (property.kind === 'init') machine.set(made, key, value);
  else machine.defineAccessor(made, key, property.kind, value);
}

/** A key that is written as a name or a literal. */
export function plainKey(key: Node): string {
  return key.type === 'Identifier' ? key.name : String((key as ESTree.Literal).value);
}

/** What is written down in a text that is code, of which parts may not be known. */
function ofCode<T extends Value>(value: T, { holes }: Unit): T | Value {
  const text = holes === undefined ? undefined : textOf(value);
  if (holes === undefined || text?.includes(HOLE) !== true) return value;
  return known(text.replaceAll(HOLE, SOMETHING), joinTaints(holes, ownTaints(value)));
}

/** Operators and literals: everything that is neither a call nor a function. */
export const EXPRESSIONS: Table = {
  Literal: (_machine, node, { unit }) =>
    'regex' in node ? regExp(node.regex.pattern, node.regex.flags) : ofCode(node.value, unit),
  Identifier: runIdentifier,
  ThisExpression: (_machine, _node, scope) => scope.frame.self,
  TemplateLiteral: (machine, node, scope) => {
    const quasis = node.quasis.map(({ value }) => value.cooked ?? value.raw);
    const values = node.expressions.map((one) => asKey(machine, machine.evaluate(one as Node, scope)));
    return ofCode(template(machine, quasis, values), scope.unit);
  },
  BinaryExpression: runBinary,
  LogicalExpression: runLogical,
  ConditionalExpression: runConditional,
  AssignmentExpression: runAssignment,
  UpdateExpression: runUpdate,
  UnaryExpression: runUnary,
  MemberExpression: runMember,
  ArrayExpression: runArray,
  ObjectExpression: runObject,
  SequenceExpression: (machine, node, scope) =>
    node.expressions.reduce<Value>((_last, one) => machine.evaluate(one, scope), undefined),
  ChainExpression: (machine, node, scope) => machine.evaluate(node.expression, scope),
  ParenthesizedExpression: (machine, node, scope) => machine.evaluate(node.expression, scope),
  AwaitExpression: (machine, node, scope) => awaited(machine, machine.evaluate(node.argument, scope)),
  YieldExpression: (machine, node, scope) => {
    const value = node.argument == null ? undefined : machine.evaluate(node.argument, scope);
    const { yielded } = machine.activation;
    const given = node.delegate ? machine.elements(value).items : [value];
    // Nobody asks for all that a generator without an end has.
    if (yielded.length < MAX_YIELDED) yielded.push(...given.slice(0, MAX_YIELDED - yielded.length));
    else machine.exits += 1;
    // Generators that stand for `async` get the settled value back.
    return awaited(machine, value);
  },
  MetaProperty: (machine, node, scope) => (node.meta.name === 'new' ? scope.frame.newTarget : machine.importMeta()),
  ImportExpression: (machine, node, scope) => machine.importModule(machine.evaluate(node.source, scope)),
  JSXElement: runElement,
  JSXFragment: runFragment,
};
