import type { FunctionNode, Node } from '../values/types.js';

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
