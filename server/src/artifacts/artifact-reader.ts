import type { Outcome, TarballManifest, Words } from '../model/index.js';

/** Which bytes are meant: those of a version, or just those that a lockfile denotes. */
export interface ArtifactRequest {
  readonly name: string;
  readonly version: string;
  /** The lockfile's URL and Subresource Integrity. */
  readonly resolved?: string;
  readonly integrity?: string;
}

/** Reads packages themselves. Nothing of them is run, and nothing of them is written to disk. */
export interface ArtifactReader {
  /**
   * What the package file's own `package.json` and file list say of installing.
   * Bytes that do not match `integrity` have failed with `integrity`. Rejects only with the signal's reason.
   */
  readManifest(request: ArtifactRequest, signal: AbortSignal): Promise<Outcome<TarballManifest>>;

  /**
   * The package file as it is packed, its integrity checked; `too-large` where it has more than `maxBytes`.
   * Rejects only with the signal's reason.
   */
  readBytes(request: ArtifactRequest, maxBytes: number, signal: AbortSignal): Promise<Outcome<Uint8Array>>;
}

/** The text of one file in a package file, or the end of a sentence about that file which says why it cannot be read. */
export type PackageText = { readonly text: string } | { readonly problem: Words };

/** @param file path below the package's root. Never rejects; nothing is unpacked to disk. */
export type ReadPackageText = (packed: Uint8Array, file: string) => Promise<PackageText>;

/** One file of a package file. */
export interface PackedFile {
  /** SHA-256 of its bytes, base64. */
  readonly digest: string;
  readonly bytes: number;
  readonly isBinary: boolean;
  /** Absent for what is no text, and for what is longer than anybody reads. */
  readonly text?: string;
}

/** By path below the package's root, or the end of a sentence about the package file which says why it cannot be read. */
export type PackageContents = { readonly files: ReadonlyMap<string, PackedFile> } | { readonly problem: Words };

/** Never rejects; nothing is unpacked to disk. */
export type ReadPackageContents = (packed: Uint8Array) => Promise<PackageContents>;
