import type { TextEdit } from '../../../server/src/model/index.js';

/** What an editor makes of edits that all refer to the same text. Throws where two overlap or lie outside. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return pieces(text, edits, ({ newText }) => newText);
}

/** The text with each edit shown in its place: `"a": ⟦"1"→"2"⟧`. */
export function markEdits(text: string, edits: readonly TextEdit[] | undefined): string | undefined {
  return edits && pieces(text, edits, ({ span, newText }) => `⟦${text.slice(span.start, span.end)}→${newText}⟧`);
}

function pieces(text: string, edits: readonly TextEdit[], render: (edit: TextEdit) => string): string {
  let result = '';
  let from = 0;
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const { start, end } = edit.span;
    if (start < from || end < start || end > text.length) throw new RangeError(`no place for an edit: ${start}-${end}`);
    result += text.slice(from, start) + render(edit);
    from = end;
  }
  return result + text.slice(from);
}
