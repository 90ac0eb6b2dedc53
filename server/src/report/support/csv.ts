import { plainText } from './plain-text.js';

/** Spreadsheets take a cell that begins so for a formula, and run it; in Asia with wide marks as well. */
const FORMULA = /^[\s"]*[=+\-@|%＝＋－＠]/;
/** Where a comma separates decimals, they begin a cell behind each semicolon, whatever is quoted. */
const FORMULA_BEHIND = /(;[\s"]*)(?=[=+\-@|%＝＋－＠])/g;

const MAX_CELL = 2000;

/** Rows as RFC 4180 writes them, every cell quoted. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** Text from outside as one cell that shows that text and means nothing. */
function csvCell(text: string): string {
  const line = plainText(text, MAX_CELL);
  const told = (FORMULA.test(line) ? `'${line}` : line).replace(FORMULA_BEHIND, "$1'");
  return `"${told.replaceAll('"', '""')}"`;
}
