import type { Subject } from '../model/index.js';
import type { LookUp, SourceSet } from '../sources/source.js';
import type { FollowUp } from './follow-ups.js';

/** What is only asked where the user wants it, as one more service sees the names. */
export const CONTEXT_QUESTIONS = ['downloads', 'depsDev'] as const;

/** Those that are put about a subject. How much a name is used is of interest where somebody chooses it. */
export function contextLookUps(subject: Subject, request: LookUp, sources: SourceSet): readonly FollowUp[] {
  return CONTEXT_QUESTIONS.filter(
    (question) => sources[question] !== undefined && (question !== 'downloads' || subject.direct),
  ).map((question) => ({
    question,
    fact: question,
    request: question === 'downloads' ? { name: request.name } : request,
  }));
}
