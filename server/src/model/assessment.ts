import type { Phrase, Words } from './phrase.js';
import type { Aftermath } from './aftermath.js';
import type { Dependency } from './dependency.js';
import type { Facts, Question } from './facts.js';
import type { Finding } from './finding.js';
import type { Level } from './level.js';
import type { LockedWords } from './locked-words.js';
import type { ManagerPolicy } from './manager-policy.js';
import type { Opinion } from './opinion.js';
import type { RepositoryHook } from './repository.js';
import type { Weakening } from './weakening.js';

/** Which version is judged, and why that one. */
export type Resolution =
  /** The lockfile's version, which satisfies what is declared. */
  | { readonly from: 'lockfile'; readonly version: string }
  /** What the declared specifier resolves to now. */
  | {
      readonly from: 'registry';
      readonly version: string;
      /** The lockfile holds this instead, and it does not satisfy what is declared; null: it holds no entry at all. */
      readonly lockedVersion?: string | null;
    }
  /** The exact version that is declared; the registry could not be asked whether it exists. */
  | { readonly from: 'declared'; readonly version: string; readonly lockedVersion?: string | null }
  /** No version can be judged. */
  | {
      readonly from: 'nowhere';
      readonly because:
        | 'name-not-found'
        | 'no-such-version'
        | 'registry-unknown'
        | 'not-from-registry'
        /** A member of the workspace: its name is nobody else's business. */
        | 'workspace-package'
        | 'invalid-specifier'
        /** Written in `overrides` as a reference, or without a version. */
        | 'not-a-version';
      readonly lockedVersion?: string | null;
    };

/** A manifest line that leaves its version to a catalog. */
export interface CatalogUse {
  /** Absolute path of the file that holds the catalog. */
  readonly file: string;
  /** The catalog's entry. */
  readonly line: Dependency;
  /** What the manifest says itself: `catalog:legacy`. */
  readonly reference: string;
}

/** What is judged: a line of a manifest, an entry of a lockfile, or a package someone asked about. */
export interface Subject {
  /** The real package name. */
  readonly name: string;
  readonly resolution: Resolution;
  readonly direct: boolean;
  readonly dev?: boolean;
  /** The manifest line, for direct dependencies; one that refers to a catalog asks for what the catalog says. */
  readonly dependency?: Dependency;
  readonly catalog?: CatalogUse;
  /** The lockfile entry's own words, where there is one. */
  readonly locked?: LockedWords;
  /** All places of the package that the lockfile has, `locked` among them; absent where that is the only one. */
  readonly places?: readonly LockedWords[];
  /**
   * For what the manifest does not name itself: the declared name of the line that the shortest chain from this
   * manifest begins with. That chain is then the first of `paths`, and `locked` is the entry it ends at.
   */
  readonly broughtInBy?: string;
  /**
   * Chains that lead here, each from an importer: `['.', 'express@4.17.1', 'qs@6.7.0']`. In one too long to be told,
   * `… 12 more` stands before the last step. Of a member's own line, and of a catalog's entry, where they are asked for:
   * `['packages/web', 'lodash@4.17.20']`.
   */
  readonly paths: readonly (readonly string[])[];
  /** Present where it is no package at all, but something of the repository that makes other programs run something. */
  readonly hook?: RepositoryHook;
  /** Present where it is no package at all, but what a team has decided, and a branch makes laxer. */
  readonly weakenings?: readonly Weakening[];
}

/** No registry has it: a folder, an address, a package of the own workspace. A name there may be somebody else's. */
export function isFromElsewhere(resolution: Resolution): boolean {
  const isNowhere = resolution.from === 'nowhere';
  return isNowhere && (resolution.because === 'not-from-registry' || resolution.because === 'workspace-package');
}

/** The version that is judged, else undefined. */
export function judgedVersion(subject: Subject): string | undefined {
  return subject.resolution.from === 'nowhere' ? undefined : subject.resolution.version;
}

/** How one question was answered. */
export interface Coverage {
  readonly question: Question;
  readonly status: 'answered' | 'unknown' | 'skipped';
  /** One sentence for the reader, for every status but a plain answer. */
  readonly reason?: string;
  /** The same, for whoever says it in another language. */
  readonly wording?: Phrase;
  /** Milliseconds since the epoch. */
  readonly asOf?: number;
  readonly stale?: boolean;
  /** The answer is about a part of what was asked; `reason` says what was left out. */
  readonly partial?: boolean;
}

/** A finding that the team has accepted, and why. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly reason: Words;
  /** `YYYY-MM-DD`. */
  readonly expires?: string;
  /** The file that says so, where that is not the policy's own. */
  readonly file?: string;
}

/** What is judged of one subject. Computed on read from facts; never stored. */
export interface Assessment {
  readonly subject: Subject;
  readonly level: Level;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** Where the policy looks as if it applied and does not, in sentences. */
  readonly notices?: readonly Words[];
  readonly coverage: readonly Coverage[];
  readonly facts: Facts;
  /** What the package manager that governs the project has been told. */
  readonly manager?: ManagerPolicy;
  /** Where it is malware, and the project's files were looked at: whether it is installed, and what to do. */
  readonly aftermath?: Aftermath;
  /** What language models think of it, for this editor alone: no part of the verdict, which they cannot make milder. */
  readonly opinions?: readonly Opinion[];
  /** Some facts are still being fetched: what is here is true but not all. */
  readonly pending: boolean;
}
