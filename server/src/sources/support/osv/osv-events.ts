import semver from 'semver';
import type { AffectedRange } from '../../../model/index.js';
import { arrayOf, objectOf, textOf } from '../json.js';

const MAX_VERSION_LENGTH = 256;

interface Event {
  readonly kind: 'introduced' | 'fixed' | 'lastAffected';
  readonly version: string;
}

/**
 * Turns one OSV range into contiguous stretches (https://ossf.github.io/osv-schema/#evaluation). OSV's events are a set, not a
 * list: records exist that name both `introduced` before both `fixed` (GHSA-fhjf-83wg-r2j9), so they are put in order of
 * version first.
 */
export function stretchesOf(events: unknown): readonly AffectedRange[] {
  const ordered = arrayOf(events).flatMap(eventOf).sort(compareEvents);
  const stretches: AffectedRange[] = [];
  let open: string | undefined;
  for (const { kind, version } of ordered) {
    if (kind === 'introduced') open ??= version;
    else if (open !== undefined) {
      stretches.push({ introduced: open, [kind]: version });
      open = undefined;
    }
  }
  if (open !== undefined) stretches.push({ introduced: open });
  const limit = limitOf(events);
  return limit === undefined ? stretches : stretches.flatMap((stretch) => before(limit, stretch));
}

/** What it says of a version is only meant for those before the highest limit; undefined where there is none. */
function limitOf(events: unknown): string | undefined {
  const limits = arrayOf(events).flatMap((item) => textOf(objectOf(item)?.limit, MAX_VERSION_LENGTH) ?? []);
  const isBounded = limits.every((limit) => semver.parse(limit, { loose: true }) !== null);
  return isBounded ? [...limits].sort(compareVersions).at(-1) : undefined;
}

function before(limit: string, { introduced, fixed, lastAffected }: AffectedRange): readonly AffectedRange[] {
  if (compareVersions(introduced, limit) >= 0) return [];
  if (fixed !== undefined && compareVersions(fixed, limit) <= 0) return [{ introduced, fixed }];
  if (lastAffected !== undefined && compareVersions(lastAffected, limit) < 0) return [{ introduced, lastAffected }];
  return [{ introduced, fixed: limit }];
}

/** The schema allows one key an event; records with several in one object exist in old dumps and mean the same. */
function eventOf(item: unknown): readonly Event[] {
  const object = objectOf(item);
  const named = { introduced: object?.introduced, fixed: object?.fixed, lastAffected: object?.last_affected };
  return (['introduced', 'fixed', 'lastAffected'] as const).flatMap((kind) => {
    const version = textOf(named[kind], MAX_VERSION_LENGTH);
    return version === undefined ? [] : [{ kind, version }];
  });
}

/** At one version a stretch ends before another begins, except that `last_affected` still contains the version. */
const ORDER_AT_ONE_VERSION = Object.freeze({ fixed: 0, introduced: 1, lastAffected: 2 });

function compareEvents(a: Event, b: Event): number {
  return compareVersions(a.version, b.version) || ORDER_AT_ONE_VERSION[a.kind] - ORDER_AT_ONE_VERSION[b.kind];
}

/** `0` comes before every version. What is no version keeps its place in the record. */
function compareVersions(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '0') return -1;
  if (b === '0') return 1;
  const left = semver.parse(a, { loose: true });
  const right = semver.parse(b, { loose: true });
  return left === null || right === null ? 0 : left.compare(right);
}
