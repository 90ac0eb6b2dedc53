import semver from 'semver';
import type { Packument, VersionFacts } from '../../model/index.js';

/**
 * The versions below it of the same major that were there when it was published, the highest first. Other majors are not what it
 * is compared with: old ones are often cared for by hand, and without what the newer ones have (semver 6.3.1, vite 6.4.1).
 */
export function releasesBefore(
  { versions }: Packument,
  { version, publishedAt = Infinity }: VersionFacts,
): readonly VersionFacts[] {
  const judged = semver.parse(version);
  if (judged === null) return [];
  return Object.values(versions)
    .filter((one) => {
      const parsed = semver.parse(one.version);
      return parsed?.major === judged.major && parsed.compare(judged) < 0 && (one.publishedAt ?? 0) <= publishedAt;
    })
    .sort((a, b) => semver.rcompare(a.version, b.version));
}
