import { judgedVersion, valueOf, type Outcome, type Packument, type Subject } from '../model/index.js';
import type { LookUp, SourceSet } from '../sources/source.js';
import type { FollowUp } from './follow-ups.js';

/** What is only asked where the user wants it, as one more service sees the names. */
export const CONTEXT_QUESTIONS = ['downloads', 'depsDev', 'scorecard', 'publicName'] as const;
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
  ).map((question) => ({ question, fact: question, request: requestFor(question, request, packument) }));
}

function requestFor(question: ContextQuestion, request: LookUp, packument: Outcome<Packument> | undefined): LookUp {
  switch (question) {
    case 'depsDev':
      return request;
    case 'scorecard':
      return { name: request.name, repository: repositoryOf(packument, request.version) };
    default:
      return { name: request.name };
  }
}

function repositoryOf(packument: Outcome<Packument> | undefined, version = ''): string | undefined {
  const document = packument && valueOf(packument);
  return document?.versions[version]?.repository ?? document?.repository;
}

function isOfInterest(question: ContextQuestion, subject: Subject, packument: Outcome<Packument> | undefined): boolean {
  switch (question) {
    case 'depsDev':
      return true;
    // How much a name is used matters where somebody chooses it.
    case 'downloads':
      return subject.direct;
    // How it is kept, too; of a repository that nobody names there is nothing to ask.
    case 'scorecard':
      return subject.direct && repositoryOf(packument, judgedVersion(subject)) !== undefined;
    // Who else has the name is only a question where it is known not to come from there.
    case 'publicName':
      return packument !== undefined && valueOf(packument)?.publicRegistry !== true && packument.status !== 'absent';
  }
}
