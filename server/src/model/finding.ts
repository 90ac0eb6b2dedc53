import type { Level } from './level.js';
import type { Phrase, Words } from './phrase.js';

/** What a finding rests on. Text in it comes from outside: every output escapes it. */
export interface Evidence {
  readonly kind: 'file' | 'metadata' | 'advisory' | 'lockfile';
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly column?: number;
  readonly snippet?: string;
  readonly field?: string;
  readonly value?: string;
  /** `value`, where it is in own words, for whoever says it in another language. No part of what is printed or stored. */
  readonly wording?: Phrase;
  readonly url?: string;
  /** `name@version` of the package that holds the file, where that is another one than the package judged. */
  readonly package?: string;
  /** It stands in the version before, which is what this one is compared with. */
  readonly isOld?: boolean;
}

/** What a finding knows that a fix can use. Names and versions are unvalidated text from outside. */
export interface RemedyHints {
  /** Packages that are likely meant, best first. */
  readonly replaceWith?: readonly string[];
  /** Lowest versions said to be free of the problem, one per affected stretch. */
  readonly fixedVersions?: readonly string[];
  /** Every id that the vulnerability goes by, in whichever database. */
  readonly advisories?: readonly string[];
}

/** One occurrence of one kind of risk signal. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  readonly level: Level;
  /** One sentence, plain text, in English. */
  readonly message: string;
  /** The same, for whoever says it in another language. No part of what is printed or stored. */
  readonly wording?: Phrase;
  readonly evidence: readonly Evidence[];
  /** The same for the same problem in the next run: rule, package, and what tells two findings of one rule apart. */
  readonly fingerprint: string;
  /** Which part of the manifest line is at fault. */
  readonly target: 'name' | 'specifier';
  readonly hints?: RemedyHints;
}

/** What a rule says before its weight is applied: the rule knows what it saw, the weights know how much that is. */
export interface FindingDraft {
  /** One sentence. */
  readonly message: Words;
  readonly evidence: readonly Evidence[];
  readonly target: 'name' | 'specifier';
  /** Tells two findings of one rule about one package apart, e.g. an advisory's id. Stable between runs. */
  readonly key?: string;
  /** For rules whose weight depends on the evidence itself, such as an advisory's severity. */
  readonly level?: Level;
  readonly hints?: RemedyHints;
}
