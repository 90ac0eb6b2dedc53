import type { Evidence } from './finding.js';
import { worstLevel, type Level } from './level.js';

/** One thing that a language model says of a package. Its text is as foreign as the package's own. */
export interface OpinionClaim {
  readonly text: string;
  /** What it rests on: one piece at least, each of them shown to the model. */
  readonly evidence: readonly Evidence[];
  /** What the model calls it, as far as a claim of this kind may go. */
  readonly level: Level;
  /** How sure the model says that it is, from 0 to 1. */
  readonly confidence: number;
  /** It is sure enough for its level to count. */
  readonly counts: boolean;
}

/** What a language model of the user's own thinks of a package. It is no finding, and nobody else sees it. */
export interface Opinion {
  /** The model's name, as its provider words it. */
  readonly model: string;
  /** The worst of the claims that count; `none` where there is none. */
  readonly level: Level;
  readonly claims: readonly OpinionClaim[];
}

interface WithOpinions {
  readonly level: Level;
  readonly opinions?: readonly Opinion[];
}

/** What is shown to whoever has asked for opinions: the verdict's level or a worse one, never a milder one. */
export function shownLevel({ level, opinions = [] }: WithOpinions): Level {
  return worstLevel([level, ...opinions.map((opinion) => opinion.level)]);
}
