import type { DataKind } from '../../../../model/index.js';

/** One text that is parsed as a whole: a file of the package, or code that was found inside another one. */
export interface Unit {
  readonly file: string;
  readonly text: string;
  /** Where code that is no file of its own stands: its places are shown there. */
  readonly host?: Position;
  /** How deep it was wrapped: code in code in code. */
  readonly nesting: number;
  /** Translates offsets of what was parsed into offsets of `text`, where a type stripper stood between. */
  readonly originalOffset?: (offset: number) => number;
  /** What the parts of the text are made of that are not known, where it has such. */
  readonly holes?: Taints;
}

export interface Position {
  readonly unit: Unit;
  readonly offset: number;
}

/** The value comes out of another package, or from whoever calls an export of this one: `detail` says of which and how. */
export type OpenKind = 'from-package' | 'from-caller';

/** A name that some folder may have among others: which one, in `detail`. Of the name alone nobody learns anything. */
export type NameKind = 'entry-name';

/** What a value is made of that somebody may want to know: where it came from and through which encodings it went. */
export interface Taint {
  readonly kind: DataKind | OpenKind | NameKind;
  readonly at: Position;
  readonly via: readonly string[];
  /** Which one: the variable's name, the file's path, the host. */
  readonly detail?: string;
}

export type Taints = readonly Taint[];
