import type { ArtifactFacts, Outcome, RepositoryFacts } from '../model/index.js';

/** Where the bytes of a package are. */
export type PackageSource =
  /** A package file that was fetched. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** A package file on this machine. */
  | { readonly kind: 'archive'; readonly path: string }
  /** A package that lies unpacked in a folder. */
  | { readonly kind: 'folder'; readonly path: string };

/** A repository that somebody has opened: only what other programs would run of it is looked into. */
export interface RepositorySource {
  readonly kind: 'repository';
  /** Absolute path of its root. */
  readonly path: string;
  readonly depth: RepositoryDepth;
}

/** `commands`: what hooks start is read and not interpreted, which takes no time worth speaking of, whatever it holds. */
export type RepositoryDepth = 'commands' | 'code';

/** What an analysis is told to look into. */
export type AnalysisTask = PackageSource | RepositorySource;

/** Says what the files of a repository make other programs run. Nothing of it is run, and nothing outside of it is read. */
export interface RepositoryAnalyser {
  /** As for packages. @param folder absolute path of its root */
  analyseRepository(folder: string, depth: RepositoryDepth, signal: AbortSignal): Promise<Outcome<RepositoryFacts>>;
}

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

/** What takes a tenth of a second and more to start, and is known to be needed before there is anything to analyse. */
export interface EarlyStart {
  /** Does nothing where it has started. */
  start(): void;
}
