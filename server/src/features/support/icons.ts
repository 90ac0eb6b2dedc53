import { openQuestions, shownLevel, type Assessment, type Level } from '../../model/index.js';

/** Icons of the editor's own, by their names: each stands beside words that say the same. */
export type Icon =
  | 'error'
  | 'warning'
  | 'info'
  | 'pass'
  | 'sync'
  | 'question'
  | 'versions'
  | 'history'
  | 'verified'
  | 'unverified'
  | 'zap'
  | 'diff'
  | 'package'
  | 'type-hierarchy'
  | 'lightbulb'
  | 'comment-discussion'
  | 'check';

/** Before the words that follow; empty where the editor paints none. */
export type Icons = (icon: Icon) => string;

export const NO_ICONS: Icons = () => '';

export const THEME_ICONS: Icons = (icon) => `$(${icon}) `;

const LEVEL_ICONS: Readonly<Record<Level, Icon>> = Object.freeze({
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'info',
  none: 'pass',
});

/** What stands before the verdict: where not all is known, none says that all is well. */
export function verdictIcon(assessment: Assessment): Icon {
  const [worst] = assessment.findings;
  const level = shownLevel({ level: worst?.level ?? 'none', opinions: assessment.opinions });
  if (worst !== undefined || level !== 'none') return LEVEL_ICONS[level];
  if (assessment.pending) return 'sync';
  return isOpen(assessment) ? 'question' : 'pass';
}

function isOpen(assessment: Assessment): boolean {
  return openQuestions(assessment).length > 0 || assessment.subject.resolution.from === 'nowhere';
}
