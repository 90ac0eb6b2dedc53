import { compareLevels, type FindingDraft } from '../../model/index.js';

/** A draft that carries its level. */
export type GradedDraft = FindingDraft & { readonly level: NonNullable<FindingDraft['level']> };

/** A package can lie at many places, and one sentence about the worst of them is enough. */
export function worstDraft(drafts: readonly GradedDraft[]): readonly GradedDraft[] {
  const [first, ...others] = drafts;
  if (first === undefined) return [];
  return [others.reduce((worst, draft) => (compareLevels(draft.level, worst.level) > 0 ? draft : worst), first)];
}
