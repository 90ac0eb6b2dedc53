import { isAtLeast, phrase, type Remedy, worded } from '../model/index.js';
import type { RemedyContext, RemedyMaker } from './remedy.js';
import { found, isMalware, isNameAtFault, rulesOf } from './support/circumstances.js';
import { changeVersion } from './support/version-change.js';

const REASONS = ['unpinned-specifier'] as const;
/** Of the specifier, not of the version it stands for now. */
const SPECIFIER_RULES: readonly string[] = [...REASONS, 'lockfile-mismatch'];
/** What no safe version has, whatever the rule's level is set to. */
const UNSETTLED_RULES: readonly string[] = ['deprecated', 'recent-release', 'younger-than-policy'];

/** Writes down exactly the version that is judged now, so that nobody else decides when it changes. */
export const pin: RemedyMaker = Object.freeze({
  kind: 'pin',
  offer(context: RemedyContext): readonly Remedy[] {
    const { current, dependency } = context;
    const rules = found(context, REASONS);
    if (current === undefined || rules.length === 0 || isMalware(context) || isNameAtFault(context)) return [];
    // A peer's range is a promise to others; one exact version would break their installs.
    if (dependency.specifier.kind === 'version' || dependency.section === 'peerDependencies') return [];
    const change = changeVersion(context, current, 'exact');
    if (change === undefined) return [];
    const { name } = context.assessment.subject;
    return [
      {
        kind: 'pin',
        ...worded({ title: phrase('Pin {name} to {version}', { name, version: current }) }),
        rules,
        version: current,
        packageName: name,
        changes: change.changes,
        preferred: isCurrentSafe(context),
      },
    ];
  },
});

/** Holds what is judged now against the definition of a safe version, leaving out how it is declared. */
function isCurrentSafe(context: RemedyContext): boolean {
  const { findings, coverage, pending, accepted } = context.assessment;
  // Whether its files could be analysed says nothing for the range: what it stands for is the same version.
  const isUnknown = coverage.some(({ question, status }) => status === 'unknown' && question !== 'artifact');
  if (pending || accepted.length > 0 || isUnknown) return false;
  if (rulesOf(context).some((rule) => UNSETTLED_RULES.includes(rule))) return false;
  return !findings.some((finding) => isAtLeast(finding.level, 'medium') && !SPECIFIER_RULES.includes(finding.rule));
}
