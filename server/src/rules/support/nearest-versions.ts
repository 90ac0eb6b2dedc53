import semver from 'semver';
import type { Packument } from '../../model/index.js';
import { isPlaceholder } from './placeholder.js';

/**
 * The existing versions next to one that does not exist: the highest below it and the lowest above it; without a
 * version to measure from, `latest`. Pre-releases only where nothing else is published, npm's placeholders never.
 */
export function nearestVersions(packument: Packument, wanted: string | undefined): readonly string[] {
  const published = Object.entries(packument.versions)
    .filter(([version, facts]) => semver.valid(version) !== null && !isPlaceholder(version, facts))
    .map(([version]) => version)
    .sort(semver.compare);
  const releases = published.filter((version) => semver.prerelease(version) === null);
  const candidates = releases.length > 0 ? releases : published;
  if (wanted === undefined || semver.valid(wanted) === null) {
    return candidates.filter((version) => version === packument.distTags.latest);
  }
  const below = candidates.filter((version) => semver.lt(version, wanted)).at(-1);
  const above = candidates.find((version) => semver.gt(version, wanted));
  return [below, above].filter((version) => version !== undefined);
}
