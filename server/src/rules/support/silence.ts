import { DAY } from './durations.js';
import type { ReleaseHistory } from './release-history.js';

/** What follows so soon after another release belongs to it: whoever takes something up again mends it in the next days. */
const ONE_REVIVAL = 30 * DAY;

/** A stretch without any release, in milliseconds. */
export interface Silence {
  readonly length: number;
  /** The longest one before it. */
  readonly longestBefore: number;
  /** How many versions there were by then. */
  readonly releases: number;
}

/** The silence that the judged release, or one shortly before it, has ended. Undefined for a first release. */
export function silenceBefore({ judged, before }: ReleaseHistory): Silence | undefined {
  const dates = [...before.map(({ publishedAt }) => publishedAt), judged.publishedAt];
  const gaps = dates.slice(1).map((date, index) => date - (dates[index] ?? date));
  const last = gaps.findLastIndex((gap) => gap >= ONE_REVIVAL);
  const length = gaps[last];
  if (length === undefined || judged.publishedAt - (dates[last + 1] ?? 0) >= ONE_REVIVAL) return undefined;
  return { length, longestBefore: gaps.slice(0, last).reduce((a, b) => Math.max(a, b), 0), releases: last + 1 };
}
