import type { ArchiveOddityKind, Words } from '../model/index.js';

/** A file of a package, held in memory. */
export interface PackageFile {
  /** Where npm writes it, relative to the package's folder, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /**
   * Present where `bytes` are only the printable texts of a large binary, one a line: how many bytes the file really has.
   * Everything that is no large binary is there whole.
   */
  readonly wholeSize?: number;
  /** Present beside `wholeSize`: its first bytes as they are, which tell of what kind it is. */
  readonly head?: Uint8Array;
}

export interface ArchiveOddity {
  readonly kind: ArchiveOddityKind;
  /** As it stands in the archive. */
  readonly path: string;
  /** Where a link leads, or the other name of a collision. */
  readonly target?: string;
}

/** A package as files in memory. Nothing of it was written anywhere. */
export interface PackageFiles {
  /** In the archive's order; a name that is there twice with different content is there twice. */
  readonly files: readonly PackageFile[];
  readonly oddities: readonly ArchiveOddity[];
  /** What was not kept, and why: the result is incomplete then. An empty path stands for the rest of the archive. */
  readonly skipped: readonly SkippedFile[];
  /** Files there were, kept or not. */
  readonly fileCount: number;
  /** Bytes of all of them. */
  readonly unpackedBytes: number;
}

export interface SkippedFile {
  readonly path: string;
  /** The end of a sentence about it: `is one of more than 100000 entries`. */
  readonly reason: Words;
}
