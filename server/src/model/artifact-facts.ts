import type { ArtifactManifest } from './artifact-manifest.js';

/** Where something stands in a file of a package. All of it is hostile text. */
export interface Place {
  /** Path below the package's root, with `/`. */
  readonly file: string;
  /** Counted from 1; columns in UTF-16 units, as editors count them. */
  readonly line: number;
  readonly column: number;
  /** The text there, one short line. */
  readonly snippet: string;
}

/**
 * The earliest moment at which code runs: when the package is installed (lifecycle scripts, the implicit node-gyp build),
 * when it is imported, when somebody runs its command, or only when something calls it.
 */
export type Moment = 'install' | 'import' | 'command' | 'call';

/** One thing that a file or its code does. */
export type BehaviourKind =
  /** Code points that nobody sees, enough of them to hold a text. */
  | 'invisible-text'
  /** Controls that show code in another order than it runs in. */
  | 'bidi-controls'
  /** Code behind more blanks than an editor is wide. */
  | 'padded-code';

export interface Behaviour {
  readonly kind: BehaviourKind;
  readonly place: Place;
  readonly moment: Moment;
  /** What exactly, in a few words; may hold hostile text. */
  readonly detail?: string;
}

/** A file or package that was not analysed to its end. */
export interface Incomplete {
  readonly file?: string;
  readonly reason: string;
}

/** What the bytes of one package say. Plain JSON: it is cached by content hash and version of the analyser. */
export interface ArtifactFacts {
  /** Absent where the package holds no `package.json` that can be read. */
  readonly manifest?: ArtifactManifest;
  readonly files: number;
  readonly bytes: number;
  readonly behaviours: readonly Behaviour[];
  readonly incomplete: readonly Incomplete[];
}
