import type { ESTree } from 'meriyah';
import type { Node } from '../values/types.js';

const LEAVES = new Set(['BreakStatement', 'ReturnStatement', 'ThrowStatement', 'AwaitExpression', 'YieldExpression']);
const ENDS_PROCESS = /^(?:exit|abort|kill|next|shift|pop)$/;

const cache = new WeakMap<MaybeEndless, boolean>();

/** Whether a loop has no end at all: a condition that always holds, and nothing inside that leaves it. */
export function isEndless(node: MaybeEndless): boolean {
  const cached = cache.get(node);
  if (cached !== undefined) return cached;
  const result = hasNoEnd(node);
  cache.set(node, result);
  return result;
}

function hasNoEnd(node: MaybeEndless): boolean {
  const { test, body } = node;
  const holds = test == null || alwaysHolds(test) || (node.type !== 'ForStatement' && countsAway(test, body));
  return holds && !leavesSomewhere(body as unknown as Walkable);
}

export type MaybeEndless = ESTree.ForStatement | ESTree.WhileStatement | ESTree.DoWhileStatement;

/** `do { …; n++; } while (n >= 0)`: it counts away from where it would end. */
function countsAway(test: Node, body: Node): boolean {
  if (test.type !== 'BinaryExpression' || test.left.type !== 'Identifier') return false;
  const isNegative = test.right.type === 'UnaryExpression' && test.right.operator === '-';
  if (isNegative ? !IS_NOT.has(test.operator) : test.right.type !== 'Literal' || !IS_MORE.has(test.operator))
    return false;
  const changes = changesOf(test.left.name, body as unknown as Walkable);
  return changes.length > 0 && changes.every((sign) => sign === '++');
}

const IS_MORE: ReadonlySet<string> = new Set(['>', '>=']);
const IS_NOT: ReadonlySet<string> = new Set(['!=', '!==', '>', '>=']);

/** `n += 1` is what `n++` is. */
function signOf({ operator, right }: Walkable): string {
  const step = operator === '+=' && isNode(right) && right.type === 'Literal' ? Number(right.value) : 0;
  return step > 0 ? '++' : String(operator);
}

/** What is done to a variable: the operator of each update, and of each assignment. */
function changesOf(name: string, node: Walkable): readonly string[] {
  const target = (node.type === 'UpdateExpression' ? node.argument : node.left) as Walkable | undefined;
  const isChange = node.type === 'UpdateExpression' || node.type === 'AssignmentExpression';
  const own = isChange && target?.type === 'Identifier' && target.name === name ? [signOf(node)] : [];
  const parts = Object.values(node).flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : [part]));
  return [...own, ...parts.filter(isNode).flatMap((part) => changesOf(name, part))];
}

function alwaysHolds(test: Node): boolean {
  const truth = constantTruth(test);
  if (truth !== undefined) return truth;
  const isBounded = test.type !== 'BinaryExpression' || !['<', '<=', '!=', '!=='].includes(test.operator);
  return !isBounded && isInfinity(test.right);
}

/** `Infinity`, or `1 / 0`, as minifiers write it. */
function isInfinity(node: Node): boolean {
  if (node.type !== 'BinaryExpression') return node.type === 'Identifier' && node.name === 'Infinity';
  const isOverZero = node.operator === '/' && node.right.type === 'Literal' && node.right.value === 0;
  return isOverZero && node.left.type === 'Literal' && Number(node.left.value) > 0;
}

/** The truth of what is written down as a constant: `true`, `1`, `!0`, `!![]`. */
function constantTruth(node: Node): boolean | undefined {
  if (node.type === 'Literal') return Boolean(node.value);
  if (node.type === 'ArrayExpression') return true;
  if (node.type !== 'UnaryExpression' || node.operator !== '!') return undefined;
  const truth = constantTruth(node.argument);
  return truth === undefined ? undefined : !truth;
}

interface Walkable {
  readonly type?: string;
  readonly [part: string]: unknown;
}

function leavesSomewhere(node: Walkable): boolean {
  if (node.type !== undefined && LEAVES.has(node.type)) return true;
  if (node.type === 'Identifier' && ENDS_PROCESS.test(String(node.name))) return true;
  return Object.values(node).some((part) =>
    Array.isArray(part)
      ? part.some((one) => isNode(one) && leavesSomewhere(one))
      : isNode(part) && leavesSomewhere(part),
  );
}

function isNode(value: unknown): value is Walkable {
  return typeof value === 'object' && value !== null && 'type' in value;
}
