import type { Remedy } from '../model/index.js';
import type { Candidate, RemedyContext, RemedyMaker } from './remedy.js';
import { found, isNameAtFault, lowerIn, upgradesIn } from './support/circumstances.js';
import { changeVersion } from './support/version-change.js';

/** Faults of one version that the ones before it were free of. */
const REASONS = ['known-malware', 'recent-release', 'version-not-found'] as const;
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
  const qualities = [
    isCorrection ? 'nearest version that exists' : 'last good version',
    ...(withinMajor ? [] : ['another major']),
    ...(safe ? [] : ['not everything about it is known']),
  ];
  return {
    kind: 'downgrade',
    title: `${isCorrection ? 'Use' : 'Go back to'} ${name} ${version} (${qualities.join(', ')})`,
    rules: found(context, [...REASONS, ...LAST_RESORT, 'unpinned-specifier']),
    version,
    packageName: name,
    changes: change.changes,
    preferred: safe && withinMajor,
    ...(reason === undefined ? {} : { caveat: reason }),
  };
}

function isCalledFor(context: RemedyContext): boolean {
  if (found(context, REASONS).length > 0) return true;
  return found(context, LAST_RESORT).length > 0 && upgradesIn(context).length === 0;
}
