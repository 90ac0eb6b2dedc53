import type { Span, TextEdit } from '../../model/index.js';
import { endOfPair, flowPlaceOf, placeOf, type YamlPair } from './yaml-document.js';
import { lineEndAt, lineStartAt, wholeLines } from './yaml-layout.js';

/** Takes a pair out with its line; a comment behind it stays. Undefined where that cannot be done safely. */
export function removalOf(text: string, { pair, parent }: YamlPair): readonly TextEdit[] | undefined {
  const key = placeOf(pair.key);
  if (key === undefined) return undefined;
  const own = { start: key.start, end: endOfPair(text, pair) };
  if (flowPlaceOf(parent) !== undefined) return flowRemoval(text, { pair, parent }, own);
  if (text.slice(lineStartAt(text, own.start), own.start).trim() !== '') return undefined;
  const rest = text.slice(own.end, lineEndAt(text, own.end));
  if (parent.items.length === 1) return [emptied(text, own, rest)];
  if (rest.trim() === '') return [cut(wholeLines(text, own))];
  return [cut({ start: own.start, end: own.end + rest.search(/\S/) })];
}

/** Nothing at all would not be a map any more. */
function emptied(text: string, own: Span, rest: string): TextEdit {
  const gap = rest.trim() === '' ? { start: own.start, end: lineEndAt(text, own.end) } : own;
  return { span: gap, newText: '{}' };
}

function flowRemoval(text: string, { pair, parent }: YamlPair, own: Span): readonly TextEdit[] | undefined {
  const index = parent.items.indexOf(pair);
  const before = parent.items[index - 1];
  const after = placeOf(parent.items[index + 1]?.key);
  const braces = flowPlaceOf(parent);
  let span: Span | undefined;
  if (after !== undefined) span = { start: own.start, end: after.start };
  else if (before !== undefined) span = { start: endOfPair(text, before), end: own.end };
  else if (braces !== undefined) span = { start: braces.start + 1, end: braces.end - 1 };
  return span === undefined || text.slice(span.start, span.end).includes('#') ? undefined : [cut(span)];
}

function cut(span: Span): TextEdit {
  return { span, newText: '' };
}
