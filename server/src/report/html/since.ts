import { compareLevels, inEnglish, LEVEL_WORDS, phrase, type Level, type Phrase, type Say } from '../../model/index.js';
import type { Report } from '../report.js';
import { htmlText } from '../support/html-text.js';
import { dateText } from '../support/wording.js';
import { reportData } from './report-data.js';
import { titleOf } from './exports.js';

/** The level of each package that a report was about, by project and `name@version`. */
export type ReportedLevels = Readonly<Record<string, Level>>;

/** What has changed since the report before. */
export interface SinceLastReport {
  /** When that was made, in milliseconds since the epoch. */
  readonly at: number;
  readonly worse: readonly LevelChange[];
  readonly better: readonly LevelChange[];
  readonly added: number;
  readonly gone: number;
}

/** Absent on the side where the package is not there. */
export interface LevelChange {
  readonly package: string;
  readonly before?: Level;
  readonly now?: Level;
}

/** More than these are counted. */
const MAX_CHANGES = 20;

export function reportedLevels(report: Report): ReportedLevels {
  return Object.fromEntries(
    reportData(report, inEnglish).packages.map((one) => [`${one.project}: ${titleOf(one)}`, one.level]),
  );
}

/** What is worse comes with packages that have come, what is better with those that have gone. */
export function sinceLastReport(before: ReportedLevels, now: ReportedLevels, at: number): SinceLastReport {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const changes = names.map((name): LevelChange => ({ package: name, before: before[name], now: now[name] }));
  const change = (one: LevelChange): number => compareLevels(one.now ?? 'none', one.before ?? 'none');
  return {
    at,
    worse: changes.filter((one) => change(one) > 0).sort((a, b) => compareLevels(b.now ?? 'none', a.now ?? 'none')),
    better: changes
      .filter((one) => change(one) < 0)
      .sort((a, b) => compareLevels(b.before ?? 'none', a.before ?? 'none')),
    added: changes.filter((one) => one.before === undefined).length,
    gone: changes.filter((one) => one.now === undefined).length,
  };
}

export function sinceSection(since: SinceLastReport | undefined, say: Say): string {
  if (since === undefined) return '';
  const { at, worse, better, added, gone } = since;
  const still =
    worse.length + better.length === 0 ? phrase('Nothing has changed.') : phrase('No package has come or gone.');
  const moved = phrase('{added}, {gone}.', { added: addedWords(added), gone: goneWords(gone) });
  const packages = htmlText(say(added + gone === 0 ? still : moved));
  const title = htmlText(say(phrase('Since the report of {day}', { day: dateText(at) })));
  return `<section aria-labelledby="since-title"><h2 id="since-title">${title}</h2><p>${packages}</p>${changeList(phrase('Worse'), worse, say)}${changeList(phrase('Better'), better, say)}</section>`;
}

function addedWords(amount: number): Phrase {
  return amount === 1 ? phrase('1 package has come') : phrase('{amount} packages have come', { amount });
}

function goneWords(amount: number): Phrase {
  return amount === 1 ? phrase('1 is gone') : phrase('{amount} are gone', { amount });
}

function levelText(level: Level | undefined, say: Say): string {
  if (level === undefined) return say(phrase('not there'));
  return say(level === 'none' ? phrase('nothing found') : LEVEL_WORDS[level]);
}

function changeList(title: Phrase, changes: readonly LevelChange[], say: Say): string {
  if (changes.length === 0) return '';
  const items = changes.slice(0, MAX_CHANGES).map(({ package: name, before, now }) => {
    return `<li>${htmlText(name)}: ${htmlText(levelText(before, say))} → ${htmlText(levelText(now, say))}</li>`;
  });
  const more = changes.length - items.length;
  const rest = more > 0 ? `<li>${htmlText(say(phrase('and {more} more', { more })))}</li>` : '';
  return `<h3>${htmlText(say(title))}</h3><ul>${items.join('')}${rest}</ul>`;
}
