import type { Words } from './phrase.js';
import type { Span } from './span.js';
import type { Specifier } from './specifier.js';

/** The manifest's sections that name packages. `overrides` only redirects what others ask for. */
export const DEPENDENCY_SECTIONS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
] as const;

/** `catalog` is a list of versions that the members of a workspace refer to; it stands in other files too. */
export type DependencySection = (typeof DEPENDENCY_SECTIONS)[number] | 'catalog';

/** A name and a specifier as written in a manifest, with their places in its text. */
export interface Dependency {
  /** The key as written: for an alias this is the alias, the real name is `specifier.name`. */
  readonly name: string;
  readonly section: DependencySection;
  /** The value as written, without its quotes. */
  readonly raw: string;
  readonly specifier: Specifier;
  /** Path of the property in the JSON document, for edits: `['dependencies', 'lodash']`. */
  readonly path: readonly string[];
  /** The whole property, from the opening quote of the key to the end of the value. */
  readonly span: Span;
  /** The key, quotes included. */
  readonly nameSpan: Span;
  /** The value, quotes included. */
  readonly specifierSpan: Span;
  /** Of a catalog's entry: the catalog's name, `default` for the one without. */
  readonly catalog?: string;
  /** Named in `bundleDependencies`. */
  readonly bundled?: boolean;
  /** `peerDependenciesMeta` marks it optional. */
  readonly optionalPeer?: boolean;
}

/** Something in a document that could not be read; the rest of the document still counts. */
export interface FormatProblem {
  readonly message: Words;
  readonly span?: Span;
}

/** A `package.json`, or another file that declares dependencies, as far as it can be read. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  /** Patterns of the folders that are members of this project: `packages/*`. */
  readonly workspaces?: readonly string[];
  /** The name of the package manager that the project is for: `pnpm`. */
  readonly packageManager?: string;
  /** Which version of it, where that is told: `10.5.2`. */
  readonly packageManagerVersion?: string;
  /** pnpm: a range that a member satisfies means that member, without `workspace:` before it. */
  readonly linkWorkspacePackages?: boolean;
  /** Yarn's redirections as written: `parent/name` → what is installed instead. */
  readonly resolutions?: Readonly<Record<string, string>>;
  /** What pnpm up to version 10 is told in `pnpm.overrides`, as written. */
  readonly pnpmOverrides?: Readonly<Record<string, string>>;
  /** In document order; a name that stands in two sections is there twice. */
  readonly dependencies: readonly Dependency[];
  readonly problems: readonly FormatProblem[];
}
