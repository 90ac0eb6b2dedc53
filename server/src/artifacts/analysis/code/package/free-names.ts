import type { ESTree } from 'meriyah';
import { collectNames } from '../machine/hoisting.js';
import type { FunctionNode, Node } from '../values/types.js';

/** A name where it is used, with what is around it. */
export interface Use {
  readonly name: string;
  readonly node: Node;
  readonly parent: Node;
  readonly outer: Node;
}

/** What stands between the braces of something, as far as it declares or uses names that somebody wants to know of. */
interface Scope {
  readonly parent: Scope | undefined;
  /** The scope that a `var` in it belongs to. */
  readonly ofVars: Scope | undefined;
  readonly names: Set<string>;
  readonly uses: Use[];
}

/** @returns whether enough was seen, and the rest is of no matter */
type Visit = (node: Node, parent: Node, outer: Node) => boolean;

/**
 * Goes through a syntax tree, or a block of one, once. @returns where names are used that no declaration in it gives a meaning to
 * @param watched the names that matter; all others are passed over
 * @param visit is told of every node but plain names
 */
export function freeUses(
  program: ESTree.Program | ESTree.BlockStatement,
  watched: ReadonlySet<string>,
  visit: Visit,
): readonly Use[] {
  const walk = new Walk(watched, visit);
  const free: Use[] = [];
  walk.within(undefined, true, free, () => {
    walk.all(program.body, program, program);
  });
  return free;
}

class Walk {
  readonly #watched: ReadonlySet<string>;
  readonly #visit: Visit;
  #scope: Scope | undefined;
  #isOver = false;

  constructor(watched: ReadonlySet<string>, visit: Visit) {
    this.#watched = watched;
    this.#visit = visit;
  }

  /** Goes through a scope; what it uses and does not declare is used by the one around it. */
  within(pattern: Node | null | undefined, takesVars: boolean, outside: Use[] | undefined, run: () => void): void {
    const parent = this.#scope;
    const scope: { -readonly [K in keyof Scope]: Scope[K] } = {
      parent,
      ofVars: parent?.ofVars,
      names: new Set(),
      uses: [],
    };
    if (takesVars) scope.ofVars = scope;
    this.#scope = scope;
    this.#declare(pattern, scope);
    run();
    this.#scope = parent;
    const target = outside ?? parent?.uses ?? [];
    for (const use of scope.uses) if (!scope.names.has(use.name)) target.push(use);
  }

  #declare(pattern: Node | null | undefined, scope: Scope | undefined): void {
    if (pattern == null) return;
    const names: string[] = [];
    collectNames(pattern, names);
    for (const name of names) if (this.#watched.has(name)) scope?.names.add(name);
  }

  all(nodes: readonly (Node | null)[], parent: Node, outer: Node): void {
    for (const node of nodes) if (node !== null) this.#node(node, parent, outer);
  }

  #node(node: Node, parent: Node, outer: Node): void {
    if (node.type === 'Identifier') {
      if (this.#watched.has(node.name)) this.#scope?.uses.push({ name: node.name, node, parent, outer });
      return;
    }
    if (this.#isOver || this.#visit(node, parent, outer)) {
      this.#isOver = true;
      return;
    }
    const special = SPECIAL[node.type];
    if (special === undefined) this.children(node, parent);
    else special(this, node as never, parent);
  }

  one(node: Node | null | undefined, parent: Node, outer: Node): void {
    if (node != null) this.#node(node, parent, outer);
  }

  children(node: Node, parent: Node): void {
    for (const part of Object.values(node) as readonly unknown[]) {
      if (typeof part !== 'object' || part === null) continue;
      if (Array.isArray(part)) {
        for (const one of part as readonly unknown[]) if (isNode(one)) this.#node(one, node, parent);
      } else if (isNode(part)) this.#node(part, node, parent);
    }
  }

  declareHere(pattern: Node | null | undefined): void {
    this.#declare(pattern, this.#scope);
  }

  declareVar(pattern: Node): void {
    this.#declare(pattern, this.#scope?.ofVars);
  }

  function(node: FunctionNode, parent: Node): void {
    this.within(node.type === 'FunctionExpression' ? node.id : undefined, false, undefined, () => {
      for (const param of node.params) this.declareHere(param);
      this.all(node.params, node, parent);
      this.within(undefined, true, undefined, () => {
        this.one(node.body, node, parent);
      });
    });
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

type Special = (walk: Walk, node: never, parent: Node) => void;

function inBlock(walk: Walk, node: Node, parent: Node): void {
  walk.within(undefined, false, undefined, () => {
    walk.children(node, parent);
  });
}

function inFunction(walk: Walk, node: FunctionNode, parent: Node): void {
  if (node.type === 'FunctionDeclaration') walk.declareHere(node.id);
  walk.function(node, parent);
}

function inClass(walk: Walk, node: ESTree.ClassDeclaration | ESTree.ClassExpression, parent: Node): void {
  if (node.type === 'ClassDeclaration') walk.declareHere(node.id);
  walk.within(node.id, false, undefined, () => {
    walk.one(node.superClass, node, parent);
    walk.one(node.body, node, parent);
  });
}

/** What is a name of its holder is not used by that name. */
function inMember(
  walk: Walk,
  node: ESTree.Property | ESTree.MethodDefinition | ESTree.PropertyDefinition,
  parent: Node,
): void {
  if (node.computed) walk.one(node.key, node, parent);
  walk.one(node.value, node, parent);
}

/** The parts of a tree that declare names, or hold names that are none of variables. */
const SPECIAL: Readonly<Record<string, Special | undefined>> = {
  FunctionDeclaration: inFunction,
  FunctionExpression: inFunction,
  ArrowFunctionExpression: inFunction,
  ClassDeclaration: inClass,
  ClassExpression: inClass,
  BlockStatement: inBlock,
  StaticBlock: (walk: Walk, node: Node, parent: Node) => {
    walk.within(undefined, true, undefined, () => {
      walk.children(node, parent);
    });
  },
  ForStatement: inBlock,
  ForInStatement: inBlock,
  ForOfStatement: inBlock,
  SwitchStatement: inBlock,
  CatchClause: (walk: Walk, node: ESTree.CatchClause, parent: Node) => {
    walk.within(node.param, false, undefined, () => {
      walk.children(node, parent);
    });
  },
  VariableDeclaration: (walk: Walk, node: ESTree.VariableDeclaration, parent: Node) => {
    for (const { id } of node.declarations) {
      if (node.kind === 'var') walk.declareVar(id);
      else walk.declareHere(id);
    }
    walk.children(node, parent);
  },
  ImportDeclaration: (walk: Walk, node: ESTree.ImportDeclaration) => {
    for (const { local } of node.specifiers) walk.declareHere(local);
  },
  ExportSpecifier: (walk: Walk, node: ESTree.ExportSpecifier, parent: Node) => {
    walk.one(node.local, node, parent);
  },
  MemberExpression: (walk: Walk, node: ESTree.MemberExpression, parent: Node) => {
    walk.one(node.object, node, parent);
    if (node.computed) walk.one(node.property, node, parent);
  },
  Property: inMember,
  MethodDefinition: inMember,
  PropertyDefinition: inMember,
  LabeledStatement: (walk: Walk, node: ESTree.LabeledStatement, parent: Node) => {
    walk.one(node.body, node, parent);
  },
  BreakStatement: () => undefined,
  ContinueStatement: () => undefined,
  MetaProperty: () => undefined,
  Literal: () => undefined,
};
