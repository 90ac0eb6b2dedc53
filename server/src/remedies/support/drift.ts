import semver from 'semver';
import { valueOf, type Packument } from '../../model/index.js';
import type { RemedyContext } from '../remedy.js';

/**
 * True where a range would be resolved to a version that is known not to be safe. `^1.2.4` is no fix while the newest
 * 1.x is what has to be avoided.
 */
export function driftsToUnsafe(context: RemedyContext, range: string): boolean {
  const packument = valueOf(context.assessment.facts.packument);
  if (packument === undefined || context.unsafeVersions === undefined) return false;
  const version = resolvedBy(packument, range);
  return version !== undefined && context.unsafeVersions.has(version);
}

/** npm's choice: `latest` where the range allows it, else the highest allowed one, deprecated ones last. */
function resolvedBy({ distTags, versions }: Packument, range: string): string | undefined {
  const latest = Object.hasOwn(distTags, 'latest') ? distTags.latest : undefined;
  if (latest !== undefined && Object.hasOwn(versions, latest) && semver.satisfies(latest, range, true)) return latest;
  const all = Object.keys(versions);
  const kept = all.filter((version) => versions[version]?.deprecated === undefined);
  return semver.maxSatisfying(kept, range, true) ?? semver.maxSatisfying(all, range, true) ?? undefined;
}
