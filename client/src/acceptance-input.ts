import type { Translate } from '../../server/src/protocol/translate.js';

/** An acceptance is a loan, not a gift: a quarter is long enough for a fix to be released and taken in. */
export const DEFAULT_EXPIRY_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The proposed last day of an acceptance, as `YYYY-MM-DD` in UTC. */
export function defaultExpiry(now: number): string {
  return new Date(now + DEFAULT_EXPIRY_DAYS * DAY_MS).toISOString().slice(0, 10);
}

/** What is wrong with a reason, in a sentence; undefined where nothing is. */
export function reasonProblem(reason: string, t: Translate): string | undefined {
  return reason.trim() === '' ? t('Say why this finding is acceptable.') : undefined;
}

/** What is wrong with a last day, in a sentence; undefined where nothing is. */
export function expiryProblem(expires: string, now: number, t: Translate): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(expires) ? Date.parse(`${expires}T00:00:00Z`) : NaN;
  // `Date.parse` takes 2026-02-31 for the third of March.
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== expires) {
    return t('Write a day of the calendar as YYYY-MM-DD.');
  }
  return day + DAY_MS <= now ? t('That day has passed.') : undefined;
}
