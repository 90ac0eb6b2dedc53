import { createScanner } from 'jsonc-parser';
import type { Span, TextEdit } from '../../model/index.js';
import type { Property } from './json-properties.js';

const BLANK = /[ \t]/;
const LINE_END = /[\r\n]/;

/**
 * Takes a property out with the comma that belongs to it, and its line where nothing else stands on it. Comments stay,
 * unlike with jsonc-parser's `modify`, which removes from the end of the property before, comments and all, and leaves
 * a comma behind where a trailing one stood.
 */
export function removalOf(text: string, property: Property): readonly TextEdit[] {
  const { node, parent } = property;
  const own = { start: node.offset, end: node.offset + node.length };
  const comma = commaOf(text, property, own);
  const spans = comma === undefined ? [own] : join(text, own, comma);
  const tidied = spans.map((span) => (span.start <= own.start && span.end >= own.end ? tidy(text, span) : span));
  const inside = { start: parent.offset + 1, end: parent.offset + parent.length - 1 };
  return isEmptied(text, inside, tidied) ? [cut(inside)] : tidied.map(cut);
}

function cut(span: Span): TextEdit {
  return { span, newText: '' };
}

/** The comma that has to go: on the property's own lines if there is one, else behind it, else before it. */
function commaOf(text: string, { node, parent }: Property, own: Span): Span | undefined {
  const siblings = parent.children ?? [];
  const previous = siblings[siblings.indexOf(node) - 1];
  const after = commaBehind(text, own.end);
  const before = previous === undefined ? undefined : commaBehind(text, previous.offset + previous.length);
  if (after === undefined || before === undefined) return after ?? before;
  // Commas at the start of lines: `, "b": "2"`.
  const leads = LINE_END.test(text.slice(own.end, after.start)) && !LINE_END.test(text.slice(before.end, own.start));
  return leads ? before : after;
}

function commaBehind(text: string, offset: number): Span | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const start = scanner.getTokenOffset();
  return text.charAt(start) === ',' ? { start, end: start + 1 } : undefined;
}

/** Property and comma as one span where only blanks are between them, else each on its own, in order. */
function join(text: string, own: Span, comma: Span): readonly Span[] {
  const [first, second] = own.start < comma.start ? [own, comma] : [comma, own];
  const between = text.slice(first.end, second.start);
  return /^[ \t]*$/.test(between) ? [{ start: first.start, end: second.end }] : [first, second];
}

/** Takes the blanks along that would be left over, or the whole line. */
function tidy(text: string, span: Span): Span {
  const start = skipBack(text, span.start);
  const end = skipAhead(text, span.end);
  const startsLine = start === 0 || LINE_END.test(text.charAt(start - 1));
  const endsLine = end === text.length || LINE_END.test(text.charAt(end));
  if (startsLine && endsLine)
    return { start, end: end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0) };
  const endsWithComma = text.charAt(span.end - 1) === ',';
  return startsLine || (endsWithComma && !endsLine) ? { start: span.start, end } : { start, end: span.end };
}

function skipBack(text: string, from: number): number {
  let at = from;
  while (at > 0 && BLANK.test(text.charAt(at - 1))) at--;
  return at;
}

function skipAhead(text: string, from: number): number {
  let at = from;
  while (BLANK.test(text.charAt(at))) at++;
  return at;
}

/** Nothing but white space would be left between the braces. */
function isEmptied(text: string, inside: Span, spans: readonly Span[]): boolean {
  let from = inside.start;
  for (const span of spans) {
    if (span.start < from || text.slice(from, span.start).trim() !== '') return false;
    from = span.end;
  }
  return from <= inside.end && text.slice(from, inside.end).trim() === '';
}
