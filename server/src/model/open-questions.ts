import type { Assessment, Coverage } from './assessment.js';
import type { Question } from './facts.js';
import type { SkipReason } from './outcome.js';

/**
 * Reasons for which there was nothing to ask, or not yet: a local folder has no registry, without a version (a finding
 * of its own says so) there are no advisories of it, and what is pending is shown as pending. Every other question
 * without an answer means that something was not checked.
 */
const NOTHING_TO_ASK: readonly SkipReason[] = Object.freeze(['not-from-registry', 'not-resolved', 'pending']);

/** Good to know for the reader; no verdict rests on it. */
const CONTEXT_ONLY: readonly Question[] = Object.freeze(['downloads', 'meantDownloads', 'scorecard']);

/** The questions about a package that should have an answer and have none. */
export function openQuestions({ coverage, facts }: Assessment): readonly Coverage[] {
  return coverage.filter(({ question, status }) => {
    if (CONTEXT_ONLY.includes(question)) return false;
    if (status !== 'skipped') return status === 'unknown';
    const outcome = facts[question];
    return outcome?.status !== 'skipped' || !NOTHING_TO_ASK.includes(outcome.reason);
  });
}
