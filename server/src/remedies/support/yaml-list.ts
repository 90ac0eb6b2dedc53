import { isScalar, isSeq, type Document, type Pair, type YAMLSeq } from 'yaml';
import type { Span, TextEdit } from '../../model/index.js';
import type { ListChange } from './json-list.js';
import { additionOf } from './yaml-addition.js';
import { isBlank, pairsAt, placeOf } from './yaml-document.js';
import { columnAt, lineEndAt, lineEndOf, lineStartAt, quoteIn, stepIn, wholeLines } from './yaml-layout.js';
import { scalarText } from './yaml-scalar.js';

/** The edits of a list; undefined where what stands at the path is none, or an item that is to go is not there. */
export function listEdits(text: string, document: Document, change: ListChange): readonly TextEdit[] | undefined {
  const { op, path, value } = change;
  // Of two equal keys the last one counts.
  const found = pairsAt(document.contents, path).at(-1);
  const list = found?.pair.value;
  if (isSeq(list)) return op === 'append' ? appended(text, document, list, value) : dropped(text, list, value);
  if (op === 'drop') return undefined;
  if (found === undefined) return additionOf(text, document, path, [value]);
  return isBlank(text, list) ? belowKey(text, document, found.pair, value) : undefined;
}

/** A key that nothing stands behind yet. */
function belowKey(text: string, document: Document, { key }: Pair, value: string): readonly TextEdit[] {
  const place = placeOf(key) ?? { start: 0, end: text.length };
  const indent = ' '.repeat(columnAt(text, place.start) + stepIn(text, document.contents));
  const item = scalarText(value, { quote: quoteIn(document), inFlow: false });
  return [insert(lineEndAt(text, place.end), `${lineEndOf(text)}${indent}- ${item}`)];
}

function appended(text: string, document: Document, list: YAMLSeq, value: string): readonly TextEdit[] | undefined {
  if (list.items.some((item) => isScalar(item) && item.value === value)) return [];
  const item = scalarText(value, { quote: quoteIn(document), inFlow: list.flow === true });
  const last = placeOf(list.items.at(-1));
  if (last === undefined) return list.items.length === 0 ? [intoEmpty(list, item)] : undefined;
  if (list.flow === true) return [insert(last.end, `, ${item}`)];
  const dash = text.slice(lineStartAt(text, last.start), last.start);
  if (!/^[ ]*-[ ]+$/.test(dash)) return undefined;
  return [insert(lineEndAt(text, last.end), lineEndOf(text) + dash + item)];
}

function intoEmpty(list: YAMLSeq, item: string): TextEdit {
  const start = list.range?.[0] ?? 0;
  return { span: { start, end: list.range?.[1] ?? start }, newText: `[${item}]` };
}

function dropped(text: string, list: YAMLSeq, value: string): readonly TextEdit[] | undefined {
  const held = list.items.filter((item) => isScalar(item) && item.value === value);
  const own = held.length === 1 ? placeOf(held[0]) : undefined;
  if (own === undefined) return undefined;
  if (list.flow === true) return droppedFromBrackets(text, list, own);
  const dash = text.slice(lineStartAt(text, own.start), own.start);
  if (!/^[ ]*-[ ]+$/.test(dash)) return undefined;
  // Nothing at all would not be a list any more.
  if (list.items.length === 1) {
    const start = lineStartAt(text, own.start) + dash.indexOf('-');
    return columnAt(text, start) === 0 ? undefined : [{ span: { start, end: own.end }, newText: '[]' }];
  }
  return [{ span: wholeLines(text, own), newText: '' }];
}

function droppedFromBrackets(text: string, list: YAMLSeq, own: Span): readonly TextEdit[] | undefined {
  const places = list.items.map(placeOf);
  const index = places.findIndex((place) => place?.start === own.start);
  const [before, after] = [places[index - 1], places[index + 1]];
  const span = after ? { start: own.start, end: after.start } : before ? { start: before.end, end: own.end } : own;
  return text.slice(span.start, span.end).includes('#') ? undefined : [{ span, newText: '' }];
}

function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
