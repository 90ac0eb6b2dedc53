import type { Acceptance, Assessment, Level, Words } from '../model/index.js';
import type { AcceptanceEdit } from './engine.js';

/** A folder that somebody has opened, and whether its own files may decide anything. */
export interface RepositoryRef {
  /** Absolute path. */
  readonly folder: string;
  /** False: its policy is not used. */
  readonly trusted: boolean;
}

/** What a repository makes other programs run: package managers, the editor, git, containers, assistants. */
export interface RepositoryAssessment {
  readonly folder: string;
  /** One for each hook (`Subject.hook`), those without findings among them; in the order in which they were found. */
  readonly hooks: readonly Assessment[];
  readonly level: Level;
  /** What could not be looked into, in sentences. */
  readonly problems: readonly Words[];
  /** What of the folder's own decisions was left unused, in sentences. */
  readonly notes: readonly Words[];
}

/** Judges what a repository makes other programs run. Nothing of it is run, and nobody is asked. */
export interface RepositoryJudge {
  /** Rejects only with the signal's reason. */
  judge(ref: RepositoryRef, signal: AbortSignal): Promise<RepositoryAssessment>;
  /** The change of the policy file that accepts a finding. */
  acceptanceEdit(ref: RepositoryRef, acceptance: Acceptance): Promise<AcceptanceEdit>;
}
