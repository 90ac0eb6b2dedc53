import type { Evidence, Level } from '../model/index.js';

/** One thing that is known of a package. Text in it comes from the package and is not yet made harmless. */
export interface DossierFact {
  readonly evidence: Evidence;
  /** What is said of it, in English. */
  readonly said: string;
  /** Present where a rule has found something in it; else it is a mere fact, as honest packages have them too. */
  readonly finding?: { readonly rule: string; readonly level: Level };
}

/** The same as a language model is shown it. */
export interface DossierItem extends DossierFact {
  /** `e1`: by it the model says what a claim rests on. */
  readonly id: string;
}
