import semver, { type SemVer } from 'semver';
import { judgedVersion, type Packument, type Subject, type VersionFacts } from '../../model/index.js';
import { isOnlyOffered } from './presence.js';

/** One version at the time it came. */
export interface Release {
  readonly version: SemVer;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
  /** Absent where the version was taken down: then only its date is known. */
  readonly facts?: VersionFacts;
}

/** A release that is judged by what came before it. */
export interface ReleaseHistory {
  readonly packument: Packument;
  readonly judged: Release & { readonly facts: VersionFacts };
  /** All that had come by then, the oldest first. */
  readonly before: readonly Release[];
  /** How long the judged one has been out, in milliseconds. */
  readonly age: number;
}

/**
 * The history of what is judged, where that is news: has been out for less than `newsMs`. What has been out for longer was seen by
 * others. Undefined also where the registry tells no dates, or those of its own copying only.
 */
export function recentHistory(
  subject: Subject,
  packument: Packument | undefined,
  now: number,
  newsMs: number,
): ReleaseHistory | undefined {
  // Mirrors that cannot tell when a name was created give the dates of their own copying.
  if (packument?.createdAt === undefined || isOnlyOffered(subject)) return undefined;
  const facts = packument.versions[judgedVersion(subject) ?? ''];
  const [release] = facts === undefined ? [] : releaseOf(facts.version, facts.publishedAt, facts);
  if (facts === undefined || release === undefined || now - release.publishedAt >= newsMs) return undefined;
  const judged = { ...release, facts };
  const before = releasesOf(packument).filter((one) => orderOf(one, judged) < 0);
  return { packument, judged, before, age: now - judged.publishedAt };
}

export function isStable({ version }: Release): boolean {
  return version.prerelease.length === 0;
}

/** Several rules ask about one document, and large ones have thousands of versions. */
const ORDERED = new WeakMap<Packument, readonly Release[]>();

/** The oldest first, those that were taken down among them. */
export function releasesOf(packument: Packument): readonly Release[] {
  const known = ORDERED.get(packument);
  if (known !== undefined) return known;
  const offered = Object.values(packument.versions).flatMap((facts) =>
    releaseOf(facts.version, facts.publishedAt, facts),
  );
  const gone = Object.entries(packument.unpublished ?? {}).flatMap(([version, date]) => releaseOf(version, date));
  const all = [...offered, ...gone].sort(orderOf);
  ORDERED.set(packument, all);
  return all;
}

function releaseOf(text: string, publishedAt: number | undefined, facts?: VersionFacts): readonly Release[] {
  const version = semver.parse(text);
  return version === null || publishedAt === undefined ? [] : [{ version, publishedAt, ...(facts && { facts }) }];
}

function orderOf(a: Release, b: Release): number {
  return a.publishedAt - b.publishedAt || a.version.compare(b.version);
}
