import type { Level, Resolution, Subject } from '../../model/index.js';

/** Levels as a person reads them at the head of a case. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = Object.freeze({
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  none: 'No problem',
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Units with the age from which they are used: two of a unit at least, as "1 month ago" hides up to 30 days. */
const UNITS: readonly (readonly [from: number, length: number, word: string])[] = [
  [2 * 365 * DAY, 365 * DAY, 'years'],
  [60 * DAY, 30 * DAY, 'months'],
  [14 * DAY, 7 * DAY, 'weeks'],
  [2 * DAY, DAY, 'days'],
  [2 * HOUR, HOUR, 'hours'],
  [2 * MINUTE, MINUTE, 'minutes'],
];

/** `3 days ago`. A time in the future (a clock is wrong) gives `just now`. */
export function ago(time: number, now: number): string {
  const age = now - time;
  const unit = UNITS.find(([from]) => age >= from);
  return unit === undefined ? 'just now' : `${Math.floor(age / unit[1])} ${unit[2]} ago`;
}

/** `2026-11-22`, UTC; undefined for a number that is no date. */
export function isoDay(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}

const NOT_JUDGED: Readonly<Record<Extract<Resolution, { from: 'nowhere' }>['because'], string>> = Object.freeze({
  'name-not-found': 'no such package in the registry',
  'no-such-version': 'no published version fits',
  'registry-unknown': 'the registry could not be asked which version fits',
  'not-from-registry': 'it does not come from a registry',
  'workspace-package': 'it is a package of this workspace',
  'invalid-specifier': 'it cannot be understood',
  'not-a-version': 'it refers to another entry',
});

/** Which version is judged and why, as the end of a sentence. Versions in it are unescaped text from outside. */
export function whyThisVersion({ resolution }: Subject): string {
  switch (resolution.from) {
    case 'lockfile':
      return 'from the lockfile';
    case 'registry':
      return `what it resolves to now${lockfileSays(resolution.lockedVersion)}`;
    case 'declared':
      return `as declared; the registry could not be asked${lockfileSays(resolution.lockedVersion)}`;
    case 'nowhere':
      return `${NOT_JUDGED[resolution.because]}${lockfileSays(resolution.lockedVersion)}`;
  }
}

function lockfileSays(lockedVersion: string | null | undefined): string {
  if (lockedVersion === undefined) return '';
  return lockedVersion === null ? '; the lockfile does not hold it' : `; the lockfile holds ${lockedVersion}`;
}
