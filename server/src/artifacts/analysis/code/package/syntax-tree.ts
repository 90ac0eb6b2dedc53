import type { Node } from '../values/types.js';

/** All nodes of a tree, each with what it stands in. */
export class SyntaxTree {
  readonly nodes: Node[] = [];
  readonly #parents = new Map<Node, Node>();
  readonly #parts = new Map<Node, readonly Node[]>();

  constructor(program: Node) {
    this.nodes.push(program);
    // The list grows while it is gone through: nothing is nested too deeply for that.
    for (const node of this.nodes) {
      const parts = partsOf(node);
      this.#parts.set(node, parts);
      for (const part of parts) {
        this.#parents.set(part, node);
        this.nodes.push(part);
      }
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
  within(node: Node): readonly Node[] {
    const found = [node];
    for (const one of found) found.push(...(this.#parts.get(one) ?? []));
    return found;
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
