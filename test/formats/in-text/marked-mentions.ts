import assert from 'node:assert/strict';
import type { InTextFormat } from '../../../server/src/formats/format.js';
import type { Mention, Span } from '../../../server/src/model/index.js';
import { marked } from '../support/marked-text.js';

/** The format finds what is marked, and nothing else. */
export function assertMarked(format: InTextFormat, file: string, source: string): void {
  const { text, marks } = marked(source);
  assert.equal(
    marking(text, format.read(text, file)),
    marking(
      text,
      marks.map((span) => ({ span })),
    ),
  );
}

function marking(text: string, found: readonly { readonly span: Span }[]): string {
  let shown = '';
  let at = 0;
  for (const { span } of found) {
    shown += `${text.slice(at, span.start)}«${text.slice(span.start, span.end)}»`;
    at = span.end;
  }
  return shown + text.slice(at);
}

/** Each span lies in the text, behind the one before, and holds what it is said to hold. */
export function assertSpansMatch(text: string, found: readonly Mention[]): void {
  let before = 0;
  for (const mention of found) {
    const { start, end } = mention.span;
    const isInside = start >= before && end > start && end <= text.length;
    if (!isInside) assert.fail(JSON.stringify({ text, mention }));
    if (mention.kind === 'import') assert.equal(text.slice(start, end), mention.specifier);
    before = end;
  }
}
