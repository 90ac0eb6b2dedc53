import { openQuestions, type Assessment, type Coverage } from '../../model/index.js';

import type { Translate } from '../../protocol/translate.js';
import { questionTitle } from './words.js';

/** Questions that share one reason for not being answered. */
export interface CoverageGap {
  readonly titles: readonly string[];
  /** A sentence; may be empty. */
  readonly reason: string;
}

/** What was not checked and why: one entry per reason, as offline all questions have the same. */
export function coverageGaps(assessment: Assessment, t: Translate): readonly CoverageGap[] {
  const titles = new Map<string, string[]>();
  const partial = assessment.coverage.filter((one) => one.partial === true);
  for (const { question, reason = '' } of [...openQuestions(assessment), ...partial]) {
    titles.set(reason, [...(titles.get(reason) ?? []), questionTitle(question, t)]);
  }
  return [...titles].map(([reason, group]) => ({ titles: group, reason }));
}

/** Answers that are older than they should be, as nothing newer could be had. */
export function staleAnswers({ coverage }: Assessment): readonly Coverage[] {
  return coverage.filter(({ status, stale }) => status === 'answered' && stale === true);
}
