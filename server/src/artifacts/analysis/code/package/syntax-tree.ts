import type { Node } from '../values/types.js';

/** All nodes of a tree, each with what it stands in. */
export class SyntaxTree {
  readonly nodes: Node[] = [];
  readonly #parents = new Map<Node, Node>();

  constructor(program: Node) {
    this.nodes.push(program);
    // The list grows while it is gone through: nothing is nested too deeply for that.
    for (const node of this.nodes)
      for (const part of partsOf(node)) {
        this.#parents.set(part, node);
        this.nodes.push(part);
      }
  }

  parentOf(node: Node): Node | undefined {
    return this.#parents.get(node);
  }

  /** The function that a node stands in. */
  functionAround(node: Node): Node | undefined {
    for (let at = this.parentOf(node); at !== undefined; at = this.parentOf(at)) if (isFunction(at)) return at;
    return undefined;
  }

  /** What stands in a node, with itself. */
  within({ start = 0, end = 0 }: Node): readonly Node[] {
    return this.nodes.filter((one) => (one.start ?? 0) >= start && (one.end ?? 0) <= end);
  }
}

export function isFunction({ type }: Node): boolean {
  return type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
}

function partsOf(node: Node): readonly Node[] {
  return Object.values(node)
    .flatMap((part: unknown) => (Array.isArray(part) ? (part as unknown[]) : [part]))
    .filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
