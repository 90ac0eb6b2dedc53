import type { ArtifactFacts, Outcome } from '../model/index.js';

/** Where the bytes of a package are. */
export type PackageSource =
  /** A package file that was fetched. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** A package file on this machine. */
  | { readonly kind: 'archive'; readonly path: string }
  /** A package that lies unpacked in a folder. */
  | { readonly kind: 'folder'; readonly path: string };

/** Says what the bytes of a package do. Nothing of them is run. */
export interface PackageAnalyser {
  /**
   * Whatever the bytes do to the analysis (endless loops, exhausted memory) becomes an outcome that has failed, with a
   * sentence. Rejects only with the signal's reason. Bytes that are handed over may be gone for the caller afterwards.
   */
  analyse(source: PackageSource, signal: AbortSignal): Promise<Outcome<ArtifactFacts>>;
  /** Ends what it runs. What is still under way fails. */
  close(): Promise<void>;
}
