import { isAlias, isMap, isScalar, parseDocument, type Document, type Pair, type YAMLMap } from 'yaml';
import type { Span } from '../../model/index.js';

export type YamlMap = YAMLMap;

/** One `key: value` of a map. */
export interface YamlPair {
  readonly pair: Pair;
  readonly parent: YamlMap;
}

/** No project's settings are nearly as large or as deep; the parser's time and stack are not its own worry. */
const MAX_LENGTH = 500_000;
const MAX_NESTED_BRACKETS = 100;

/** Tolerant: what can be read of a half-typed text is there. Undefined for a text that no parser should be given. */
export function parseYaml(text: string): Document.Parsed | undefined {
  if (text.length > MAX_LENGTH || isDeep(text)) return undefined;
  try {
    return parseDocument(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  } catch {
    // Nested so deeply by indentation that the parser, which descends by recursion, ran out of stack.
    return undefined;
  }
}

function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[{[\]}]/g)) {
    depth = Math.max(0, depth + (bracket === '{' || bracket === '[' ? 1 : -1));
    if (depth > MAX_NESTED_BRACKETS) return true;
  }
  return false;
}

/** The document's value: keys in maps, as `__proto__` is one like any other. Undefined where it cannot be told. */
export function valueIn(document: Document): unknown {
  try {
    return document.toJS({ mapAsMap: true });
  } catch {
    // Aliases that lead nowhere, or that were made to unfold without end.
    return undefined;
  }
}

/** Every pair at a path, in document order: a key can stand twice, on each level of the path. */
export function pairsAt(root: unknown, path: readonly string[]): readonly YamlPair[] {
  let found: readonly YamlPair[] = [];
  let values: readonly unknown[] = [root];
  for (const name of path) {
    found = values.flatMap(pairsOf).filter(({ pair }) => keyText(pair) === name);
    values = found.map(({ pair }) => pair.value);
  }
  return found;
}

export function pairsOf(parent: unknown): readonly YamlPair[] {
  return isMap(parent) ? parent.items.map((pair) => ({ pair, parent })) : [];
}

export function keyText({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

/** Where a scalar or an alias stands in the text, without anchor and tag; undefined for everything else. */
export function placeOf(node: unknown): Span | undefined {
  if (!isScalar(node) && !isAlias(node)) return undefined;
  const [start, end] = node.range ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** Where a map in braces stands, braces included. */
export function flowPlaceOf(map: YamlMap): Span | undefined {
  const [start, end] = map.range ?? [];
  return map.flow !== true || start === undefined || end === undefined ? undefined : { start, end };
}

/** Nothing stands behind the key. */
export function isBlank(text: string, node: unknown): boolean {
  const place = placeOf(node);
  return node === null || (isScalar(node) && node.value === null && place !== undefined && place.start === place.end);
}

/** Where a pair's last character is that says something, without comments and line breaks behind it. */
export function endOfPair(text: string, { key, value }: Pair): number {
  const keyEnd = placeOf(key)?.end ?? 0;
  const [last] = isMap(value) && value.flow !== true ? value.items.slice(-1) : [];
  if (last !== undefined) return endOfPair(text, last);
  const end = rangeEnd(value);
  if (end === undefined || isBlank(text, value)) return keyEnd;
  let at = Math.min(end, text.length);
  while (at > keyEnd && /[\r\n]/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

function rangeEnd(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const end: unknown = node.range[1];
  return typeof end === 'number' ? end : undefined;
}
