import type { Outcome, Packument, Popularity, Question, Subject } from '../model/index.js';
import type { LookUp, SourceQuestion } from '../sources/source.js';
import { meantLookUp } from './meant-look-up.js';
import { namesakeOf } from './namesake.js';
import { attestedLookUp, signedLookUp } from './signed-look-up.js';

/** A question that the registry's document of a package leads to. It is not put where there is no source for it. */
export interface FollowUp {
  readonly question: SourceQuestion;
  /** What the answer is kept as. */
  readonly fact: Question;
  readonly request: LookUp;
}

export function followUps(
  subject: Subject,
  packument: Outcome<Packument> | undefined,
  popularity: Outcome<Popularity> | undefined,
  now: number,
): readonly FollowUp[] {
  const name = namesakeOf(subject, packument, now);
  const meant = meantLookUp(subject, packument, popularity);
  const asked: readonly (readonly [SourceQuestion, Question, LookUp | undefined])[] = [
    ['packument', 'namesake', name === undefined ? undefined : { name }],
    ['packument', 'meantPackage', meant],
    ['downloads', 'meantDownloads', meant],
    ['signature', 'signature', signedLookUp(subject, packument)],
    ['attestation', 'attestation', attestedLookUp(subject, packument)],
  ];
  return asked.flatMap(([question, fact, request]) => (request === undefined ? [] : [{ question, fact, request }]));
}
