import { createScanner, type Node } from 'jsonc-parser';
import { propertiesOf } from './json-properties.js';

/** What people indent with where a document does not show it. */
const DEFAULT_STEP = '  ';

/** jsonc-parser's `SyntaxKind`, whose constants cannot be imported; comments and blanks stand in a row. */
const TOKEN = Object.freeze({ comma: 5, lineComment: 12, lineBreak: 14, trivia: 15 });

export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Written for programs, without a blank. */
export function isMinified(text: string): boolean {
  return text.includes(':') && !/\s/.test(text.trim());
}

/** One level of indentation, as the outermost properties show it. */
export function stepIn(text: string, root: Node): string {
  const [first] = propertiesOf(root);
  return (first && indentBefore(text, first.node.offset)) || DEFAULT_STEP;
}

/** The white space before an offset where nothing else stands before it on its line. */
export function indentBefore(text: string, offset: number): string | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  return lineStart > 0 && before.trim() === '' ? before : undefined;
}

/** The white space that an offset's line begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}

/** The end of a line behind a value, its comma and comments; undefined where something else follows on it. */
export function lineEndBehind(
  text: string,
  from: number,
): { readonly offset: number; readonly comma: boolean } | undefined {
  const scanner = createScanner(text, false);
  scanner.setPosition(from);
  let comma = false;
  for (;;) {
    const token: number = scanner.scan();
    if (token === TOKEN.lineBreak) return { offset: scanner.getTokenOffset(), comma };
    if (token === TOKEN.comma) comma = true;
    else if (token < TOKEN.lineComment || token > TOKEN.trivia) return undefined;
  }
}
