import { counted } from './text.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Below this, hours are what a person counts in. */
const HOURS_UNTIL = 2 * DAY;

/** `less than an hour`, `5 hours`, `3 days`. A negative stretch (clocks differ) counts as none. */
export function inWords(milliseconds: number): string {
  if (milliseconds < HOUR) return 'less than an hour';
  if (milliseconds < HOURS_UNTIL) return counted(Math.floor(milliseconds / HOUR), 'hour');
  return counted(Math.floor(milliseconds / DAY), 'day');
}

const MONTH = 30.44 * DAY;
/** Below this, months are what a person counts in. */
const MONTHS_UNTIL = 24;

/** `3 days`, `5 months`, `2 years`. */
export function longInWords(milliseconds: number): string {
  const months = Math.floor(milliseconds / MONTH);
  if (months < 2) return inWords(milliseconds);
  return months < MONTHS_UNTIL ? counted(months, 'month') : counted(Math.floor(months / 12), 'year');
}
