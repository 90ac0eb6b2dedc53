import { entryAt, verdictOn } from '../features/support/judged-lockfile.js';
import { assessmentsAt } from '../features/support/judged-manifest.js';
import type { Assessment, Span } from '../model/index.js';
import type { Judged } from './project-parts.js';
import { lockfilePathOf } from './uri.js';

/** What is judged where a stretch of the document lies: lines of a manifest, or the entry of a lockfile. */
export function assessedAt(judged: Judged, stretch: Span): readonly Assessment[] {
  const { assessments } = judged.assessment;
  if (lockfilePathOf(judged.document.uri) === undefined) return assessmentsAt(assessments, stretch);
  const entry = entryAt(judged.project.graph?.entries ?? new Map<string, never>(), stretch.end);
  const verdict = entry && verdictOn(entry, assessments);
  return verdict === undefined ? [] : [verdict];
}
