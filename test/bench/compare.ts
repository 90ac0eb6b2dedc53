import type { Row } from './row.js';

/** A ratio may be a quarter worse than it was; what the machine does besides makes more of a difference than one would like. */
const MAX_LOSS = 1.25;

/** What an earlier run has printed, as far as it is compared. */
export interface EarlierRun {
  readonly rows: readonly Pick<Row, 'id' | 'unit' | 'value'>[];
}

/** One ratio beside what it was. Ratios alone can be compared: both of their sides ran on the same machine at the same time. */
export interface Comparison {
  readonly id: string;
  readonly before: number;
  readonly now: number;
  readonly isLoss: boolean;
}

/** @throws where the text is no output of `npm run bench` */
export function readRun(text: string): EarlierRun {
  const run = JSON.parse(text) as Partial<EarlierRun> & { readonly schemaVersion?: unknown };
  const { schemaVersion, rows } = run;
  if (schemaVersion !== 1 || !Array.isArray(rows)) throw new Error('this is no output of `npm run bench`');
  return { rows };
}

/** The ratios of both runs. What only one of them has is not compared. */
export function compare(before: EarlierRun, rows: readonly Row[]): readonly Comparison[] {
  const values = new Map(before.rows.filter(({ unit }) => unit === 'ratio').map(({ id, value }) => [id, value]));
  return rows.flatMap(({ id, unit, value }): readonly Comparison[] => {
    const earlier = values.get(id);
    if (unit !== 'ratio' || earlier === undefined) return [];
    return [{ id, before: earlier, now: value, isLoss: value > earlier * MAX_LOSS }];
  });
}

/** For a person: the ratios that are worse by more than is allowed, or one line that says how many were compared. */
export function comparisonText(comparisons: readonly Comparison[]): string {
  const losses = comparisons.filter(({ isLoss }) => isLoss);
  if (losses.length === 0) return `${comparisons.length} ratios compared, none of them worse by more than 25 %`;
  const lines = losses.map(({ id, before, now }) => {
    const more = Math.round((now / before - 1) * 100);
    return `  ${id}: ${now} ×, ${before} × before (${more} % more)`;
  });
  return [`${losses.length} of ${comparisons.length} ratios are worse by more than 25 %:`, ...lines].join('\n');
}
