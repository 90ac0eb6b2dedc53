import { inEnglish, type Words } from './phrase.js';
import type { Span } from './span.js';

/** The kinds of fix, in the order in which they are offered for equal merit. */
export const REMEDY_KINDS = [
  ...(['upgrade', 'downgrade', 'pin', 'override', 'replace', 'remove'] as const),
  ...(['deny-scripts', 'allow-scripts', 'accept'] as const),
] as const;
export type RemedyKind = (typeof REMEDY_KINDS)[number];

/** Where a change applies: every property at `path`, or only those that hold the string `expected`. */
interface ChangePlace {
  readonly path: readonly string[];
  /** The value the change was made for (`Dependency.raw`). Where the text holds another by now, the change is refused. */
  readonly expected?: string;
}

/** A change of one JSON or YAML document at one path. Formatting and comments stay as they are. */
export type JsonChange =
  /**
   * Puts a key in, and the objects on the way to it that are not there yet. Nothing changes where it already holds
   * `value`; refused where it holds something else, or where what is on the way is no object.
   */
  | { readonly op: 'add'; readonly path: readonly string[]; readonly value: string | boolean | readonly string[] }
  | (ChangePlace & { readonly op: 'set'; readonly value: string | boolean })
  | (ChangePlace & { readonly op: 'remove' })
  /** Renames a key in place: the order and the comments around stay, and so does the value where none is given. */
  | (ChangePlace & { readonly op: 'rename'; readonly name: string; readonly value?: string })
  /** Puts a text at the end of a list, which is made where it is not there yet. Nothing changes where the list holds it. */
  | { readonly op: 'append'; readonly path: readonly string[]; readonly value: string }
  /** Takes a text out of a list; refused where it is not there. */
  | { readonly op: 'drop'; readonly path: readonly string[]; readonly value: string };

/** A replacement of a stretch of one text. Several always refer to the same, original text and never overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Changes of a file other than the manifest. */
export interface ChangeElsewhere {
  /** Absolute path. Where there is no such file yet, the changes make one (YAML only). */
  readonly file: string;
  readonly changes: readonly JsonChange[];
}

/** Edits of one file, which all refer to the text that it has now. */
export interface FileEdits {
  /** Absolute path. */
  readonly file: string;
  /** Undefined: there is no such file yet; the edits are of an empty text. */
  readonly before: string | undefined;
  readonly edits: readonly TextEdit[];
}

export interface InstallStep {
  /** `npm install` */
  readonly command: string;
  /** Absolute path of the folder to run it in. */
  readonly folder: string;
}

/** What a fix says of itself. */
export interface RemedyWords {
  readonly title: Words;
  readonly caveat?: Words;
  readonly outlook?: Words;
}

/** A fix that can be applied to a manifest as a text edit. */
export interface Remedy {
  readonly kind: RemedyKind;
  /** What the menu says, in plain text: `Upgrade lodash to 4.17.21 (lowest safe version)`. */
  readonly title: string;
  /** Rules whose findings it answers. */
  readonly rules: readonly string[];
  /** The version or name that the manifest will hold, where there is one. */
  readonly version?: string;
  readonly packageName?: string;
  /** Of the manifest. Empty for `accept`: the policy file changes instead, after a reason was asked for. */
  readonly changes: readonly JsonChange[];
  /** What it changes in other files, such as the one that declares a catalog. */
  readonly elsewhere?: readonly ChangeElsewhere[];
  /** A safe version inside what the manifest already allows as a major: may be applied without a second look. */
  readonly preferred: boolean;
  /** What was not checked about the proposed version, in one sentence. */
  readonly caveat?: string;
  /** For what no line names: what the project would hold then, in sentences, from resolving it anew. */
  readonly outlook?: string;
  /** The same texts, for whoever says them in another language. No part of what is printed. */
  readonly words?: RemedyWords;
  /** Its changes are not known yet: they take look-ups that are only made for a fix that was chosen. */
  readonly pending?: boolean;
  /** What makes it real, for a person to run: lockfiles are never rewritten here. */
  readonly install?: InstallStep;
}

/**
 * The caveat where a line has room for little. Titles of other versions already say that not everything is known of them,
 * and what could not be asked is said once for all packages.
 */
export function shortCaveat({ kind, caveat }: Remedy): string | undefined {
  return kind === 'upgrade' || kind === 'downgrade' ? undefined : caveat;
}

/** The same, in English and for every other language; what it does not say is left out. */
export function worded({
  title,
  caveat,
  outlook,
}: RemedyWords): Pick<Remedy, 'title' | 'caveat' | 'outlook' | 'words'> {
  return {
    title: inEnglish(title),
    ...(caveat === undefined ? {} : { caveat: inEnglish(caveat) }),
    ...(outlook === undefined ? {} : { outlook: inEnglish(outlook) }),
    words: { title, ...(caveat === undefined ? {} : { caveat }), ...(outlook === undefined ? {} : { outlook }) },
  };
}
