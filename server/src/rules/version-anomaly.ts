import { phrase, valueOf, type Evidence, type Level, type Phrase, type Words } from '../model/index.js';
import { defineRule } from './rule.js';
import { isOvertaken } from './support/conduct.js';
import { DAY } from './support/durations.js';
import { newcomerIn } from './support/newcomer.js';
import { burstOf, hadBefore, majorsIn, mostOfOneLine } from './support/release-burst.js';
import { isStable, recentHistory, type Release, type ReleaseHistory } from './support/release-history.js';
import { labelOf, shorten } from './support/text.js';

/** Odd numbers of the past are a part of a package's history. */
const NEWS = 30 * DAY;
/** Two lines that are mended together are the rule where there are two. */
const BURST = 3;
/** React went from 0.14 to 15, and families of packages to one number for all: those were announced. */
const JUMP = 10;
/** 99, 999, 9999: higher than whatever somebody has at home. */
const NINES = /^9{2,}$/;

/** A number or a moment that the releases before give no reason for. */
export const versionAnomaly = defineRule({
  id: 'version-anomaly',
  title: 'Version that does not follow from those before',
  needs: ['packument'],
  find({ subject, facts, now }) {
    const history = recentHistory(subject, valueOf(facts.packument), now, NEWS);
    if (history === undefined || !isStable(history.judged)) return [];
    const about = { package: labelOf(subject) };
    const found = orderOf(history, about) ?? jumpOf(history, about) ?? burstIn(history, about);
    if (found === undefined) return [];
    const isByNewcomer = newcomerIn(history) !== undefined;
    return [
      {
        message: found.message,
        target: 'specifier',
        level: isByNewcomer && found.level === 'low' ? ('medium' as const) : found.level,
        evidence: found.releases.slice(0, MOST_EVIDENCE).map(evidenceOf),
      },
    ];
  },
});

const MOST_EVIDENCE = 5;

interface About {
  readonly package: Words;
}

interface Anomaly {
  readonly message: Phrase;
  readonly level: Level;
  readonly releases: readonly Release[];
}

function orderOf(history: ReleaseHistory, about: About): Anomaly | undefined {
  if (!isOvertaken(history)) return undefined;
  const message = phrase('{package} came after higher versions of its own line', about);
  return { message, level: 'low', releases: [history.judged] };
}

function jumpOf({ judged, before }: ReleaseHistory, about: About): Anomaly | undefined {
  const { major } = judged.version;
  const highest = before
    .filter((one) => isStable(one))
    .reduce<Release | undefined>((a, b) => (a === undefined || b.version.compare(a.version) > 0 ? b : a), undefined);
  const from = highest?.version.major ?? 0;
  if (major - from < JUMP || isCalendar(judged)) return undefined;
  const isNines = NINES.test(String(major));
  if (highest === undefined) {
    if (!isNines) return undefined;
    const message = phrase('{package} has a number that wins over every other, though nothing came before it', about);
    return { message, level: 'medium', releases: [judged] };
  }
  const told = { ...about, before: highest.version.version };
  const releases = [judged, highest];
  if (isNines) {
    const message = phrase('{package} has a number that wins over every other, though {before} came before it', told);
    return { message, level: 'medium', releases };
  }
  // As many as make a jump: never one alone.
  const message = phrase('{package} leaves out {amount} major versions, though {before} came before it', {
    ...told,
    amount: major - from - 1,
  });
  return { message, level: 'low', releases };
}

/** 2026.1.0, 26.1.0. */
function isCalendar({ version, publishedAt }: Release): boolean {
  const year = new Date(publishedAt).getUTCFullYear();
  return [year, year + 1, year % 100, (year % 100) + 1].includes(version.major);
}

function burstIn(history: ReleaseHistory, about: About): Anomaly | undefined {
  const releases = burstOf(history);
  if (releases.length < BURST || history.judged.facts.provenance !== undefined) return undefined;
  // Two others at least: that makes a burst.
  const told = { ...about, others: releases.length - 1 };
  if (majorsIn(releases) > 1 && !hadBefore(history, (hour) => majorsIn(hour) > 1)) {
    const message = phrase(
      '{package} came within an hour of {others} other versions on several lines, as none did before',
      told,
    );
    return { message, level: 'low', releases };
  }
  if (mostOfOneLine(releases) < BURST || hadBefore(history, (hour) => mostOfOneLine(hour) >= BURST)) return undefined;
  const message = phrase('{package} came within an hour of {others} other versions, as none did before', told);
  return { message, level: 'low', releases };
}

function evidenceOf({ version, publishedAt }: Release): Evidence {
  const value = new Date(publishedAt).toISOString();
  return { kind: 'metadata', field: `time.${shorten(version.version, 64)}`, value };
}
