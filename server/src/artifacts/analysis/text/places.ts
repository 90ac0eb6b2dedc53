import type { Place } from '../../../model/index.js';

/** As much of a line as a reader takes in at a glance. */
const MAX_SNIPPET = 160;

/** The place of an offset in a text. Counts lines anew each time: only what is reported needs one. */
export function placeAt(file: string, text: string, offset: number): Place {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return {
    file,
    line: linesBefore(text, lineStart) + 1,
    column: offset - lineStart + 1,
    snippet: snippetAt(text, offset, lineStart),
  };
}

function linesBefore(text: string, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** From the offset on, or from the start of a short line, so that the reader sees what comes before. */
function snippetAt(text: string, offset: number, lineStart: number): string {
  const start = offset - lineStart < MAX_SNIPPET / 4 ? lineStart : offset;
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : newline;
  return text.slice(start, Math.min(end, start + MAX_SNIPPET)).trim();
}
