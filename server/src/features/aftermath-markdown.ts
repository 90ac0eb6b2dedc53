import { spoken, type Aftermath, type Assessment, type Words } from '../model/index.js';
import type { Escapes } from './support/escapes.js';
import { ago, isoDay } from './support/words.js';
import { listedIn } from '../protocol/translate.js';

/** More places than these tell nothing more. */
const MAX_PLACES = 3;
const MAX_PLACE_LENGTH = 160;
const MAX_SENTENCE_LENGTH = 600;

/** What is known of malware that may be installed already, and what to do. */
export function aftermathMarkdown({ aftermath }: Assessment, now: number, escapes: Escapes): string | undefined {
  if (aftermath === undefined) return undefined;
  const said = [aftermath.scripts, aftermath.imports].map((one) => `- ${sentence(one, escapes)}`);
  const steps = aftermath.steps.map((step, index) => `${index + 1}. ${sentence(step, escapes)}`);
  return [
    `**${installedText(aftermath, now, escapes)}**`,
    '',
    ...said,
    '',
    escapes.t('What to do now:'),
    '',
    ...steps,
  ].join('\n');
}

/** The same in short: where it lies, and the most urgent step. */
export function aftermathSummary({ aftermath }: Assessment, now: number, escapes: Escapes): string | undefined {
  if (aftermath === undefined) return undefined;
  const [first] = aftermath.steps;
  const lines = [`**${installedText(aftermath, now, escapes)}**`];
  return [...lines, ...(first === undefined ? [] : [sentence(first, escapes)])].join('  \n');
}

function sentence(words: Words, escapes: Escapes): string {
  return escapes.markdown(spoken(words, escapes.t), MAX_SENTENCE_LENGTH);
}

function installedText({ installed }: Aftermath, now: number, escapes: Escapes): string {
  const { t } = escapes;
  const shown = installed.slice(0, MAX_PLACES).map(({ place, since }) => {
    const day = since === undefined ? undefined : isoDay(since);
    const shownPlace = escapes.code(place, MAX_PLACE_LENGTH);
    if (since === undefined || day === undefined) return shownPlace;
    return t('{place} since {day} ({ago})', { place: shownPlace, day, ago: ago(since, now, t) });
  });
  const more = installed.length - shown.length;
  if (shown.length === 0)
    return t('This version is not installed here now; it may have been, here or on other machines.');
  const places = listedIn(t, shown);
  return more > 0
    ? t('It is installed in {places} and in {more} more places.', { places, more })
    : t('It is installed in {places}.', { places });
}
