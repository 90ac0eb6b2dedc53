import type { Remedy } from './remedy.js';

/** Whose install scripts a project would run by a list of its own. */
export interface ScriptReview {
  /** `name@version` of what has install scripts, by name. */
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  /** What nobody can decide from here: of medium level, or not known in full. */
  readonly open: readonly string[];
  /** How the list is called, and where it is: `allowBuilds in pnpm-workspace.yaml`; absent: the manager has none. */
  readonly where?: string;
  /** Absent where the list says all this already, or there is none. */
  readonly remedy?: Remedy;
  readonly caveat?: string;
}
