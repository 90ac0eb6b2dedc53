import { isObj } from '../values/objects.js';
import type { FunctionNode, Node, Value } from '../values/types.js';

/** What keeps a private member calls one or two more that do; a visitor that is handed what it has seen calls itself. */
const DEEPEST_KEEPER = 5;

/** Whether a call does so little that it is followed where no others are. @param calls how many are under way */
export function isFollowedAlways(node: FunctionNode | undefined, args: readonly Value[], calls: number): boolean {
  return isProxy(node) || (calls < DEEPEST_KEEPER && keepsPrivate(node, args));
}

const cache = new WeakMap<FunctionNode, boolean>();

/**
 * Whether a function only hands on what it is given: `function (f, a) { return f(a); }`, `(a, b) => a === b`. Control-flow
 * flattening puts such a one between every call and what is called, so it is worth following each time. It costs nothing: with
 * one call in it, it cannot branch out.
 */
export function isProxy(node: FunctionNode | undefined): boolean {
  if (node === undefined) return false;
  const cached = cache.get(node);
  if (cached !== undefined) return cached;
  const result = node.params.every(({ type }) => type === 'Identifier') && handsOn(resultOf(node));
  cache.set(node, result);
  return result;
}

/** The expression that a function consists of. */
function resultOf({ body, async: isAsync }: FunctionNode): Node | undefined {
  if (body == null || isAsync) return undefined;
  if (body.type !== 'BlockStatement') return body;
  const [only] = body.body;
  return body.body.length === 1 && only?.type === 'ReturnStatement' ? (only.argument ?? undefined) : undefined;
}

function handsOn(expression: Node | undefined): boolean {
  if (expression?.type !== 'CallExpression') return expression !== undefined && isPlain(expression);
  return isPlain(expression.callee) && expression.arguments.every(isPlain);
}

/** The parts of an expression that is nothing but its parts. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  Identifier: [],
  Literal: [],
  MemberExpression: ['object', 'property'],
  BinaryExpression: ['left', 'right'],
  LogicalExpression: ['left', 'right'],
  SpreadElement: ['argument'],
  UnaryExpression: ['argument'],
};

function isPlain(node: Node): boolean {
  const holder = node as unknown as Readonly<Record<string, Node | undefined>>;
  return PARTS[node.type]?.map((part) => holder[part]).every((part) => part !== undefined && isPlain(part)) ?? false;
}

/** Longer than any of these. */
const LONGEST_KEEPER = 800;

const keepers = new WeakMap<FunctionNode, boolean>();

/**
 * Whether a call only looks for something in a collection that it is given, or puts it there: `__privateGet(this, field)`,
 * `_classPrivateFieldGet(field, this)`, as compilers write private members of classes. Each field is another collection.
 */
export function keepsPrivate(node: FunctionNode | undefined, args: readonly Value[]): boolean {
  if (node === undefined || !args.some(isCollection)) return false;
  const cached = keepers.get(node);
  if (cached !== undefined) return cached;
  const result =
    node.params.length > 1 && (node.end ?? 0) - (node.start ?? 0) <= LONGEST_KEEPER && isStraight(node.body);
  keepers.set(node, result);
  return result;
}

function isCollection(value: Value): boolean {
  return isObj(value) && (value.tag === 'Map' || value.tag === 'Set');
}

const GOES_ROUND = /^(?:For|While|DoWhile)|Function|^Class|^Yield|^Await|^VariableDeclaration|^Switch|^Try/;

/** Without loops, names and functions of its own: what does more than one thing has some of them. */
function isStraight(part: unknown): boolean {
  if (Array.isArray(part)) return part.every(isStraight);
  if (typeof part !== 'object' || part === null) return true;
  const { type } = part as { readonly type?: unknown };
  return !(typeof type === 'string' && GOES_ROUND.test(type)) && Object.values(part).every(isStraight);
}

const chained = new WeakMap<FunctionNode, boolean>();

/** Whether a method ends with `return this`, so that further ones can be called on what it gives. */
export function givesItself(node: FunctionNode | undefined): boolean {
  if (node === undefined) return false;
  const cached = chained.get(node);
  if (cached !== undefined) return cached;
  const given = node.async ? undefined : lastGiven(node.body);
  const value = given?.type === 'SequenceExpression' ? given.expressions.at(-1) : given;
  const result = value?.type === 'ThisExpression';
  chained.set(node, result);
  return result;
}

function lastGiven(body: FunctionNode['body']): Node | undefined {
  const last = body?.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  return last?.type === 'ReturnStatement' ? (last.argument ?? undefined) : undefined;
}
