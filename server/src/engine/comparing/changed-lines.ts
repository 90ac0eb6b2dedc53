/**
 * Lines that one text has and the other has not, wherever they stand: moved lines count as old ones. That is less than a real
 * difference, and enough to say where to look first.
 */
export function isNewLine(before: string | undefined, after: string | undefined, line: number): boolean {
  if (after === undefined) return false;
  const text = after.split('\n')[line - 1];
  return text !== undefined && !linesOf(before).has(text.trim());
}

/** Counted from 1; undefined where there is none. Blank lines are none. */
export function firstNewLine(before: string | undefined, after: string | undefined): number | undefined {
  if (after === undefined) return undefined;
  const old = linesOf(before);
  const index = after.split('\n').findIndex((line) => line.trim() !== '' && !old.has(line.trim()));
  return index < 0 ? undefined : index + 1;
}

function linesOf(text = ''): ReadonlySet<string> {
  return new Set(text.split('\n').map((line) => line.trim()));
}
