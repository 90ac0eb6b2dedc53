import type { HttpAnswer } from '../http.js';

/** The first try and two more: more would hold up a person who is waiting. */
export const MAX_TRIES = 3;
const FIRST_DELAY_MS = 400;
/** Longer than this nobody waits; the answer is handed on as it is. */
export const MAX_RETRY_AFTER_MS = 10_000;
/** A host that asks to be left alone for a day is asked again after this, should the person still be there. */
export const MAX_REST_MS = 5 * 60_000;
const RETRIED_STATUSES: readonly number[] = [408, 429];
/** The server cannot do that, now or later. */
const NOT_IMPLEMENTED = 501;

/** Whether a status says that the same request may go better later. */
export function isPassingStatus(httpStatus: number): boolean {
  return RETRIED_STATUSES.includes(httpStatus) || (httpStatus >= 500 && httpStatus !== NOT_IMPLEMENTED);
}

/**
 * Doubles with each try; half of it is left to chance, so that requests that failed together do not come back together.
 *
 * @param tries how many there were, at least 1.
 * @param random from 0 to 1.
 */
export function backOff(tries: number, random: number): number {
  return FIRST_DELAY_MS * 2 ** (tries - 1) * (0.5 + random / 2);
}

/** What `Retry-After` asks for in milliseconds, given in seconds or as a date. */
export function retryAfter(answer: HttpAnswer, now: number): number | undefined {
  const value = answer.status === 'answered' ? answer.headers.get('retry-after')?.trim() : undefined;
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
