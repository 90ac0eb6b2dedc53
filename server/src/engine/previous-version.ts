import semver from 'semver';
import {
  judgedVersion,
  valueOf,
  type Outcome,
  type Packument,
  type Subject,
  type VersionFacts,
} from '../model/index.js';
import type { LookUp } from '../sources/source.js';
import { isYoung } from './analysed-subjects.js';

const SUBRESOURCE_INTEGRITY = /^(?:sha1|sha256|sha384|sha512)-/;

/**
 * The version that a young one is compared with: what a takeover changes, it changes there. Of an old version others have seen
 * what was new in it. Undefined where there is none, or nothing is known of it.
 */
export function previousLookUp(
  subject: Subject,
  packument: Outcome<Packument> | undefined,
  now: number,
): LookUp | undefined {
  const document = valueOf(packument);
  const version = judgedVersion(subject);
  if (document === undefined || version === undefined || !isYoung(subject, packument, now)) return undefined;
  const previous = previousVersion(document, version);
  if (previous === undefined) return undefined;
  return lookUpOfVersion(subject.name, previous);
}

/** A version as its registry has it. */
export function lookUpOfVersion(name: string, { version, integrity }: VersionFacts): LookUp {
  const hash = integrity !== undefined && SUBRESOURCE_INTEGRITY.test(integrity) ? integrity : undefined;
  return { name, version, resolved: undefined, integrity: hash };
}

/** The highest below it. Before a release come only releases, and nothing that was published after it. */
export function previousVersion({ versions }: Packument, version: string): VersionFacts | undefined {
  const judged = semver.parse(version);
  if (judged === null) return undefined;
  const { publishedAt = Infinity } = versions[version] ?? {};
  const below = Object.values(versions).filter((one) => {
    const parsed = semver.parse(one.version);
    if (parsed === null || semver.compare(parsed, judged) >= 0) return false;
    const isPrerelease = parsed.prerelease.length > 0;
    return (!isPrerelease || judged.prerelease.length > 0) && (one.publishedAt ?? 0) <= publishedAt;
  });
  return below.sort((a, b) => semver.rcompare(a.version, b.version))[0];
}
