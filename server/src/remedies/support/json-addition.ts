import { isDeepStrictEqual } from 'node:util';
import { getNodeValue, type Node } from 'jsonc-parser';
import type { TextEdit } from '../../model/index.js';
import { indentAt, indentBefore, isMinified, lineEndBehind, lineEndOf, stepIn } from './json-layout.js';
import { propertiesAt, propertiesOf } from './json-properties.js';
import { placeAmong } from './sorted-place.js';

/** What can be put into a document. */
export type AddedValue = string | boolean | readonly string[];

/** An object of a text that gets a property: the keys that are missing on the way, and the value at their end. */
interface Addition {
  readonly text: string;
  readonly parent: Node;
  readonly keys: readonly string[];
  readonly value: AddedValue;
  /** One level of indentation. */
  readonly step: string;
}

/**
 * The edits that put a value at a path; none where it is there already. Undefined where another value stands there, or
 * something else than an object on the way. Comments stay where they are, unlike with jsonc-parser's `modify`, which
 * writes between a property and the comment behind it.
 */
export function additionOf(
  text: string,
  root: Node,
  path: readonly string[],
  value: AddedValue,
): readonly TextEdit[] | undefined {
  let parent = root;
  for (const [depth, key] of path.entries()) {
    if (!isWholeObject(text, parent)) return undefined;
    // Of two equal keys the last one counts.
    const property = propertiesAt(parent, [key]).at(-1);
    if (property === undefined) {
      return insertionOf({ text, parent, keys: path.slice(depth), value, step: stepIn(text, root) });
    }
    parent = property.value;
  }
  return path.length > 0 && isDeepStrictEqual(getNodeValue(parent), value) ? [] : undefined;
}

function isWholeObject(text: string, { type, offset, length }: Node): boolean {
  return type === 'object' && text.charAt(offset + length - 1) === '}';
}

function insertionOf(addition: Addition): readonly TextEdit[] {
  const { parent, keys } = addition;
  const properties = propertiesOf(parent);
  const [first] = properties;
  if (first === undefined) return [intoEmpty(addition)];
  // A dependency has its place among others; a section comes last.
  const names = properties.map(({ key }) => String(key.value));
  const index = keys.length > 1 ? names.length : placeAmong(names, keys[0] ?? '');
  const before = properties[index - 1]?.node;
  const neighbours = {
    first: first.node.offset,
    behind: before && before.offset + before.length,
    isLast: index === properties.length,
  };
  return onOwnLine(addition, neighbours) ?? [inLine(addition, neighbours)];
}

/** Where a new property comes: offsets of the first one there is, and of the end of the one before it, if any. */
interface Neighbours {
  readonly first: number;
  readonly behind: number | undefined;
  readonly isLast: boolean;
}

/** Undefined where the others do not have lines of their own either. */
function onOwnLine(addition: Addition, { first, behind, isLast }: Neighbours): readonly TextEdit[] | undefined {
  const { text, parent } = addition;
  const indent = indentBefore(text, first);
  const line = lineEndBehind(text, behind ?? parent.offset + 1);
  if (indent === undefined || line === undefined) return undefined;
  const own = lineEndOf(text) + indent + propertyText(addition, indent);
  // The new last one has a trailing comma where the one before it had.
  if (!isLast || line.comma) return [insert(line.offset, `${own},`)];
  return [...(behind === undefined ? [] : [insert(behind, ',')]), insert(line.offset, own)];
}

/** On the line of its neighbours: behind one, else before the first. */
function inLine(addition: Addition, { first, behind }: Neighbours): TextEdit {
  const gap = isMinified(addition.text) ? '' : ' ';
  const property = propertyText(addition, undefined);
  return behind === undefined ? insert(first, `${property},${gap}`) : insert(behind, `,${gap}${property}`);
}

/** On a line of its own where the document has lines. What stands between the braces can only be a comment. */
function intoEmpty(addition: Addition): TextEdit {
  const { text, parent, step } = addition;
  const inside = { start: parent.offset + 1, end: parent.offset + parent.length - 1 };
  const isEmpty = text.slice(inside.start, inside.end).trim() === '';
  const isOneLine = !text.trim().includes('\n') && parent.parent !== undefined;
  if (isOneLine && isEmpty) return { span: inside, newText: propertyText(addition, undefined) };
  const own = indentAt(text, parent.offset);
  const line = lineEndOf(text) + own + step + propertyText(addition, own + step);
  return isEmpty ? { span: inside, newText: line + lineEndOf(text) + own } : insert(inside.start, line);
}

/** `"a": "1"`, or `"a": {"b": "1"}` for more keys than one. @param indent of its line; undefined: all on one line */
function propertyText(addition: Addition, indent: string | undefined): string {
  const { text, keys, step } = addition;
  const [key = '', ...rest] = keys;
  const start = `${JSON.stringify(key)}:${isMinified(text) ? '' : ' '}`;
  if (rest.length === 0) return start + valueText(addition, indent);
  const inner = { ...addition, keys: rest };
  if (indent === undefined) return `${start}{${propertyText(inner, undefined)}}`;
  const eol = lineEndOf(text);
  return `${start}{${eol}${indent}${step}${propertyText(inner, indent + step)}${eol}${indent}}`;
}

/** A list has a line for each item where its document has lines. */
function valueText({ text, value, step }: Addition, indent: string | undefined): string {
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  const items = value.map((item) => JSON.stringify(item));
  if (indent === undefined || items.length === 0) return `[${items.join(isMinified(text) ? ',' : ', ')}]`;
  const eol = lineEndOf(text) + indent;
  return `[${items.map((item) => eol + step + item).join(',')}${eol}]`;
}

function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
