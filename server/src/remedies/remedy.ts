import type {
  Assessment,
  CatalogUse,
  Dependency,
  Level,
  Manifest,
  PackageManager,
  Remedy,
  RemedyKind,
  Words,
} from '../model/index.js';

/** A version that a fix could put in place, already judged. */
export interface Candidate {
  readonly version: string;
  readonly level: Level;
  /** Meets the definition of a safe version: `engine/safe-version.ts`. */
  readonly safe: boolean;
  /** Why it is not safe, or what is not known of it, in one sentence. */
  readonly reason?: Words;
  /** Same major as what the manifest declares (for 0.x: same minor). */
  readonly withinMajor: boolean;
  /** Satisfies the specifier as it stands. */
  readonly withinRange: boolean;
}

/** A package that could stand in, already judged: exists, and its `latest` is safe. */
export interface Substitute {
  readonly name: string;
  readonly version: string;
  /** Where the suggestion comes from, for the menu: `the name it resembles`, `its deprecation notice`. */
  readonly because: Words;
}

/** All that a remedy may look at. Every look-up was done before by the engine. */
export interface RemedyContext {
  readonly assessment: Assessment;
  /** The manifest line to change. */
  readonly dependency: Dependency;
  /** The version that is judged now, if any. */
  readonly current?: string;
  /** The lowest safe version above the current one, within and beyond the declared major. */
  readonly lowestSafeUpgrade?: Candidate;
  readonly lowestSafeUpgradeWithinMajor?: Candidate;
  /** The highest safe version of all. */
  readonly latestSafe?: Candidate;
  /** The highest safe version below the current one. */
  readonly lastGood?: Candidate;
  readonly substitutes: readonly Substitute[];
  /** Judged versions with something against them: a range must not be written that resolves to one of these. */
  readonly unsafeVersions?: ReadonlySet<string>;
}

/** A line that a manifest does not have yet. */
export interface NewLine {
  readonly name: string;
  readonly version: string;
  readonly section: 'dependencies' | 'devDependencies';
  /** The lines that are there. */
  readonly others: readonly Dependency[];
}

/** One kind of fix. Pure: from judged candidates to edits. */
export interface RemedyMaker {
  readonly kind: RemedyKind;
  offer(context: RemedyContext): readonly Remedy[];
}

/** The files in which a project says what is installed in place of what packages ask for. */
export interface OverrideSite {
  readonly manager: PackageManager;
  readonly lockfileVersion: string;
  /** The manifest beside the lockfile: only there overrides are read. */
  readonly root: SiteFile & { readonly manifest: Manifest };
  /** pnpm's `pnpm-workspace.yaml`; `manifest` is absent where there is no such file. */
  readonly settings?: SiteFile & { readonly manifest?: Manifest };
}

interface SiteFile {
  /** Absolute path; undefined: it is the very manifest that is judged. */
  readonly file?: string;
}

/** A package that an edited project would hold. */
export interface Reached {
  readonly name: string;
  readonly version: string;
  readonly level: Level;
  /** Names from the manifest's line down to the package, both included. */
  readonly way: readonly string[];
}

/** What a project would hold after an edit, as far as that could be found out. */
export interface Outlook {
  /** Versions of the package in question that are still there and still no good. */
  readonly remaining: readonly Reached[];
  /** What would come along that is no good either. */
  readonly added: readonly Reached[];
  /** What could not be checked, in sentences without a stop at their ends. */
  readonly unresolved: readonly Words[];
}

/** A version of the line's own package with which the line no longer brings the problem in. */
export interface ParentUpgrade {
  /** Of the line itself. */
  readonly assessment: Assessment;
  readonly candidate: Candidate;
  /** Versions that a range must not be written for. */
  readonly unsafeVersions: ReadonlySet<string>;
  readonly outlook: Outlook;
}

/** Another version in place of the one in question, wherever or below whom it is asked for. */
export interface OverrideFix {
  readonly site: OverrideSite;
  readonly candidate: Candidate;
  /** Names of packages that ask for something else. */
  readonly against: readonly string[];
  /** Packages below which it holds; empty: everywhere. */
  readonly below: readonly string[];
  /** Those of `below` that manifests name themselves. */
  readonly lines: readonly string[];
  readonly outlook: Outlook;
}

/** All that a fix of a package which no line names may look at. Every look-up was done before by the engine. */
export interface TransitiveContext {
  /** Of the package in question. */
  readonly assessment: Assessment;
  readonly version: string;
  /** The manifest's line that brings it in; undefined: this manifest has none. */
  readonly line?: Dependency;
  /** The catalog's entry that the line refers to: another version is written there. */
  readonly catalog?: CatalogUse;
  /** `later`: not looked for yet. `unknown`: what newer versions bring in could not be found out. */
  readonly parentUpgrade?: ParentUpgrade | 'later' | 'unknown';
  readonly override?: OverrideFix;
  /** What would be left without the line. */
  readonly withoutLine?: Outlook;
}

/** One kind of fix. Pure: from judged candidates to edits. */
export interface TransitiveRemedyMaker {
  readonly kind: RemedyKind;
  offer(context: TransitiveContext): readonly Remedy[];
}

/** The files in which a project says whose install scripts run. */
export interface ScriptSite {
  readonly manager: PackageManager;
  /** `10.5.2`, where the project names it. */
  readonly version?: string;
  /** The manifest beside the lockfile. `file` is absent where it is the very manifest that is judged. */
  readonly root: { readonly file?: string; readonly text: string };
  /** pnpm's and yarn's settings of the project; `text` is absent where there is no such file. */
  readonly settings?: { readonly file: string; readonly text?: string };
}
