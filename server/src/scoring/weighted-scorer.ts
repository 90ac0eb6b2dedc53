import type { Level } from '../model/index.js';
import type { Scorer } from './scorer.js';
import { WEIGHTS } from './weights.js';

/** For a draft that should carry its level and does not, or a rule without a weight: seen, but stopping nobody. */
const UNWEIGHED: Level = 'medium';

/** Levels from the table of weights; nothing about a package but the rule and its evidence has a say. */
export function createScorer(): Scorer {
  return {
    levelOf(ruleId, draft) {
      const weight = Object.hasOwn(WEIGHTS, ruleId) ? WEIGHTS[ruleId]?.level : undefined;
      return weight === undefined || weight === 'by-evidence' ? (draft.level ?? UNWEIGHED) : weight;
    },
  };
}
