import { median, percentile, type Samples } from './measure.js';

/** One line of the budgets: what was measured, what it may be, and whether it is. */
export interface Row {
  readonly id: string;
  readonly what: string;
  readonly unit: 'ms' | 'MB' | 'ratio' | 'packages';
  /** What the budget is about. */
  readonly value: number;
  readonly budget: number;
  readonly pass: boolean;
  readonly samples: number;
  /** Further figures by name: milliseconds, unless the name says otherwise. */
  readonly details: Readonly<Record<string, number>>;
}

/** Most answers have to come within the budget: the 95th percentile. */
export function latencyRow(id: string, what: string, budget: number, samples: Samples): Row {
  const value = rounded(percentile(samples, 0.95));
  return {
    id,
    what,
    unit: 'ms',
    value,
    budget,
    pass: value <= budget,
    samples: samples.length,
    details: { p50: rounded(median(samples)), p95: value, max: rounded(percentile(samples, 1)) },
  };
}

/** The best of some runs: what else the machine does makes single ones worse, never better. */
export function bestRow(
  id: string,
  what: string,
  { unit, budget }: Pick<Row, 'unit' | 'budget'>,
  samples: Samples,
): Row {
  const value = rounded(percentile(samples, 0));
  const details = { median: rounded(median(samples)), max: rounded(percentile(samples, 1)) };
  return { id, what, unit, value, budget, pass: value <= budget, samples: samples.length, details };
}

/**
 * So many times as long as the reference, each by its best run: what else the machine does makes single runs slower,
 * never faster.
 */
export function ratioRow(
  id: string,
  what: string,
  budget: number,
  samples: { readonly work: Samples; readonly reference: Samples },
): Row {
  const [ours, reference] = [percentile(samples.work, 0), percentile(samples.reference, 0)];
  const value = rounded(ours / reference);
  return {
    id,
    what,
    unit: 'ratio',
    value,
    budget,
    pass: value <= budget,
    samples: samples.work.length,
    details: {
      ours: rounded(ours),
      reference: rounded(reference),
      medianOurs: rounded(median(samples.work)),
      medianReference: rounded(median(samples.reference)),
    },
  };
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The rows for a person. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.pass ? 'ok' : 'over',
    row.what,
    `${row.value} ${row.unit === 'ratio' ? '×' : row.unit}`,
    `of ${row.budget}`,
    Object.entries(row.details)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}
