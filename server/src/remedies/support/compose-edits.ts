import type { TextEdit } from '../../model/index.js';

/** The text after one edit. */
export function splice(text: string, { span, newText }: TextEdit): string {
  return text.slice(0, span.start) + newText + text.slice(span.end);
}

/**
 * Adds an edit of an already edited text to the edits that led there, so that all of them refer to the original text.
 * What touches becomes one edit.
 *
 * @param edits in order, from the original to `edited`
 * @param edit refers to `edited`
 */
export function compose(edits: readonly TextEdit[], edit: TextEdit, edited: string): readonly TextEdit[] {
  const before: TextEdit[] = [];
  const after: TextEdit[] = [];
  let { start, end } = edit.span;
  let shiftAtStart = 0;
  let shift = 0;
  for (const earlier of edits) {
    const from = earlier.span.start + shift;
    const to = from + earlier.newText.length;
    shift += earlier.newText.length - (earlier.span.end - earlier.span.start);
    if (to < edit.span.start) {
      before.push(earlier);
      shiftAtStart = shift;
    } else if (from > edit.span.end) {
      after.push(earlier);
      shift -= earlier.newText.length - (earlier.span.end - earlier.span.start);
    } else {
      start = Math.min(start, from);
      end = Math.max(end, to);
    }
  }
  const newText = edited.slice(start, edit.span.start) + edit.newText + edited.slice(edit.span.end, end);
  return [...before, { span: { start: start - shiftAtStart, end: end - shift }, newText }, ...after];
}
