import semver from 'semver';
import type { Advisory, AffectedRange } from '../../model/index.js';

/**
 * Whether an advisory is about this version, by OSV's rules: exact versions, or stretches in semver order, where a
 * pre-release counts as what it precedes (`2.0.0-rc.1` lies before a fix in `2.0.0`, so it is affected).
 * What cannot be compared does not match: an advisory that cannot be read must not accuse.
 */
export function isAffected(advisory: Advisory, version: string): boolean {
  const parsed = semver.parse(version, { loose: true });
  return (
    (advisory.versions ?? []).some((listed) => listed === version || sameVersion(listed, parsed)) ||
    (advisory.ranges ?? []).some((range) => lies(range, parsed)) ||
    (advisory.semverRange !== undefined && parsed !== null && satisfies(parsed, advisory.semverRange))
  );
}

/** `v1.2.3` and build metadata do not make another version. */
function sameVersion(listed: string, version: semver.SemVer | null): boolean {
  return version !== null && semver.parse(listed, { loose: true })?.compare(version) === 0;
}

/** npm audit compares in the same way: a pre-release of the fixed version is still affected. */
function satisfies(version: semver.SemVer, range: string): boolean {
  return semver.satisfies(version, range, { includePrerelease: true, loose: true });
}

function lies(range: AffectedRange, version: semver.SemVer | null): boolean {
  const everything = range.introduced === '0' && range.fixed === undefined && range.lastAffected === undefined;
  if (everything) return true;
  if (version === null) return false;
  return (
    (range.introduced === '0' || holds(range.introduced, (bound) => version.compare(bound) >= 0)) &&
    (range.fixed === undefined || holds(range.fixed, (bound) => version.compare(bound) < 0)) &&
    (range.lastAffected === undefined || holds(range.lastAffected, (bound) => version.compare(bound) <= 0))
  );
}

/** Old records write bounds such as `2` or `1.4`; they mean `2.0.0` and `1.4.0`. */
const PARTIAL_VERSION = /^v?(\d+)(?:\.(\d+))?$/;

function holds(bound: string, test: (bound: semver.SemVer) => boolean): boolean {
  const partial = PARTIAL_VERSION.exec(bound);
  const whole = partial === null ? bound : `${partial[1] ?? '0'}.${partial[2] ?? '0'}.0`;
  const parsed = semver.parse(whole, { loose: true });
  return parsed !== null && test(parsed);
}
