import { phrase, type Phrase } from '../../model/index.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Below this, hours are what a person counts in. */
const HOURS_UNTIL = 2 * DAY;

/** `less than an hour ago`, `5 hours ago`, `3 days ago`. A negative stretch (clocks differ) counts as none. */
export function agoInWords(milliseconds: number): Phrase {
  if (milliseconds < HOUR) return phrase('less than an hour ago');
  if (milliseconds < 2 * HOUR) return phrase('1 hour ago');
  if (milliseconds < HOURS_UNTIL) return phrase('{amount} hours ago', { amount: Math.floor(milliseconds / HOUR) });
  return phrase('{amount} days ago', { amount: Math.floor(milliseconds / DAY) });
}

/** The same as an age: `3 days old`. */
export function ageInWords(milliseconds: number): Phrase {
  if (milliseconds < HOUR) return phrase('less than an hour old');
  if (milliseconds < 2 * HOUR) return phrase('1 hour old');
  if (milliseconds < HOURS_UNTIL) return phrase('{amount} hours old', { amount: Math.floor(milliseconds / HOUR) });
  return phrase('{amount} days old', { amount: Math.floor(milliseconds / DAY) });
}

const MONTH = 30.44 * DAY;
/** Below this, months are what a person counts in. */
const MONTHS_UNTIL = 24;

/** `after 14 months without a release`, `after 2 years without a release`. @param milliseconds half a year at least */
export function afterSilence(milliseconds: number): Phrase {
  const amount = Math.floor(milliseconds / MONTH);
  return amount < MONTHS_UNTIL
    ? phrase('after {amount} months without a release', { amount })
    : phrase('after {amount} years without a release', { amount: Math.floor(amount / 12) });
}
