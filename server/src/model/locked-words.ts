import type { LockEntry } from './dependency-graph.js';

/** What a lockfile says of one place where it installs a package, in its own words. */
export interface LockedWords extends Pick<
  LockEntry,
  | 'id'
  | 'version'
  | 'alias'
  | 'resolved'
  | 'integrity'
  | 'optional'
  | 'bundled'
  | 'unreachable'
  | 'askedPlainly'
  | 'hasInstallScript'
  | 'deprecated'
> {
  /** The real name, where that is not the subject's. */
  readonly name?: string;
  /** A folder of this machine: nothing is fetched. */
  readonly local?: boolean;
  /** File name of the lockfile's format, e.g. `package-lock.json`. */
  readonly format?: string;
}
