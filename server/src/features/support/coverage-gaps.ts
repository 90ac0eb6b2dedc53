import { openQuestions, type Assessment, type Coverage } from '../../model/index.js';

import type { Translate } from '../../protocol/translate.js';
import { messageIn } from './own-words.js';
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
  for (const { question, reason = '', wording } of [...openQuestions(assessment), ...partial]) {
    const said = messageIn({ message: reason, wording }, t);
    titles.set(said, [...(titles.get(said) ?? []), questionTitle(question, t)]);
  }
  return [...titles].map(([reason, group]) => ({ titles: group, reason }));
}

/** Answers that are older than they should be, as nothing newer could be had. */
export function staleAnswers({ coverage }: Assessment): readonly Coverage[] {
  return coverage.filter(({ status, stale }) => status === 'answered' && stale === true);
}
