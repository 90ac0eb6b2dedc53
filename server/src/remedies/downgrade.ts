import { listed, phrase, type Phrase, type Remedy, worded } from '../model/index.js';
import type { Candidate, RemedyContext, RemedyMaker } from './remedy.js';
import { found, isNameAtFault, lowerIn, rulesOf, upgradesIn } from './support/circumstances.js';
import { changeVersion } from './support/version-change.js';

/** Faults of one version that the ones before it were free of. */
const REASONS = [
  'known-malware',
  'younger-than-policy',
  'refused-by-manager',
  'recent-release',
  'version-not-found',
] as const;
/** Of versions that are merely young, and of how they are declared. */
const YOUNG_RULES: readonly string[] = ['younger-than-policy', 'recent-release', 'unpinned-specifier'];
/** Faults for which going back is the second choice: only where there is no way up. */
const LAST_RESORT = ['known-vulnerability', 'deprecated'] as const;

/** Back to the last good version. Written exactly: a range would drift up again to what is being left. */
export const downgrade: RemedyMaker = Object.freeze({
  kind: 'downgrade',
  offer(context: RemedyContext): readonly Remedy[] {
    if (isNameAtFault(context) || !isCalledFor(context)) return [];
    const candidate = lowerIn(context);
    const remedy = candidate === undefined ? undefined : toRemedy(context, candidate);
    return remedy === undefined ? [] : [remedy];
  },
});

function toRemedy(context: RemedyContext, candidate: Candidate): Remedy | undefined {
  const { version, safe, withinMajor, reason } = candidate;
  // A version that does not exist is nothing to drift up to.
  const isCorrection = context.current === undefined;
  const change = changeVersion(context, version, isCorrection ? 'own-style' : 'exact');
  if (change === undefined) return undefined;
  const { name } = context.assessment.subject;
  const qualities = listed([
    isCorrection ? phrase('nearest version that exists') : qualityOf(context),
    ...(withinMajor ? [] : [phrase('another major')]),
    ...(safe ? [] : [phrase('not everything about it is known')]),
  ]);
  const about = { package: `${name} ${version}`, qualities };
  return {
    kind: 'downgrade',
    ...worded({
      title: isCorrection
        ? phrase('Use {package} ({qualities})', about)
        : phrase('Go back to {package} ({qualities})', about),
      caveat: reason,
    }),
    rules: found(context, [...REASONS, ...LAST_RESORT, 'unpinned-specifier']),
    version,
    packageName: name,
    changes: change.changes,
    preferred: safe && withinMajor,
  };
}

/** What the package manager is told to leave alone is no worse for that. */
function qualityOf(context: RemedyContext): Phrase {
  const isYoungOnly = rulesOf(context).every((rule) => YOUNG_RULES.includes(rule));
  return isYoungOnly && found(context, ['younger-than-policy']).length > 0
    ? phrase('the newest that is old enough')
    : phrase('last good version');
}

function isCalledFor(context: RemedyContext): boolean {
  if (found(context, REASONS).length > 0) return true;
  return found(context, LAST_RESORT).length > 0 && upgradesIn(context).length === 0;
}
