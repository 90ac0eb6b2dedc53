import type { ArtifactFacts } from './artifact-facts.js';
import type { Subject } from './assessment.js';
import type { Outcome } from './outcome.js';

/** A package with what its own files say; absent where no registry has it, or nobody could ask. */
export interface LookedInto {
  readonly subject: Subject;
  readonly artifact?: Outcome<ArtifactFacts>;
}
