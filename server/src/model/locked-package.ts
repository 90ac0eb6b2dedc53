import type { LockEntry } from './dependency-graph.js';

/**
 * What the places of a lockfile share that hold the same bytes of the same package. A place that names another address
 * or hash for a version is judged by itself: that is how a lockfile is tampered with.
 */
export function lockedPackageKey(locked: Pick<LockEntry, 'name' | 'version' | 'resolved' | 'integrity'>): string {
  const { name, version, resolved = '', integrity = '' } = locked;
  return `${name}@${version ?? ''}|${resolved}|${integrity}`;
}
