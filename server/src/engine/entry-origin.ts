import semver from 'semver';
import type { LockEntry } from '../model/index.js';

/**
 * `…/-/name-1.0.0.tgz` is how npm registries serve a tarball (some repeat the scope there; GitHub's:
 * `…/download/name/1.0.0/…`), and yarn writes `npm:1.0.0`, or `patch:` where it changes such a package. Any other address
 * is a dependency of its own kind.
 */
const FROM_REGISTRY =
  /^(?:https?:\/\/.*\/-\/(?:@[^/]+\/)?[^/]+\.tgz(?:[?#]|$)|https?:\/\/[^/]+\/download\/|npm:|patch:)/;

/** Git and other addresses that lead off this machine, short forms included. */
const REMOTE = /^(?:https?|git|ssh|git\+[a-z]+|github|gitlab|bitbucket|gist):|^git@/i;

/**
 * Whether it is a registry's package, whatever address the lockfile has for it. Without an address (npm can be told to
 * leave it out) an entry is the registry's unless it is local; and so it is where everybody asks for a mere version.
 */
export function comesFromRegistry(entry: LockEntry): boolean {
  if (isLocalEntry(entry)) return false;
  // Some lockfiles write the address of what comes from elsewhere for its version.
  if (entry.version !== null && semver.valid(entry.version, true) === null) return false;
  if (entry.resolved === undefined || FROM_REGISTRY.test(entry.resolved)) return true;
  return entry.askedPlainly === true && entry.version !== null;
}

/** Somebody asks for an address, not for a version that a registry has. */
export function isRemote(entry: LockEntry): boolean {
  return !isLocalEntry(entry) && !comesFromRegistry(entry) && remoteAddress(entry) !== undefined;
}

/** Where it is fetched from, which some lockfiles write in place of the version; undefined for paths and versions. */
export function remoteAddress({ resolved, version }: LockEntry): string | undefined {
  return [resolved, version].find((text) => text != null && REMOTE.test(text)) ?? undefined;
}

/** A folder of this machine, linked or copied. */
export function isLocalEntry({ link, workspace, localDir }: LockEntry): boolean {
  return link === true || workspace === true || localDir === true;
}
