import type { Dependency, Mention } from '../../model/index.js';

/** A manifest's line that declares a package. */
export interface DeclaredHere {
  /** Absolute path of the manifest. */
  readonly manifestPath: string;
  readonly line: Dependency;
}

/** A package that a file names beside manifests: an import, or an argument of a command. */
export interface NamedPackage {
  readonly mention: Mention;
  readonly name: string;
  /** The version, range or tag that the place itself asks for. */
  readonly range?: string;
  /** Of the nearest manifest; absent where none declares it, and where a command asks for a version of its own. */
  readonly declared?: DeclaredHere;
  /** Nothing declares it, and the lockfile holds it all the same, in this version. */
  readonly locked?: string;
  /** Its name may be nobody's business: a scope of the project's own, or one that no package has that it uses. */
  readonly isInternal: boolean;
}
