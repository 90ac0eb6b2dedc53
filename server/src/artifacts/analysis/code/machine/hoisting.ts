import type { ESTree } from 'meriyah';
import type { Node } from '../values/types.js';

/** What a body declares before its first statement runs. */
export interface Hoisted {
  readonly vars: readonly string[];
  readonly functions: readonly ESTree.FunctionDeclaration[];
  /** Names that belong to the block itself: `let`, `const`, `class`, and functions. */
  readonly lexical: boolean;
}

const cache = new WeakMap<object, Hoisted>();

/** What the statements of a function, a module or a block declare. Looked up once for each body. */
export function hoistedIn(body: readonly Node[]): Hoisted {
  const cached = cache.get(body);
  if (cached !== undefined) return cached;
  const vars: string[] = [];
  const functions: ESTree.FunctionDeclaration[] = [];
  let lexical = false;
  for (const statement of body) {
    const declaration = declarationOf(statement);
    if (declaration.type === 'FunctionDeclaration') functions.push(declaration);
    lexical ||= isLexical(declaration);
    collectVars(declaration, vars);
  }
  const hoisted = { vars, functions, lexical: lexical || functions.length > 0 };
  cache.set(body, hoisted);
  return hoisted;
}

function declarationOf(statement: Node): Node {
  const exported = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  return exported ? (statement.declaration ?? statement) : statement;
}

function isLexical(node: Node): boolean {
  return node.type === 'ClassDeclaration' || (node.type === 'VariableDeclaration' && node.kind !== 'var');
}

/** The parts of a statement that hold further statements of the same function. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  BlockStatement: ['body'],
  IfStatement: ['consequent', 'alternate'],
  ForStatement: ['init', 'body'],
  ForInStatement: ['left', 'body'],
  ForOfStatement: ['left', 'body'],
  WhileStatement: ['body'],
  DoWhileStatement: ['body'],
  LabeledStatement: ['body'],
  TryStatement: ['block', 'handler', 'finalizer'],
  CatchClause: ['body'],
  SwitchStatement: ['cases'],
  SwitchCase: ['consequent'],
};

function collectVars(node: Node | null | undefined, into: string[]): void {
  if (node == null) return;
  if (node.type === 'VariableDeclaration') {
    if (node.kind === 'var') for (const { id } of node.declarations) collectNames(id, into);
    return;
  }
  for (const part of PARTS[node.type] ?? []) {
    const child = (node as unknown as Record<string, Node | readonly Node[] | null>)[part];
    if (Array.isArray(child)) for (const one of child as readonly Node[]) collectVars(one, into);
    else collectVars(child as Node | null, into);
  }
}

/** The names that a pattern binds. */
export function collectNames(pattern: Node | null, into: string[]): void {
  switch (pattern?.type) {
    case 'Identifier':
      into.push(pattern.name);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        collectNames(property.type === 'RestElement' ? property.argument : property.value, into);
      }
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) collectNames(element, into);
      break;
    case 'AssignmentPattern':
      collectNames(pattern.left, into);
      break;
    case 'RestElement':
      collectNames(pattern.argument, into);
      break;
    default:
      break;
  }
}
