import { valueOf, type Outcome, type Packument, type Subject } from '../model/index.js';
import type { LookUp, SourceSet } from '../sources/source.js';
import type { FollowUp } from './follow-ups.js';

/** What is only asked where the user wants it, as one more service sees the names. */
export const CONTEXT_QUESTIONS = ['downloads', 'depsDev', 'publicName'] as const;
type ContextQuestion = (typeof CONTEXT_QUESTIONS)[number];

/** Those that are put about a subject. */
export function contextLookUps(
  subject: Subject,
  request: LookUp,
  sources: SourceSet,
  packument: Outcome<Packument> | undefined,
): readonly FollowUp[] {
  return CONTEXT_QUESTIONS.filter(
    (question) => sources[question] !== undefined && isOfInterest(question, subject, packument),
  ).map((question) => ({
    question,
    fact: question,
    request: question === 'depsDev' ? request : { name: request.name },
  }));
}

function isOfInterest(question: ContextQuestion, subject: Subject, packument: Outcome<Packument> | undefined): boolean {
  switch (question) {
    case 'depsDev':
      return true;
    // How much a name is used matters where somebody chooses it.
    case 'downloads':
      return subject.direct;
    // Who else has the name is only a question where it is known not to come from there.
    case 'publicName':
      return packument !== undefined && valueOf(packument)?.publicRegistry !== true && packument.status !== 'absent';
  }
}
