import type { Dependency, Span } from '../../model/index.js';

/** Where the cursor stands in a manifest, as far as something can be completed there. */
export type CompletionPlace = NamePlace | VersionPlace;

export interface NamePlace {
  readonly kind: 'name';
  /** What is typed so far, without quotes. */
  readonly typed: string;
  /** What a name takes the place of, quotes included. */
  readonly span: Span;
  readonly format: 'json' | 'yaml';
  /** A value follows already. */
  readonly hasValue: boolean;
  /** Another property follows, and no comma. */
  readonly needsComma: boolean;
  /** The section, as a path in the document. */
  readonly section: readonly string[];
}

export interface VersionPlace {
  readonly kind: 'version';
  readonly dependency: Dependency;
  /** The real name that versions are of. */
  readonly name: string;
  /** What a version takes the place of, without quotes and without `npm:name@`. */
  readonly span: Span;
  readonly typed: string;
}
