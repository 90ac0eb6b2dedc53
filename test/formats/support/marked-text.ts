import type { Span } from '../../../server/src/model/index.js';

export interface MarkedText {
  readonly text: string;
  /** The marked ranges, in the order in which they begin. */
  readonly marks: readonly Span[];
}

/** Takes a text with ranges in `«…»` (which may nest) apart into the plain text and the places of the ranges. */
export function marked(source: string): MarkedText {
  const marks: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let text = '';
  for (const character of source) {
    if (character === '«') {
      const mark = { start: text.length, end: text.length };
      marks.push(mark);
      open.push(mark);
    } else if (character === '»') {
      const mark = open.pop();
      if (mark === undefined) throw new Error('A mark ends that did not begin.');
      mark.end = text.length;
    } else text += character;
  }
  if (open.length > 0) throw new Error('A mark does not end.');
  return { text, marks };
}
