import type { Level } from './level.js';
import type { Words } from './phrase.js';

/** What is different between the package files of two versions. */
export interface VersionComparison {
  readonly from: string;
  readonly to: string;
  /** The riskiest first; as many as anybody looks at. */
  readonly files: readonly FileChange[];
  /** How many more have changed. */
  readonly more: number;
  /** A sentence each: why the order is only a guess, as where the code of a version could not be analysed. */
  readonly notes: readonly Words[];
}

export interface FileChange {
  /** Below the package's root, as the package has it: hostile text. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The worst that was found in it and stands in the newer version; absent where nothing was. */
  readonly level?: Level;
  /** Why it is worth a look, in a few words each: `data-exfiltration`, `can now send requests`. Empty for most files. */
  readonly reasons: readonly string[];
  /** Where to look first, in the newer version; counted from 1. Absent for a file that is gone, or of which nothing is shown. */
  readonly line?: number;
  /** It is no text: that it has changed is all that can be shown. */
  readonly isBinary: boolean;
}
