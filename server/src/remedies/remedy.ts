import type { Assessment, Dependency, Level, Remedy, RemedyKind } from '../model/index.js';

/** A version that a fix could put in place, already judged. */
export interface Candidate {
  readonly version: string;
  readonly level: Level;
  /** Meets the definition of a safe version: `engine/safe-version.ts`. */
  readonly safe: boolean;
  /** Why it is not safe, or what is not known of it, in one sentence. */
  readonly reason?: string;
  /** Same major as what the manifest declares (for 0.x: same minor). */
  readonly withinMajor: boolean;
  /** Satisfies the specifier as it stands. */
  readonly withinRange: boolean;
}

/** A package that could stand in, already judged: exists, and its `latest` is safe. */
export interface Substitute {
  readonly name: string;
  readonly version: string;
  /** Where the suggestion comes from, for the menu: `the name it resembles`, `its deprecation notice`. */
  readonly because: string;
}

/** All that a remedy may look at. Every look-up was done before by the engine. */
export interface RemedyContext {
  readonly assessment: Assessment;
  /** The manifest line to change. */
  readonly dependency: Dependency;
  /** The version that is judged now, if any. */
  readonly current?: string;
  /** The lowest safe version above the current one, within and beyond the declared major. */
  readonly lowestSafeUpgrade?: Candidate;
  readonly lowestSafeUpgradeWithinMajor?: Candidate;
  /** The highest safe version of all. */
  readonly latestSafe?: Candidate;
  /** The highest safe version below the current one. */
  readonly lastGood?: Candidate;
  readonly substitutes: readonly Substitute[];
  /** Judged versions with something against them: a range must not be written that resolves to one of these. */
  readonly unsafeVersions?: ReadonlySet<string>;
}

/** One kind of fix. Pure: from judged candidates to edits. */
export interface RemedyMaker {
  readonly kind: RemedyKind;
  offer(context: RemedyContext): readonly Remedy[];
}
