import { parseTree, type Node } from 'jsonc-parser';
import type { Span } from '../../../model/index.js';

/** Deeper nesting than any settings have; the parser itself calls itself for each level. */
const MAX_DEPTH = 200;
const MAX_LENGTH = 1024 * 1024;

/** The root of a text of JSON with comments; undefined where there is nothing that could be read. */
export function jsonRoot(text: string): Node | undefined {
  if (text.length > MAX_LENGTH || isTooDeep(text)) return undefined;
  return parseTree(text, [], { allowTrailingComma: true });
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** The members of an object in the order in which they stand there; of two with one name the last counts. */
export function membersOf(node: Node | undefined): readonly (readonly [name: string, value: Node])[] {
  if (node?.type !== 'object') return [];
  const found = new Map<string, Node>();
  for (const { children: [key, value] = [] } of node.children ?? []) {
    if (key !== undefined && value !== undefined) found.set(String(key.value), value);
  }
  return [...found];
}

export function memberOf(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((at, name) => membersOf(at).find(([key]) => key === name)?.[1], node);
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

export function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? (node.value as string) : undefined;
}

/** The texts of a list, or the one text that stands for a list. */
export function textsOf(node: Node | undefined): readonly string[] {
  const single = textOf(node);
  return single === undefined ? itemsOf(node).flatMap((item) => textOf(item) ?? []) : [single];
}

export function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}
