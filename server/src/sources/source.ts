import type { PackedFile } from '../artifacts/artifact-reader.js';
import type { FactTypes, KnownRegistries, Outcome, Question, SuggestedName } from '../model/index.js';

/** What a source is asked about. */
export interface LookUp {
  readonly name: string;
  /** The key that stands for it in the manifest or lockfile, where that is another name. */
  readonly alias?: string;
  /** Absent where no version is known yet. */
  readonly version?: string;
  /** The lockfile's URL and integrity, which denote the bytes that will be installed. */
  readonly resolved?: string;
  readonly integrity?: string;
  /** What the registry's document says that can be signed or attested; only given where that is asked about. */
  readonly signed?: SignedContent;
  /** `https://github.com/owner/repo`, as the package names it; only given where that is asked about. */
  readonly repository?: string;
}

/** The content that a registry signs, beside name and version. */
export interface SignedContent {
  readonly integrity: string;
  /** Milliseconds since the epoch. */
  readonly publishedAt?: number;
  readonly signatures: readonly { readonly keyId: string; readonly signature: string }[];
}

export interface LookUpOptions {
  readonly signal: AbortSignal;
  /** `revalidate` asks the origin even where a cached answer has not expired. */
  readonly freshness: 'cached' | 'revalidate';
}

/**
 * One thing the world knows about packages.
 *
 * `lookUp` takes at most `batchSize` requests and answers each in order. It never rejects, except with the signal's
 * reason once that is aborted: everything else that goes wrong is an outcome.
 */
export interface Source<Q extends Question = Question> {
  readonly question: Q;
  readonly batchSize: number;
  /** How long an answer may be kept in memory without being asked for again, in milliseconds. */
  readonly maxAgeMs: number;
  /** Requests with equal keys have equal answers. */
  key(request: LookUp): string;
  lookUp(requests: readonly LookUp[], options: LookUpOptions): Promise<readonly Outcome<FactTypes[Q]>[]>;
}

/** One source for each question. */
export type SourceSet = { readonly [Q in Exclude<SourceQuestion, OptionalQuestion>]: Source<Q> } & {
  /** Absent where the user does not want it to be asked. */
  readonly [Q in OptionalQuestion]?: Source<Q>;
};

/** Questions that take one more service, and that no verdict waits for. */
export type OptionalQuestion = 'downloads' | 'depsDev' | 'scorecard' | 'publicName';

/** What is looked up. The version before and new dependencies are asked about like every other package. */
export type SourceQuestion = Exclude<
  Question,
  'previousArtifact' | 'addedDependencies' | 'namesake' | 'meantPackage' | 'meantDownloads'
>;

/** Reads single files of packages, to be shown. */
export interface PackageFileSource {
  /**
   * The text of a file (path below the package's root), out of the bytes that are denoted: those that were looked into
   * lie in the cache, others are fetched. Rejects only with the signal's reason.
   */
  readText(request: LookUp, file: string, signal: AbortSignal): Promise<Outcome<string>>;
  /** All its files, out of the same bytes. Rejects only with the signal's reason. */
  readContents(request: LookUp, signal: AbortSignal): Promise<Outcome<ReadonlyMap<string, PackedFile>>>;
}

/** Names that go on from what is typed, the likeliest first. Asks nobody. */
export type SuggestNames = (typed: string, limit: number) => Promise<readonly SuggestedName[]>;

/**
 * The sources for the packages of one project: its `.npmrc` decides which registry is asked for which scope.
 * Projects with the same effective configuration get the same set, and so share what is in flight.
 */
export interface SourceProvider {
  /** @param trusted whether the project's own configuration files may decide anything. */
  sourcesFor(projectFolder: string, trusted: boolean): Promise<SourceSet>;
  /** The files of such packages. */
  filesFor(projectFolder: string, trusted: boolean): Promise<PackageFileSource>;
  /** Where such a project's packages may come from. */
  registriesFor(projectFolder: string, trusted: boolean): Promise<KnownRegistries>;
}
