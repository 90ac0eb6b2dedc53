import { isDeepStrictEqual } from 'node:util';
import { isAlias, isMap, isScalar, isSeq, type Document, type Pair } from 'yaml';
import type { TextEdit } from '../../model/index.js';
import type { AddedValue } from './json-addition.js';
import { placeAmong } from './sorted-place.js';
import { endOfPair, flowPlaceOf, isBlank, keyText, pairsAt, placeOf, type YamlMap } from './yaml-document.js';
import { flowAdditionOf } from './yaml-flow-addition.js';
import { columnAt, columnOf, lineEndAt, lineEndOf, quoteIn, stepIn } from './yaml-layout.js';
import { scalarText } from './yaml-scalar.js';

/** A value to be put in, and the keys that are missing on the way to it. */
interface Addition {
  readonly keys: readonly string[];
  readonly value: AddedValue;
}

interface Surroundings {
  readonly text: string;
  readonly quote: '"' | "'";
  /** Columns. */
  readonly step: number;
}

/**
 * The edits that put a value at a path; none where it is there already. Undefined where another value stands there, or
 * something else than a map on the way.
 */
export function additionOf(
  text: string,
  document: Document,
  path: readonly string[],
  value: AddedValue,
): readonly TextEdit[] | undefined {
  const surroundings = { text, quote: quoteIn(document), step: stepIn(text, document.contents) };
  let parent: unknown = document.contents;
  let owner: Pair | undefined;
  if (isBlank(text, parent)) return [atEnd({ keys: path, value }, surroundings)];
  for (const [depth, key] of path.entries()) {
    if (owner !== undefined && isBlank(text, parent)) {
      return [belowKey(owner, { keys: path.slice(depth), value }, undefined, surroundings)];
    }
    if (!isMap(parent)) return undefined;
    // Of two equal keys the last one counts.
    const found = pairsAt(parent, [key]).at(-1);
    if (found === undefined) return intoMap({ map: parent, owner }, { keys: path.slice(depth), value }, surroundings);
    owner = found.pair;
    parent = owner.value;
  }
  return holds(document, parent, value) ? [] : undefined;
}

function holds(document: Document, node: unknown, value: AddedValue): boolean {
  const read = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(read)) return isDeepStrictEqual(read.toJSON(), value);
  return isScalar(read) && read.value === value;
}

interface Place {
  readonly map: YamlMap;
  /** What holds the map; undefined for the outermost. */
  readonly owner: Pair | undefined;
}

function intoMap(place: Place, addition: Addition, around: Surroundings): readonly TextEdit[] {
  const isFlow = flowPlaceOf(place.map) !== undefined;
  return isFlow
    ? flowAdditionOf(around.text, place.map, flowPair(addition, around))
    : [intoBlock(place, addition, around)];
}

/** A dependency has its place among others; a section comes last. */
function intoBlock({ map, owner }: Place, addition: Addition, around: Surroundings): TextEdit {
  const { text } = around;
  const keys = map.items.map((pair) => keyText(pair) ?? '');
  const place = addition.keys.length > 1 ? keys.length : placeAmong(keys, addition.keys[0] ?? '');
  const before = owner === undefined ? map.items.at(-1) : map.items[place - 1];
  const column = columnOf(text, map);
  if (before === undefined && owner !== undefined) return belowKey(owner, addition, column, around);
  const gap = owner === undefined && hasBlankLine(map.items.at(-1)) ? lineEndOf(text) : '';
  const end = before === undefined ? text.length : endOfPair(text, before);
  return insert(lineEndAt(text, end), gap + blockLines(addition, column, around));
}

function hasBlankLine(pair: Pair | undefined): boolean {
  const key = pair?.key;
  return typeof key === 'object' && key !== null && 'spaceBefore' in key && key.spaceBefore === true;
}

/** Comments above what was the first one stay above that. @param column undefined: there was none */
function belowKey(owner: Pair, addition: Addition, column: number | undefined, around: Surroundings): TextEdit {
  const { text, step } = around;
  const key = placeOf(owner.key) ?? { start: 0, end: text.length };
  return insert(lineEndAt(text, key.end), blockLines(addition, column ?? columnAt(text, key.start) + step, around));
}

function atEnd(addition: Addition, around: Surroundings): TextEdit {
  const { text } = around;
  const eol = lineEndOf(text);
  const lines = blockLines(addition, 0, around).slice(eol.length) + eol;
  return insert(text.length, text === '' || /[\n\uFEFF]$/.test(text) ? lines : eol + lines);
}

/** Each line with the line break before it. */
function blockLines({ keys: [key = '', ...rest], value }: Addition, column: number, around: Surroundings): string {
  const { text, step } = around;
  const start = `${lineEndOf(text)}${' '.repeat(column)}${scalarIn(key, false, around)}:`;
  if (rest.length === 0) return start + blockValue(value, column, around);
  return start + blockLines({ keys: rest, value }, column + step, around);
}

/** Behind a key's colon; items stand on lines of their own, further in than the key. */
function blockValue(value: AddedValue, column: number, around: Surroundings): string {
  if (!isList(value) || value.length === 0) return ` ${flowValue(value, false, around)}`;
  const start = `${lineEndOf(around.text)}${' '.repeat(column + around.step)}- `;
  return value.map((item) => start + scalarIn(item, false, around)).join('');
}

function flowValue(value: AddedValue, inFlow: boolean, around: Surroundings): string {
  if (isList(value)) return `[${value.map((item) => scalarIn(item, true, around)).join(', ')}]`;
  return typeof value === 'boolean' ? String(value) : scalarIn(value, inFlow, around);
}

function isList(value: AddedValue): value is readonly string[] {
  return typeof value === 'object';
}

function flowPair({ keys: [key = '', ...rest], value }: Addition, around: Surroundings): string {
  const start = `${scalarIn(key, true, around)}: `;
  if (rest.length === 0) return start + flowValue(value, true, around);
  return `${start}{ ${flowPair({ keys: rest, value }, around)} }`;
}

function scalarIn(text: string, inFlow: boolean, { quote }: Surroundings): string {
  return scalarText(text, { quote, inFlow });
}

function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
