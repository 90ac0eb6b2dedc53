import semver from 'semver';
import { bareRecord, objectOf } from '../json.js';
import type { JsonObject } from '../json.js';

export interface PublicationDates {
  /** When the name was first published, in milliseconds since the epoch. */
  readonly createdAt?: number;
  /** By version; missing where there is no date that can be one of publication. */
  readonly publishedAt: Readonly<Record<string, number>>;
  /** The same of versions that have a date and are not offered any more; absent where there are none. */
  readonly unpublished?: Readonly<Record<string, number>>;
}

/** npm's first packages are of late 2009. Some mirrors write 1970 for "do not know". */
const FIRST_PLAUSIBLE_DATE = Date.UTC(2009, 0, 1);

/** Few names have lost any version; one that has lost more than these was a place for builds. */
const MAX_UNPUBLISHED = 500;
const VERSION = /^\d+\.\d+\.\d+\S{0,100}$/;

/**
 * Reads a packument's `time`.
 *
 * A registry that tells when the name was created keeps the publisher's dates. Mirrors exist whose `time` has neither
 * `created` nor `modified`, and whose dates are those of the first mirroring: lodash 4.8.0 of 2016 was "published" in
 * 2026 there. Their `createdAt` is unknown, and so is the date of every version that a higher one of the same major
 * precedes: it came later than what came after it, so it cannot be its publication.
 */
export function publicationDates(time: unknown, versions: readonly string[]): PublicationDates {
  const dates = objectOf(time) ?? {};
  const createdAt = dateOf(dates.created);
  const publishedAt = bareRecord<number>();
  for (const version of versions) {
    const date = Object.hasOwn(dates, version) ? dateOf(dates[version]) : undefined;
    if (date !== undefined) publishedAt[version] = date;
  }
  if (createdAt === undefined) return { publishedAt: withoutOvertaken(publishedAt) };
  const unpublished = datesOfOthers(dates, publishedAt);
  return { createdAt, publishedAt, ...(unpublished && { unpublished }) };
}

/** A registry forgets the version that is taken down, and not when it came. */
function datesOfOthers(
  dates: JsonObject,
  offered: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> | undefined {
  const found = bareRecord<number>();
  const gone = Object.keys(dates).filter((version) => VERSION.test(version) && !Object.hasOwn(offered, version));
  for (const version of gone.slice(-MAX_UNPUBLISHED)) {
    const date = dateOf(dates[version]);
    if (date !== undefined) found[version] = date;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

function dateOf(value: unknown): number | undefined {
  const date = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return date >= FIRST_PLAUSIBLE_DATE ? date : undefined;
}

function withoutOvertaken(publishedAt: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const kept = bareRecord<number>();
  const earliestAbove = new Map<number, number>();
  for (const { version, numbers } of Object.keys(publishedAt).flatMap(placeOf).sort(highestFirst)) {
    const date = publishedAt[version] ?? Number.NaN;
    const above = earliestAbove.get(numbers[0]) ?? Infinity;
    if (date <= above) kept[version] = date;
    earliestAbove.set(numbers[0], Math.min(above, date));
  }
  return kept;
}

interface Place {
  readonly version: string;
  readonly numbers: readonly [major: number, minor: number, patch: number];
  readonly prerelease: boolean;
}

/** Documents with thousands of versions are sorted here; parsing each of them with semver would take seconds. */
function placeOf(version: string): readonly Place[] {
  const [, major, minor, patch, prerelease] = /^v?(\d+)\.(\d+)\.(\d+)(-)?/.exec(version) ?? [];
  if (major === undefined) return [];
  return [{ version, numbers: [Number(major), Number(minor), Number(patch)], prerelease: prerelease !== undefined }];
}

function highestFirst(a: Place, b: Place): number {
  const byNumbers = b.numbers[0] - a.numbers[0] || b.numbers[1] - a.numbers[1] || b.numbers[2] - a.numbers[2];
  if (byNumbers !== 0 || a.prerelease !== b.prerelease) return byNumbers || Number(a.prerelease) - Number(b.prerelease);
  const [left, right] = [semver.parse(a.version, { loose: true }), semver.parse(b.version, { loose: true })];
  return left === null || right === null ? 0 : right.compare(left);
}
