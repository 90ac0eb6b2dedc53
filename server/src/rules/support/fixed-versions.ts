import semver from 'semver';
import type { Advisory } from '../../model/index.js';
import { isAffected } from './affected.js';

/**
 * Versions above `version` in which the records say that the flaw is gone, lowest first. A version that any record
 * of the same vulnerability still counts as affected is no fix, whatever another record says.
 */
export function fixedVersions(records: readonly Advisory[], version: string): readonly string[] {
  const named = records.flatMap((record) => [
    ...(record.ranges ?? []).flatMap((range) => range.fixed ?? []),
    ...(record.semverRange === undefined ? [] : upperBounds(record.semverRange)),
  ]);
  const valid = named.flatMap((fixed) => semver.valid(fixed, { loose: true }) ?? []);
  return [...new Set(valid)]
    .filter((fixed) => isAbove(fixed, version) && !records.some((record) => isAffected(record, fixed)))
    .sort(semver.compare);
}

function isAbove(fixed: string, version: string): boolean {
  const current = semver.parse(version, { loose: true });
  return current !== null && current.compare(fixed) < 0;
}

/** The `4.17.21` of `<4.17.21`: the first version outside each stretch. `<=4.17.20` does not tell what comes next. */
function upperBounds(range: string): readonly string[] {
  try {
    return new semver.Range(range, { loose: true }).set
      .flat()
      .filter((comparator) => comparator.operator === '<')
      .map((comparator) => comparator.semver.version.replace(/-0$/, ''));
  } catch {
    return [];
  }
}
