import type { DataKind, Moment, Place, SinkKind } from './flow.js';

/**
 * What an export of a package is called, as code that has imported the package writes it: `''` for what `require` gives, `.load`,
 * `.load()` for what calling it gives, `.Client().send`, `/lib/x.load` below a path. A default export is what `require` gives.
 */
export type ExportPath = string;

/** An export of another package. */
export interface ImportUse {
  /** As it is imported: a dependency's name, or its alias. */
  readonly package: string;
  readonly path: ExportPath;
}

/** One at a place: what a call is handed and what it gives have the same. */
export interface ImportSite extends ImportUse {
  readonly site: string;
}

/** Where data comes from, as far as one package alone can tell. */
export type CrossingSource =
  | { readonly kind: 'data'; readonly source: DataKind; readonly detail?: string; readonly at: Place }
  /** A text that stands in the code. */
  | { readonly kind: 'constant'; readonly at: Place }
  /** What the package's own export is called with. */
  | { readonly kind: 'parameter'; readonly path: ExportPath; readonly index: number }
  /** What another package gives: as a value, a result, or to a function that it is handed. */
  | ({ readonly kind: 'import' } & ImportSite);

/** Where data goes, as far as one package alone can tell. */
export type CrossingTarget =
  | {
      readonly kind: 'sink';
      readonly sink: SinkKind;
      readonly host?: string;
      readonly address?: string;
      readonly at: Place;
    }
  /** The package's own export gives it, in any of those ways. */
  | { readonly kind: 'given'; readonly path: ExportPath }
  | ({ readonly kind: 'argument'; readonly index: number } & ImportSite);

interface Happening {
  readonly moment: Moment;
  /** The own export in whose call it happens; absent where the package does it by itself. */
  readonly when?: ExportPath;
}

/** A part of a flow, at least one end of which lies with another package or with whoever calls this one. */
export interface Crossing extends Happening {
  readonly from: CrossingSource;
  readonly to: CrossingTarget;
  /** The encodings between the two. */
  readonly via: readonly string[];
}

/** A call of what another package exports. */
export interface ImportCall extends Happening, ImportUse {}

/** What a package takes from others and gives to them: enough to put flows together that run through several packages. */
export interface Exchange {
  readonly crossings: readonly Crossing[];
  readonly calls: readonly ImportCall[];
}
