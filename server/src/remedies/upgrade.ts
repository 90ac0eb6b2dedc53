import { listed, phrase, type Remedy, type Words, worded } from '../model/index.js';
import type { Candidate, RemedyContext, RemedyMaker } from './remedy.js';
import { found, isMalware, isNameAtFault, upgradesIn } from './support/circumstances.js';
import { styleOf } from './support/specifier-style.js';
import { changeVersion } from './support/version-change.js';

/** Faults of one version that a higher one can be free of. */
const REASONS = ['known-vulnerability', 'deprecated', 'version-not-found'] as const;
/** What writing a safe version with `^` or `~` answers on the way. */
const ALSO = ['unpinned-specifier', 'recent-release', 'younger-than-policy'] as const;

/** To the lowest safe version in the declared major, the lowest of all, and the latest. */
export const upgrade: RemedyMaker = Object.freeze({
  kind: 'upgrade',
  offer(context: RemedyContext): readonly Remedy[] {
    // From malware upwards lies the unknown: who published the one may have published the next.
    if (isMalware(context) || isNameAtFault(context) || found(context, REASONS).length === 0) return [];
    return upgradesIn(context).flatMap((candidate) => toRemedy(context, candidate) ?? []);
  },
});

function toRemedy(context: RemedyContext, candidate: Candidate): Remedy | undefined {
  const change = changeVersion(context, candidate.version, 'own-style');
  if (change === undefined) return undefined;
  const { name } = context.assessment.subject;
  const isExact = change.exact && styleOf(context.dependency.specifier) !== 'exact';
  const about = { name, version: candidate.version, qualities: describe(context, candidate) };
  return {
    kind: 'upgrade',
    ...worded({
      title: isExact
        ? phrase('Upgrade {name} to exactly {version} ({qualities})', about)
        : phrase('Upgrade {name} to {version} ({qualities})', about),
      caveat: candidate.reason,
    }),
    rules: found(context, [...REASONS, ...ALSO]),
    version: candidate.version,
    packageName: name,
    changes: change.changes,
    preferred: candidate.safe && candidate.withinMajor,
  };
}

function describe(context: RemedyContext, candidate: Candidate): Words {
  const { lowestSafeUpgrade, lowestSafeUpgradeWithinMajor } = context;
  const isLowest = [lowestSafeUpgrade, lowestSafeUpgradeWithinMajor].some((one) => one?.version === candidate.version);
  const quality = isLowest ? LOWEST : LATEST;
  return listed([
    candidate.safe ? quality.safe : quality.unproven,
    ...(candidate.withinMajor ? [] : [phrase('another major')]),
  ]);
}

const LOWEST = Object.freeze({
  safe: phrase('lowest safe version'),
  unproven: phrase('lowest version without a known problem'),
});
const LATEST = Object.freeze({
  safe: phrase('latest safe version'),
  unproven: phrase('latest version without a known problem'),
});
