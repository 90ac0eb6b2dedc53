import { isAtLeast, type Level } from '../../server/src/model/index.js';
import type { ScanLine } from './scan.js';

/** One row of a table: how many of a set are as they should be. */
export interface Score {
  readonly name: string;
  readonly total: number;
  readonly right: number;
  /** Those that are not, each with what it got. */
  readonly wrong: readonly string[];
}

export interface Expectation {
  readonly id: string;
  readonly line: ScanLine;
  readonly isRight: (level: Level, line: ScanLine) => boolean;
}

export function scoreOf(name: string, expectations: readonly Expectation[]): Score {
  const wrong = expectations.filter(({ line, isRight }) => !isRight(line.level ?? 'none', line));
  return {
    name,
    total: expectations.length,
    right: expectations.length - wrong.length,
    wrong: wrong.map(({ id, line }) => `${id}: ${resultOf(line)}`),
  };
}

export const reaches =
  (least: Level) =>
  (level: Level): boolean =>
    isAtLeast(level, least);

export const staysBelow =
  (limit: Level) =>
  (level: Level): boolean =>
    !isAtLeast(level, limit);

function resultOf({ level = 'none', error, findings = [], incomplete }: ScanLine): string {
  if (error !== undefined) return `error (${error})`;
  const rules = [...new Set(findings.map((finding) => `${finding.rule} ${finding.level}`))].join(', ');
  return [
    level,
    ...(rules === '' ? [] : [rules]),
    ...(incomplete === undefined ? [] : [`incomplete: ${incomplete}`]),
  ].join('; ');
}

/** `12 of 13 (92.3 %)` */
export function shareOf({ right, total }: Score): string {
  return total === 0 ? 'none' : `${right} of ${total} (${((100 * right) / total).toFixed(1)} %)`;
}
