import type { Stretch } from './repository.js';
import type { Span } from './span.js';

/** A stretch of a file that is named by its absolute path. */
export interface FilePlace extends Stretch {
  readonly file: string;
}

/** Where a project's files speak of a package. */
export interface PackagePlaces {
  /** The lines that name it, or that bring it in. */
  readonly declared: readonly FilePlace[];
  /** The first lines of its entries in the lockfile. */
  readonly locked: readonly FilePlace[];
  /** `name@version` of what its entries depend on. */
  readonly needs?: readonly string[];
}

/** Finds lines and columns, counted from 1, of offsets in one text. Offsets outside of it are moved to its edge. */
export function stretchFinder(text: string): (span: Span) => Stretch {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const positionOf = (offset: number): { readonly line: number; readonly column: number } => {
    const within = Math.max(0, Math.min(offset, text.length));
    const line = lastAtOrBefore(starts, within);
    return { line: line + 1, column: within - (starts[line] ?? 0) + 1 };
  };
  return ({ start, end }) => {
    const [from, to] = [positionOf(start), positionOf(Math.max(start, end))];
    return { ...from, endLine: to.line, endColumn: to.column };
  };
}

/** The index of the last of some ascending numbers that is not above another one. */
function lastAtOrBefore(ascending: readonly number[], wanted: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
