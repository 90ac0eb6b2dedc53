import { phrase, type Downloads, type Phrase } from '../../model/index.js';
import { DAY } from './durations.js';
import type { NameHistory } from './name-history.js';

/** `1 download in a week`, `60,000,000 downloads in a week`. */
export function downloadsInWords({ lastWeek }: Downloads): Phrase {
  return lastWeek === 1
    ? phrase('1 download in a week')
    : phrase('{count} downloads in a week', { count: lastWeek.toLocaleString('en-US') });
}

/** Machines alone fetch a new package some hundred times. */
const LEAST_DOWNLOADS = 1000;
/** What lives off the slips of others' hands gets a tiny part of what is meant for them. */
const LEAST_SHARE = 1 / 100;
/** Downloads can be made up by whoever wants to look used; over half a year somebody looks. */
const USED_FOR = 180 * DAY;

/**
 * The name is used so much, beside the one that it resembles, that most have meant it. Only what is known speaks for it: where
 * nobody tells of downloads, or of age, this is false.
 */
export function isUsedForItself(
  { age }: NameHistory,
  own: Downloads | undefined,
  meant: Downloads | undefined,
): boolean {
  if (own === undefined || meant === undefined || age === undefined || age < USED_FOR) return false;
  return own.lastWeek >= Math.max(LEAST_DOWNLOADS, meant.lastWeek * LEAST_SHARE);
}

/** The same of a name that resembles none. */
export function isUsedAtAll({ age }: NameHistory, own: Downloads | undefined): boolean {
  return own !== undefined && age !== undefined && age >= USED_FOR && own.lastWeek >= LEAST_DOWNLOADS;
}
