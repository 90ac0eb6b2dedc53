import { isMap, visit, type Document } from 'yaml';
import type { Span } from '../../model/index.js';
import { placeOf, type YamlMap } from './yaml-document.js';

/** What programs indent YAML with where a document does not show it. */
const DEFAULT_STEP = 2;

export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Where the line that holds an offset begins; a byte order mark belongs to no line. */
export function lineStartAt(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.charCodeAt(start) === 0xfeff ? start + 1 : start;
}

/** Where the line that holds an offset ends, before its line break. */
export function lineEndAt(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  if (lineBreak < 0) return text.length;
  return text.charAt(lineBreak - 1) === '\r' && lineBreak > offset ? lineBreak - 1 : lineBreak;
}

/** The line with its line break. */
export function wholeLines(text: string, { start, end }: Span): Span {
  const lineBreak = text.indexOf('\n', end);
  return { start: lineStartAt(text, start), end: lineBreak < 0 ? text.length : lineBreak + 1 };
}

export function columnAt(text: string, offset: number): number {
  return offset - lineStartAt(text, offset);
}

/** The column of a block map's keys. */
export function columnOf(text: string, { items: [first] }: YamlMap): number {
  return columnAt(text, placeOf(first?.key)?.start ?? 0);
}

/** By how many columns a map stands further in than the one around it. */
export function stepIn(text: string, root: unknown): number {
  if (!isMap(root) || root.flow === true) return DEFAULT_STEP;
  for (const { value } of root.items) {
    if (!isMap(value) || value.flow === true || value.items.length === 0) continue;
    return Math.max(1, columnOf(text, value) - columnOf(text, root));
  }
  return DEFAULT_STEP;
}

/** The quote that the document's own scalars have: pnpm writes `'`, yarn `"`. */
export function quoteIn(document: Document): '"' | "'" {
  let quote: '"' | "'" = "'";
  visit(document, {
    Scalar(_, { type }) {
      if (type !== 'QUOTE_DOUBLE' && type !== 'QUOTE_SINGLE') return undefined;
      quote = type === 'QUOTE_DOUBLE' ? '"' : "'";
      return visit.BREAK;
    },
  });
  return quote;
}
