import type { ComparedPlace } from '../protocol/compare.js';
import { assessedAt } from './assessed-at.js';
import type { CasePlace } from './case-places.js';
import type { Session } from './session.js';

/** Whose case a request means; undefined where nothing is judged there. */
export async function askedPlace(
  { cases, projects }: Pick<Session, 'cases' | 'projects'>,
  asked: ComparedPlace,
): Promise<CasePlace | undefined> {
  if ('id' in asked) return cases?.find(asked.id);
  if ('package' in asked) return asked;
  const judged = await projects.current(asked.uri);
  if (judged === undefined) return undefined;
  const { document } = judged;
  const start = document.offsetAt({ line: asked.line, character: 0 });
  const end = document.offsetAt({ line: asked.line + 1, character: 0 });
  const [found] = assessedAt(judged, { start, end: Math.max(start, end - 1) });
  return found && cases?.placeOf(asked.uri, found);
}
