import { escapeMarkdown } from '../support/markdown.js';
import { csvText } from '../support/csv.js';
import type { PagePackage } from './report-data.js';

const HEADINGS = ['Level', 'Package', 'Brought in by', 'Rule', 'Finding', 'Fixes'] as const;

/** What is in the table, a row for each finding, for spreadsheets. */
export function tableCsv(packages: readonly PagePackage[]): string {
  return csvText([HEADINGS, ...packages.flatMap((one) => rowsOf(one))]);
}

/** The same as a table that can be pasted into an issue. */
export function tableMarkdown(packages: readonly PagePackage[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = packages.flatMap((one) => rowsOf(one)).map((cells) => row(cells.map((cell) => escapeMarkdown(cell))));
  return `${[row(HEADINGS), row(HEADINGS.map(() => '---')), ...rows].join('\n')}\n`;
}

function rowsOf(one: PagePackage): readonly (readonly string[])[] {
  const fixes = one.fixes.join('; ');
  return one.findings.map(({ level, rule, message }) => {
    return [level, titleOf(one), one.way ?? one.line, rule, message, fixes];
  });
}

/** `name@version`, or the bare name. */
export function titleOf({ name, version }: PagePackage): string {
  return version === undefined ? name : `${name}@${version}`;
}
