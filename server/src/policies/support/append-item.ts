import { createScanner, type Node } from 'jsonc-parser';
import type { TextEdit } from '../../model/index.js';

/** How a JSON text is laid out. */
export interface Layout {
  /** One step of indentation. */
  readonly unit: string;
  readonly eol: string;
}

const DEFAULT_UNIT = '  ';
const LINE_END = /[\r\n]/;

/** Takes the layout from the text's first indented line and first line end. */
export function layoutOf(text: string): Layout {
  const [, unit = DEFAULT_UNIT] = /(?:^|[\r\n])([ \t]+)["{[]/.exec(text) ?? [];
  const [eol = '\n'] = /\r\n|\n|\r/.exec(text) ?? [];
  return { unit, eol };
}

/** A JSON value over several lines, the first one without indentation. */
export function stringify(value: unknown, indent: string, { unit, eol }: Layout): string {
  return JSON.stringify(value, undefined, unit).replaceAll('\n', eol + indent);
}

/**
 * Adds an item at the end of an array or object. Comments stay where they are: jsonc-parser's `modify` would carry the
 * last item's trailing comment over to the new one, as if it explained that.
 *
 * @param render the item's text, given the indentation of its own lines; undefined: everything on one line
 */
export function appendItem(
  text: string,
  container: Node,
  layout: Layout,
  render: (indent: string | undefined) => string,
): readonly TextEdit[] {
  const { close, contentEnd, lastEnd, isOneLine } = surveyOf(text, container);
  const endsWithComma = lastEnd !== undefined && nextTokenIsComma(text, lastEnd);
  const comma = lastEnd === undefined || endsWithComma ? [] : [insertion(lastEnd, ',')];
  if (isOneLine && lastEnd !== undefined) return merged([...comma, insertion(contentEnd, ` ${render(undefined)}`)]);
  const outer = indentAt(text, container.offset);
  const indent = itemIndent(text, container) ?? outer + layout.unit;
  const item = layout.eol + indent + render(indent) + (endsWithComma ? ',' : '');
  const isClosedOnOwnLine = LINE_END.test(text.slice(contentEnd, close));
  const rest = isClosedOnOwnLine
    ? insertion(contentEnd, item)
    : { span: { start: contentEnd, end: close }, newText: item + layout.eol + outer };
  return merged([...comma, rest]);
}

interface Survey {
  /** Where the closing bracket stands. */
  readonly close: number;
  /** Behind the last item, comma or comment. */
  readonly contentEnd: number;
  readonly lastEnd: number | undefined;
  readonly isOneLine: boolean;
}

function surveyOf(text: string, container: Node): Survey {
  const close = container.offset + container.length - 1;
  const last = container.children?.at(-1);
  return {
    close,
    contentEnd: text.slice(0, close).trimEnd().length,
    lastEnd: last === undefined ? undefined : last.offset + last.length,
    isOneLine: !LINE_END.test(text.slice(container.offset, close)),
  };
}

/** Where the other items stand, if they have lines of their own. */
function itemIndent(text: string, container: Node): string | undefined {
  const last = container.children?.at(-1);
  return last !== undefined && lineUpTo(text, last.offset).trim() === '' ? indentAt(text, last.offset) : undefined;
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

/** Two edits that touch are one: their order would be open otherwise. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const [first, second] = edits;
  if (first?.span.end !== second?.span.start || first === undefined || second === undefined) return edits;
  return [{ span: { start: first.span.start, end: second.span.end }, newText: first.newText + second.newText }];
}

function nextTokenIsComma(text: string, offset: number): boolean {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  return text.charAt(scanner.getTokenOffset()) === ',';
}

/** The white space at the start of the line that holds `offset`. */
function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(lineUpTo(text, offset))?.[0] ?? '';
}

function lineUpTo(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
}
