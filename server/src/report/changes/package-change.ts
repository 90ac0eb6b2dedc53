import type { Finding, Level } from '../../model/index.js';

/** A version of a package on one side of a change. */
export interface JudgedVersion {
  /** Undefined where none can be judged. */
  readonly version?: string;
  /** Of all that is found, known or not. */
  readonly level: Level;
}

/** One package of a project before and after a branch. Names and versions are text from outside. */
export interface PackageChange {
  readonly name: string;
  /** The manifest it was found through, as the reader knows it. */
  readonly project: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly direct: boolean;
  /** The shortest chain that leads to it now. */
  readonly path: readonly string[];
  readonly before: readonly JudgedVersion[];
  readonly after: readonly JudgedVersion[];
  /** What the branch brings: worst first. */
  readonly introduced: readonly Finding[];
  /** What it gets rid of. */
  readonly resolved: readonly Finding[];
  /** Of what has come, something could not be checked. */
  readonly incomplete: boolean;
}
