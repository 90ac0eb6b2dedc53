import type { FunctionNode, Node } from '../values/types.js';

/**
 * A function that waits or yields, as compilers write it for engines that know neither: its body is one `switch` over a state,
 * whose cases are what stood between two waits. `switch (s.label) { case 0: return [4, f()]; case 1: g(s.sent()); return [2]; }`
 */
export interface SplitFunction {
  /** What TypeScript and swc write tells by lists what comes next; what Babel writes tells it to the state. */
  readonly dialect: 'lists' | 'words';
  /** What comes before the first part. */
  readonly before: readonly Node[];
  readonly parts: readonly Part[];
}

export interface Part {
  /** As the state calls it; undefined where it has a name, as the end has. */
  readonly label: number | undefined;
  readonly body: readonly Node[];
}

const cache = new WeakMap<FunctionNode, SplitFunction | null>();

/** The parts of a function that was split up; undefined where it was not. */
export function splitFunctionOf(node: FunctionNode | undefined): SplitFunction | undefined {
  if (node?.params.length !== 1) return undefined;
  const cached = cache.get(node);
  if (cached !== undefined) return cached ?? undefined;
  const found = read(node);
  cache.set(node, found ?? null);
  return found;
}

/** The same of a function that waits for nothing: nothing in it tells that it was split but who is called with it. */
export function wholeFunctionOf(node: FunctionNode | undefined): SplitFunction | undefined {
  const body = node?.body;
  if (body?.type !== 'BlockStatement' || body.body.length > LONGEST_WHOLE) return undefined;
  return { dialect: 'lists', before: [], parts: [{ label: 0, body: body.body }] };
}

const LONGEST_WHOLE = 2000;

function read({ params: [state], body }: FunctionNode): SplitFunction | undefined {
  if (state?.type !== 'Identifier' || body?.type !== 'BlockStatement') return undefined;
  const last = body.body.at(-1);
  const inLoop = bodyOfLoop(last);
  const parts = partsOf(inLoop ?? last, state.name);
  if (parts === undefined) return undefined;
  const before = body.body.slice(0, -1);
  if (inLoop !== undefined) return { dialect: 'words', before, parts };
  return parts.some(tellsByList) ? { dialect: 'lists', before, parts } : undefined;
}

function tellsByList({ body }: Part): boolean {
  return body.some(returnsList);
}

function partsOf(chosen: Node | undefined, state: string): readonly Part[] | undefined {
  if (chosen?.type !== 'SwitchStatement' || !isOfState(chosen.discriminant, state)) return undefined;
  const parts = chosen.cases.map(({ test, consequent }) => ({ label: labelOf(test), body: consequent }));
  return parts[0]?.label === 0 ? parts : undefined;
}

/** `while (1) switch (…) {}` */
function bodyOfLoop(statement: Node | undefined): Node | undefined {
  if (statement?.type !== 'WhileStatement' && statement?.type !== 'ForStatement') return undefined;
  const { body } = statement;
  return body.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : body;
}

/** `s.label`, `s.prev = s.next` */
function isOfState(node: Node, name: string): boolean {
  if (node.type === 'AssignmentExpression') return isOfState(node.left, name) && isOfState(node.right, name);
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === name;
}

function labelOf(test: Node | null | undefined): number | undefined {
  return test?.type === 'Literal' && typeof test.value === 'number' ? test.value : undefined;
}

/** `return [2];`, somewhere in a statement. */
function returnsList(statement: Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
      return statement.argument != null && isList(statement.argument);
    case 'IfStatement':
      return returnsList(statement.consequent) || (statement.alternate != null && returnsList(statement.alternate));
    case 'BlockStatement':
      return statement.body.some(returnsList);
    default:
      return false;
  }
}

const LONGEST_LIST = 2;

function isList(node: Node): boolean {
  if (node.type === 'ConditionalExpression') return isList(node.consequent) || isList(node.alternate);
  if (node.type === 'SequenceExpression') return isList(node.expressions.at(-1) ?? node.expressions[0] ?? node);
  return node.type === 'ArrayExpression' && node.elements.length > 0 && node.elements.length <= LONGEST_LIST;
}

const MEMBERS_OF_STATE = ['label', 'sent', 'trys', 'ops'];
const helpers = new WeakMap<FunctionNode, boolean>();

/** Whether a function is what runs split functions, as TypeScript and swc put it into each file. */
export function isRunnerOfSplit(node: FunctionNode | undefined): boolean {
  if (node?.params.length !== 2 || node.body?.type !== 'BlockStatement') return false;
  const cached = helpers.get(node);
  if (cached !== undefined) return cached;
  const result = node.body.body.some(declaresState);
  helpers.set(node, result);
  return result;
}

function declaresState(statement: Node): boolean {
  if (statement.type !== 'VariableDeclaration') return false;
  return statement.declarations.some(({ init }) => {
    if (init?.type !== 'ObjectExpression') return false;
    const names = init.properties.map((one) => (one.type === 'Property' ? nameOf(one.key) : ''));
    return MEMBERS_OF_STATE.every((name) => names.includes(name));
  });
}

function nameOf(key: Node): string {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : '';
}
