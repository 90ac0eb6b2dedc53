import { compareLevels, worstLevel, type Level, type Opinion, type OpinionClaim } from '../model/index.js';
import type { DossierItem } from './dossier-item.js';
import type { Dossier } from './dossier.js';
import type { ReviewClaim } from './read-review.js';

/** Below it a model says itself that it may be guessing. */
export const LEAST_CONFIDENCE = 0.7;

/** Where a rule has found something, a model may call it worse; what it sees in mere facts is worth a look and no more. */
const MOST: Readonly<Record<'finding' | 'fact', Level>> = Object.freeze({ finding: 'high', fact: 'medium' });

/** What a review comes to. It knows nothing of the verdict, so it has nothing to take away from it. @param model its name */
export function opinionOf(claims: readonly ReviewClaim[], { items }: Pick<Dossier, 'items'>, model: string): Opinion {
  const byId = new Map(items.map((item) => [item.id, item]));
  const weighed = claims
    .map((claim) => weighedClaim(claim, byId))
    .filter(({ evidence }) => evidence.length > 0)
    .sort((a, b) => compareLevels(b.level, a.level) || b.confidence - a.confidence);
  return { model, level: worstLevel(weighed.flatMap(({ counts, level }) => (counts ? level : []))), claims: weighed };
}

function weighedClaim(
  { text, evidence, level, confidence }: ReviewClaim,
  byId: ReadonlyMap<string, DossierItem>,
): OpinionClaim {
  const items = evidence.flatMap((id) => byId.get(id) ?? []);
  const most = MOST[items.some(({ finding }) => finding !== undefined) ? 'finding' : 'fact'];
  return {
    ...{ text, confidence, evidence: items.map((item) => item.evidence) },
    level: compareLevels(level, most) > 0 ? most : level,
    counts: confidence >= LEAST_CONFIDENCE,
  };
}
