import type { Assessment } from '../model/index.js';
import { listedIn, type Translate } from '../protocol/translate.js';
import { coverageGaps, staleAnswers } from './support/coverage-gaps.js';
import type { Escapes } from './support/escapes.js';
import { isoDay, questionTitle } from './support/words.js';

/** In one line; the others are counted. */
const MAX_TITLES = 3;

/** What was not checked and why, and which answers are old, as a list. */
export function coverageMarkdown(assessment: Assessment, escapes: Escapes): string | undefined {
  const { t } = escapes;
  const gaps = coverageGaps(assessment, t).map(({ titles, reason }) => {
    const missing = t('Not checked: {titles}.', { titles: listedIn(t, titles) });
    return `- ${missing}${reason === '' ? '' : ` ${escapes.markdown(reason)}`}`;
  });
  const old = staleAnswers(assessment).map(({ question, asOf }) => {
    const day = asOf === undefined ? undefined : isoDay(asOf);
    const title = questionTitle(question, t);
    return `- ${day === undefined ? t('Old answer: {title}.', { title }) : t('Old answer: {title}, of {day}.', { title, day })}`;
  });
  const items = [...gaps, ...old];
  return items.length === 0 ? undefined : items.join('\n');
}

/** The same in one line, without the reasons. Undefined where all was checked. */
export function coverageSummary(assessment: Assessment, { t }: Escapes): string | undefined {
  const missing = named(
    coverageGaps(assessment, t).flatMap(({ titles }) => titles),
    t,
  );
  const old = named(
    staleAnswers(assessment).map(({ question }) => questionTitle(question, t)),
    t,
  );
  const parts = [
    ...(missing === undefined ? [] : [t('Not fully checked: {missing}', { missing })]),
    ...(old === undefined ? [] : [t('old answers: {old}', { old })]),
  ];
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function named(titles: readonly string[], t: Translate): string | undefined {
  if (titles.length === 0) return undefined;
  const shown = listedIn(t, titles.slice(0, MAX_TITLES));
  const more = titles.length - MAX_TITLES;
  return more > 0 ? t('{shown} and {more} more', { shown, more }) : shown;
}
