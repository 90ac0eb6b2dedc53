import type { Finding } from '../model/index.js';

/** A finding that whoever asks knows already: it is told, and counts for no level and no exit code. */
export interface KnownFinding {
  readonly finding: Finding;
  /** Who knows it: a baseline, or the revision that the branch came from. */
  readonly from: 'baseline' | 'revision';
}
