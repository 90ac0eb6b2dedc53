import type { Evidence, Place } from '../../model/index.js';
import { shorten } from './text.js';

/** Longest piece of code that evidence shows; more is read in the file itself. */
const LONGEST_SNIPPET = 160;
const LONGEST_PATH = 300;
const LONGEST_NAME = 100;

/** A place in the package's own files, as evidence. */
export function evidenceAt({ file, line, column, snippet, package: holder }: Place): Evidence {
  return {
    kind: 'file',
    ...(holder !== undefined && { package: shorten(holder, LONGEST_NAME) }),
    file: shorten(file, LONGEST_PATH),
    line,
    column,
    snippet: shorten(withoutInvisible(snippet), LONGEST_SNIPPET),
  };
}

/** What is invisible in the file must not be in a message either. */
function withoutInvisible(text: string): string {
  return text.replace(/[\p{Cf}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]+/gu, '\u00b7');
}
