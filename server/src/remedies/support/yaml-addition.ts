import { isAlias, isMap, isScalar, type Document, type Pair } from 'yaml';
import type { TextEdit } from '../../model/index.js';
import { placeAmong } from './sorted-place.js';
import { endOfPair, flowPlaceOf, isBlank, keyText, pairsAt, placeOf, type YamlMap } from './yaml-document.js';
import { flowAdditionOf } from './yaml-flow-addition.js';
import { columnAt, columnOf, lineEndAt, lineEndOf, quoteIn, stepIn } from './yaml-layout.js';
import { scalarText } from './yaml-scalar.js';

/** A string to be put in: the keys that are missing on the way to it, and the string. */
interface Addition {
  readonly keys: readonly string[];
  readonly value: string;
}

interface Surroundings {
  readonly text: string;
  readonly quote: '"' | "'";
  /** Columns. */
  readonly step: number;
}

/**
 * The edits that put a string at a path; none where it is there already. Undefined where another value stands there, or
 * something else than a map on the way.
 */
export function additionOf(
  text: string,
  document: Document,
  path: readonly string[],
  value: string,
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

function holds(document: Document, node: unknown, value: string): boolean {
  const read = isAlias(node) ? node.resolve(document) : node;
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
  if (rest.length === 0) return `${start} ${scalarIn(value, false, around)}`;
  return start + blockLines({ keys: rest, value }, column + step, around);
}

function flowPair({ keys: [key = '', ...rest], value }: Addition, around: Surroundings): string {
  const start = `${scalarIn(key, true, around)}: `;
  if (rest.length === 0) return start + scalarIn(value, true, around);
  return `${start}{ ${flowPair({ keys: rest, value }, around)} }`;
}

function scalarIn(text: string, inFlow: boolean, { quote }: Surroundings): string {
  return scalarText(text, { quote, inFlow });
}

function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
