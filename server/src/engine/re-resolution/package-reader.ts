import type { RegistrySpecifier, Specifier } from '../../model/index.js';

/** One thing that a version asks for. */
export interface Ask {
  /** The key as written: for an alias, the alias. */
  readonly key: string;
  readonly raw: string;
  readonly specifier: Specifier;
  readonly kind: 'required' | 'optional' | 'peer';
  /** Its package lies inside the package file of the one who asks. */
  readonly bundled: boolean;
}

/** What registries and package files tell of packages that no lockfile holds yet. */
export interface PackageReader {
  /** Undefined: what the version asks for is not known. */
  asks(name: string, version: string): Promise<readonly Ask[] | undefined>;
  /** The version that somebody who asks for this would get now; undefined: none, or it is not known. */
  resolve(specifier: RegistrySpecifier): Promise<string | undefined>;
  /** A specifier as a manifest's line under this name would mean it. */
  parse(name: string, raw: string): Specifier;
}
