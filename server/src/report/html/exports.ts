import { escapeMarkdown } from '../support/markdown.js';
import { csvText } from '../support/csv.js';
import type { PageWords } from './page-words.js';
import type { PagePackage } from './report-data.js';

/** What the table says itself. */
export type TableWords = Pick<PageWords, 'headings' | 'levels'>;

/** What is in the table, a row for each finding, for spreadsheets. */
export function tableCsv(packages: readonly PagePackage[], words: TableWords): string {
  return csvText([words.headings, ...packages.flatMap((one) => rowsOf(one, words))]);
}

/** The same as a table that can be pasted into an issue. */
export function tableMarkdown(packages: readonly PagePackage[], words: TableWords): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = packages.flatMap((one) => rowsOf(one, words)).map((cells) => cells.map((cell) => escapeMarkdown(cell)));
  const lines = [words.headings, words.headings.map(() => '---'), ...rows];
  return `${lines.map(row).join('\n')}\n`;
}

function rowsOf(one: PagePackage, { levels }: TableWords): readonly (readonly string[])[] {
  const fixes = one.fixes.join('; ');
  return one.findings.map(({ level, rule, message }) => {
    return [levels[level], titleOf(one), one.way ?? one.line, rule, message, fixes];
  });
}

/** `name@version`, or the bare name. */
export function titleOf({ name, version }: PagePackage): string {
  return version === undefined ? name : `${name}@${version}`;
}
