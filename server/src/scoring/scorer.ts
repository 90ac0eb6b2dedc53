import type { FindingDraft, Level } from '../model/index.js';

/** How much one finding of one rule is worth, before the policy has its say. */
export interface Scorer {
  levelOf(ruleId: string, draft: FindingDraft): Level;
}
