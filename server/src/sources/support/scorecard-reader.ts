import type { ScorecardCheck, ScorecardFacts } from '../../model/index.js';
import { arrayOf, objectOf, type JsonObject } from './json.js';

/** The checks could not be made: the service says -1 then, which is no bad score. */
export const NOT_SCORED = 'not-scored';

/**
 * Of some twenty checks those that say how a change gets in. Others ask for what hardly any package has (fuzzing, a badge), or what
 * we look at ourselves (vulnerabilities, signed releases).
 */
const TELLING: ReadonlySet<string> = new Set([
  ...['Dangerous-Workflow', 'Code-Review', 'Branch-Protection', 'Token-Permissions', 'Maintained', 'Binary-Artifacts'],
]);
/** Up to here a check went badly, out of 10. */
const WEAK = 2;
const MAX_CHECKS = 100;
const BEST = 10;

/** Undefined where it is no scorecard. */
export function readScorecard(
  repository: string,
  json: JsonObject | undefined,
): ScorecardFacts | typeof NOT_SCORED | undefined {
  const asOf = typeof json?.date === 'string' ? Date.parse(json.date) : NaN;
  if (json?.score === -1) return NOT_SCORED;
  if (!isScore(json?.score) || Number.isNaN(asOf)) return undefined;
  const all = arrayOf(json.checks).slice(0, MAX_CHECKS).flatMap(checkOf);
  const isArchived = all.some(({ name, reason }) => name === 'Maintained' && reason === 'project is archived');
  return {
    ...{ repository, score: json.score, asOf },
    ...(isArchived && { archived: true }),
    weak: all
      .filter(({ name, score }) => score <= WEAK && !(isArchived && name === 'Maintained'))
      .map(({ name, score }) => ({ name, score }))
      .sort((a, b) => a.score - b.score),
  };
}

/** What was kept of an earlier answer. */
export function keptScorecard(json: unknown): ScorecardFacts | undefined {
  const kept = objectOf(json);
  return typeof kept?.repository === 'string' && isScore(kept.score) && Array.isArray(kept.weak)
    ? (kept as unknown as ScorecardFacts)
    : undefined;
}

function checkOf(json: unknown): readonly (ScorecardCheck & { readonly reason: unknown })[] {
  const { name, score, reason } = objectOf(json) ?? {};
  return typeof name === 'string' && TELLING.has(name) && isScore(score) ? [{ name, score, reason }] : [];
}

function isScore(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= BEST;
}
