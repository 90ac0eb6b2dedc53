import { subjectTitle } from '../features/support/finding-pointer.js';
import type { Assessment } from '../model/index.js';
import type { CasePlace } from './case-places.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';
import { manifestPathOf } from './uri.js';

/** What is judged by now of what a link was made to; undefined where the file was closed or has changed. */
export async function judgedCase(
  { projects, surroundings, opinions }: Pick<Session, 'projects' | 'surroundings' | 'opinions'>,
  place: CasePlace,
): Promise<{ readonly judged: Judged; readonly assessment: Assessment } | undefined> {
  const manifest = manifestPathOf(place.uri);
  // Also of a manifest that nobody has open: an import leads to its line.
  const open = await projects.current(place.uri);
  const found = open ?? (manifest === undefined ? undefined : await surroundings.judged(manifest));
  const judged = found && opinions.on(found);
  const assessment = judged?.assessment.assessments.find((one) => isIt(one, place));
  return judged && assessment && { judged, assessment };
}

function isIt({ subject }: Assessment, place: CasePlace): boolean {
  return subjectTitle(subject) === place.package && subject.broughtInBy === place.broughtInBy;
}
