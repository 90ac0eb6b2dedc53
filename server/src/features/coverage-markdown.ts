import { QUESTION_TITLES, type Assessment } from '../model/index.js';
import { coverageGaps, staleAnswers } from './support/coverage-gaps.js';
import type { Escapes } from './support/escapes.js';
import { isoDay } from './support/words.js';

/** In one line; the others are counted. */
const MAX_TITLES = 3;

/** What was not checked and why, and which answers are old, as a list. */
export function coverageMarkdown(assessment: Assessment, escapes: Escapes): string | undefined {
  const gaps = coverageGaps(assessment).map(({ titles, reason }) => {
    return `- Not checked: ${titles.join(', ')}.${reason === '' ? '' : ` ${escapes.markdown(reason)}`}`;
  });
  const old = staleAnswers(assessment).map(({ question, asOf }) => {
    const day = asOf === undefined ? undefined : isoDay(asOf);
    return `- Old answer: ${QUESTION_TITLES[question]}${day === undefined ? '' : `, of ${day}`}.`;
  });
  const items = [...gaps, ...old];
  return items.length === 0 ? undefined : items.join('\n');
}

/** The same in one line, without the reasons. Undefined where all was checked. */
export function coverageSummary(assessment: Assessment): string | undefined {
  const missing = coverageGaps(assessment).flatMap(({ titles }) => titles);
  const old = staleAnswers(assessment).map(({ question }) => QUESTION_TITLES[question]);
  const parts = [named('Not fully checked', missing), named('old answers', old)].filter((one) => one !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function named(what: string, titles: readonly string[]): string | undefined {
  if (titles.length === 0) return undefined;
  const more = titles.length - MAX_TITLES;
  return `${what}: ${titles.slice(0, MAX_TITLES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
