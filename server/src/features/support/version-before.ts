import semver, { type SemVer } from 'semver';
import type { Packument, VersionFacts } from '../../model/index.js';

/** A hover asks for one answer several times, and large packages have thousands of versions. */
const KNOWN = new WeakMap<Packument, Map<string, VersionFacts | undefined>>();

/**
 * The highest version below, which what is new in one is told against. A release is not held against prereleases, nor anything
 * against what was published after it.
 */
export function versionBefore(packument: Packument, version: string): VersionFacts | undefined {
  const known = KNOWN.get(packument) ?? new Map<string, VersionFacts | undefined>();
  KNOWN.set(packument, known);
  if (!known.has(version)) known.set(version, highestBelow(packument, version));
  return known.get(version);
}

function highestBelow({ versions }: Packument, version: string): VersionFacts | undefined {
  const judged = semver.parse(version);
  if (judged === null) return undefined;
  const { publishedAt = Infinity } = versions[version] ?? {};
  const below = Object.values(versions)
    .filter((facts) => (facts.publishedAt ?? 0) <= publishedAt)
    .flatMap((facts) => semver.parse(facts.version) ?? [])
    .filter((one) => comesBefore(one, judged));
  const [first, ...others] = below;
  const highest = others.reduce((best, one) => (one.compare(best) > 0 ? one : best), first ?? judged);
  return first && versions[highest.raw];
}

function comesBefore(version: SemVer, judged: SemVer): boolean {
  return version.compare(judged) < 0 && (version.prerelease.length === 0 || judged.prerelease.length > 0);
}
