import { compareLevels, type Level } from '../../model/index.js';
import type { Report } from '../report.js';
import { htmlText } from '../support/html-text.js';
import { count, dateText } from '../support/wording.js';
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
  return Object.fromEntries(reportData(report).packages.map((one) => [`${one.project}: ${titleOf(one)}`, one.level]));
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

export function sinceSection(since: SinceLastReport | undefined): string {
  if (since === undefined) return '';
  const { at, worse, better, added, gone } = since;
  const moved = `${count(added, 'package')} ${added === 1 ? 'has' : 'have'} come, ${gone} ${gone === 1 ? 'is' : 'are'} gone.`;
  const still = worse.length + better.length === 0 ? 'Nothing has changed.' : 'No package has come or gone.';
  const packages = added + gone === 0 ? still : moved;
  return `<section aria-labelledby="since-title"><h2 id="since-title">Since the report of ${htmlText(dateText(at))}</h2><p>${packages}</p>${changeList('Worse', worse)}${changeList('Better', better)}</section>`;
}

function changeList(title: string, changes: readonly LevelChange[]): string {
  if (changes.length === 0) return '';
  const items = changes.slice(0, MAX_CHANGES).map(({ package: name, before = 'not there', now = 'not there' }) => {
    return `<li>${htmlText(name)}: ${before === 'none' ? 'nothing found' : before} → ${now === 'none' ? 'nothing found' : now}</li>`;
  });
  const more = changes.length - items.length;
  const rest = more > 0 ? `<li>and ${more} more</li>` : '';
  return `<h3>${title}</h3><ul>${items.join('')}${rest}</ul>`;
}
