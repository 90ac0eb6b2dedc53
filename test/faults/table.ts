import type { SeedResult, Violation } from './run-seed.js';
import type { Kind } from './support/kind.js';

/** What must never happen, in the order of the columns. */
const SORTS: readonly Violation['sort'][] = [
  'wrong safe',
  'invented',
  'crash',
  'hang',
  'poisoned cache',
  'lost bytes',
  'leaked credential',
];

/** One row for each kind of fault, and one for all of them, in Markdown. */
export function tableOf(results: readonly SeedResult[], kinds: readonly Kind[]): string {
  const rows = kinds
    .map(({ id, title }) => [title, results.filter((result) => result.kinds[0] === id)] as const)
    .filter(([, some]) => some.length > 0)
    .map(([title, some]) => rowOf(title, some));
  const head = ['kind of fault', 'runs', 'complete', 'told as incomplete', 'findings told as missing', ...SORTS];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, at) => (at === 0 ? '---' : '--:')));
  return [line(head), rule, ...rows.map(line), line(rowOf('**all**', results))].join('\n');
}

function rowOf(title: string, results: readonly SeedResult[]): readonly string[] {
  const count = (outcome: SeedResult['outcome']): number => results.filter((one) => one.outcome === outcome).length;
  const withSort = (sort: Violation['sort']): number =>
    results.filter(({ violations }) => violations.some((one) => one.sort === sort)).length;
  const told = results.reduce((sum, { toldMissing }) => sum + toldMissing, 0);
  const counts = [results.length, count('complete'), count('told incomplete'), told, ...SORTS.map(withSort)];
  return [title, ...counts.map(String)];
}

/** One line for the run, and one for each thing that must never happen. */
export function linesOf({ seed, kinds, outcome, violations }: SeedResult): string {
  const head = `${seed} ${kinds.join(' + ')}: ${outcome}`;
  return [head, ...violations.map(({ sort, what }) => `    ${sort.toUpperCase()}: ${what}`)].join('\n');
}
