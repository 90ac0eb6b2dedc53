import type { Random } from './support/random.js';

/** One reader or writer under attack. */
export interface FuzzTarget {
  readonly name: string;
  /** What one run is given, made by chance. */
  readonly input: (random: Random) => Buffer;
  /** Throws where something is not as it has to be. */
  readonly check: (input: Buffer) => void | Promise<void>;
  /** How many runs belong to the unit tests; the dear ones have fewer. */
  readonly shortRuns: number;
}

export interface FuzzFailure {
  readonly target: string;
  readonly seed: number;
  readonly run: number;
  readonly message: string;
  /** The smallest input found that fails so, in base64. */
  readonly input: string;
}
