import semver from 'semver';
import { isAtLeast, isRegistrySpecifier } from '../../model/index.js';
import type { Candidate, RemedyContext } from '../remedy.js';
import { exactVersion } from './specifier-style.js';

/** The name itself is at fault: no other version of it is a fix. */
const NAME_RULES: readonly string[] = ['typosquat', 'confusable-name', 'package-not-found', 'security-holding-package'];

/** Rules among the findings, each once, worst first. */
export function rulesOf(context: RemedyContext): readonly string[] {
  return [...new Set(context.assessment.findings.map((finding) => finding.rule))];
}

/** Those of `rules` that the findings hold. */
export function found(context: RemedyContext, rules: readonly string[]): readonly string[] {
  return rulesOf(context).filter((rule) => rules.includes(rule));
}

export function isMalware(context: RemedyContext): boolean {
  return rulesOf(context).includes('known-malware');
}

export function isNameAtFault(context: RemedyContext): boolean {
  return found(context, NAME_RULES).length > 0;
}

/** Nothing speaks against it, even where not everything about it is known. */
export function isUsable(candidate: Candidate): boolean {
  return candidate.safe || !isAtLeast(candidate.level, 'medium');
}

/** Safe or usable versions above what is judged (or, where nothing can be judged, above the lowest that is declared). */
export function upgradesIn(context: RemedyContext): readonly Candidate[] {
  const { lowestSafeUpgradeWithinMajor, lowestSafeUpgrade, latestSafe } = context;
  const base = baseVersion(context);
  return distinct([lowestSafeUpgradeWithinMajor, lowestSafeUpgrade, latestSafe]).filter(
    (candidate) => isUsable(candidate) && (base === undefined || semver.gt(candidate.version, base, true)),
  );
}

/** The nearest safe or usable version below. The highest of all stands in where more was declared than ever existed. */
export function lowerIn(context: RemedyContext): Candidate | undefined {
  const base = baseVersion(context);
  return distinct([context.lastGood, context.latestSafe]).find(
    (candidate) => isUsable(candidate) && base !== undefined && semver.lt(candidate.version, base, true),
  );
}

function distinct(candidates: readonly (Candidate | undefined)[]): readonly Candidate[] {
  const byVersion = new Map<string, Candidate>();
  for (const candidate of candidates) {
    if (candidate === undefined || exactVersion(candidate.version) === undefined) continue;
    if (!byVersion.has(candidate.version)) byVersion.set(candidate.version, candidate);
  }
  return [...byVersion.values()];
}

function baseVersion({ current, dependency: { specifier } }: RemedyContext): string | undefined {
  if (current !== undefined) return semver.valid(current, true) ?? undefined;
  if (!isRegistrySpecifier(specifier) || specifier.kind === 'tag') return undefined;
  try {
    return semver.minVersion(specifier.kind === 'version' ? specifier.version : specifier.range, true)?.version;
  } catch {
    return undefined;
  }
}
