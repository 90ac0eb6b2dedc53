import type { Words } from './phrase.js';

/** A place in which a package is installed. */
export interface InstalledCopy {
  /** Relative to the project's root, with `/`. */
  readonly place: string;
  /** Since when, in milliseconds since the epoch; absent where the machine does not tell. */
  readonly since?: number;
}

/**
 * What is to be known, and done, where a package that turns out to be malware is already part of a project. Everything was read
 * from files; nothing was run.
 */
export interface Aftermath {
  /** Where that very version lies; empty: nowhere that this package manager puts it. */
  readonly installed: readonly InstalledCopy[];
  /** Whether its install scripts could have run, in one sentence. */
  readonly scripts: Words;
  /** Whether its code could have run by being imported, in one sentence. */
  readonly imports: Words;
  /** What to replace and to check, in sentences, the most urgent first. */
  readonly steps: readonly Words[];
}
