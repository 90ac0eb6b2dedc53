import type {
  Acceptance,
  Assessment,
  Dependency,
  DependencyGraph,
  FileEdits,
  FormatProblem,
  Level,
  LookedInto,
  Manifest,
  Outcome,
  Policy,
  Question,
  Remedy,
  ScriptReview,
  Subject,
  SuggestedName,
  Weakening,
  Words,
} from '../model/index.js';
import type { NamedPackage } from './in-text/named-package.js';
import type { Addition, WantedLine } from './in-text/wanted-line.js';
import type { ComparedVersions } from './comparing/compare-versions.js';
import type { PackageFileRef } from './package-file-ref.js';
import type { Redirection } from './re-resolution/redirections.js';
import type { VersionCandidate } from './safe-version.js';
import type { VersionChoices } from './version-choices.js';

/** Where a project lies, and whether its own files may decide anything. */
export interface ProjectRef {
  /** Absolute path of the manifest. */
  readonly manifestPath: string;
  /** False: its `.npmrc` and policy are not used (the reader is told). */
  readonly trusted: boolean;
  /** Where there is no manifest, the lockfile that would govern it is judged for what it holds. */
  readonly orLockfile?: true;
  /** Absolute path of the lockfile that is meant; absent: the one that governs. */
  readonly lockfile?: string;
}

/** Which project a path means, and which of its lockfiles. */
export type MeantProject = Pick<ProjectRef, 'manifestPath' | 'lockfile'>;

/** A file that declares catalogs. */
export interface CatalogFile {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  /** Its catalogs' entries. */
  readonly entries: readonly Dependency[];
}

export interface WorkspaceMember {
  /** Relative to the workspace's folder, with `/`; `''` for its own. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** What surrounds a project's manifest: the root that names it as a member, or its own folder where it is a root. */
export interface Workspace {
  /** Absolute path. */
  readonly folder: string;
  /** The first one that has an entry counts. */
  readonly catalogs: readonly CatalogFile[];
  /** The root and the members, by folder; empty where nothing of the project depends on them. */
  readonly members: readonly WorkspaceMember[];
  /** A range, not only `workspace:`, can mean a member. */
  readonly linksRanges: boolean;
}

/** A project as read from its files at one moment. */
export interface Project extends ProjectRef {
  readonly folder: string;
  readonly manifestText: string;
  readonly manifest: Manifest;
  readonly lockfilePath?: string;
  readonly graph?: DependencyGraph;
  /** There is no manifest: it is read as an empty one. */
  readonly isLockfileAlone?: true;
  /** Absent where nothing says that there is one. */
  readonly workspace?: Workspace;
  /** What overrides say by now, whether or not an install has made it so. */
  readonly redirections?: readonly Redirection[];
  readonly policy: Policy;
  /** Where the policy file lies; absent: there is none that is used. */
  readonly policyFolder?: string;
  /** Files that are there and could not be read or used, in sentences. */
  readonly notes: readonly Words[];
}

/** A team's decisions before and after a branch. */
export interface DecisionChange {
  readonly before: Policy;
  readonly now: Policy;
  /** What of other files than policies has been made laxer. */
  readonly more: readonly Weakening[];
}

export interface ProjectAssessment {
  /** The manifest's lines, in document order, then what the scope takes from the lockfile, by name. */
  readonly assessments: readonly Assessment[];
  readonly level: Level;
  readonly problems: readonly FormatProblem[];
  readonly notes: readonly Words[];
  /** Some facts are still missing that could be fetched. */
  readonly pending: boolean;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Present while the files of packages are looked into: how far that is, and which one is the next to be done. */
  readonly analysing?: { readonly done: number; readonly total: number; readonly package: string };
}

/**
 * What is judged of a project. `direct`: the manifest's lines. `brought-in`: these, and what they bring in. `all`: the
 * lines and every package of the lockfile. `locked`: every package of the lockfile and no line.
 */
export type JudgeScope = 'direct' | 'brought-in' | 'all' | 'locked';

export interface JudgeOptions {
  readonly signal: AbortSignal;
  readonly scope: JudgeScope;
  readonly freshness?: 'cached' | 'revalidate';
  readonly onProgress?: (progress: Progress) => void;
  /** With it the manifest's lines are looked up before everything else, and this is called when they are complete. */
  readonly onDirect?: () => void;
}

/** `titles`: what would take many package files is left out, and a fix that is about it is `pending`. */
export type FixDepth = 'titles' | 'edits';

/** A file's text before (undefined: there is no such file) and after, or a sentence that says why it cannot be made. */
export type AcceptanceEdit =
  { readonly path: string; readonly before: string | undefined; readonly after: string } | { readonly problem: Words };

/** What a fix changes. */
export type RemedyChanges = Pick<Remedy, 'changes' | 'elsewhere'>;

/** `nobody`: only what is known on this machine counts. */
export type WhoIsAsked = 'everybody' | 'nobody';

/** The one engine behind editor, command line and agents. */
export interface Engine {
  /**
   * The project that a path means: a folder's, or the one that a manifest, a file of settings or a lockfile belongs to.
   * Only names count: nothing is read.
   */
  meant(absolute: string): MeantProject;
  /**
   * Reads manifest, lockfile and policy. Undefined where there is no manifest to read, nor a lockfile in its place where
   * that would do, and where a lockfile is meant that cannot be read.
   */
  open(ref: ProjectRef): Promise<Project | undefined>;
  /** The same from a text that is being edited; the other files are read as `open` does. */
  openText(ref: ProjectRef, manifestText: string): Promise<Project>;
  /** Takes up a project that another engine has read, or of which something was replaced, to be judged as it stands. */
  adopt(project: Project): Promise<Project>;
  /**
   * What a branch makes laxer of a team's decisions; undefined where it does not.
   *
   * @param project with the policy that the branch is judged by
   */
  judgeDecisions(project: Project, change: DecisionChange): Assessment | undefined;
  /**
   * The other files of a workspace that declare dependencies, as absolute paths: the members' manifests, and what holds
   * catalogs. Empty for a project that is no workspace's root.
   */
  workspaceManifests(project: Project): Promise<readonly string[]>;
  /**
   * Reads one lockfile without judging anything. `path` is absolute: a lockfile, or the folder that holds one
   * (`absent` where it holds none).
   */
  readLockfile(path: string): Promise<Outcome<DependencyGraph>>;
  /**
   * Judges the manifest's lines with what is in memory, and recalls what was last said of the lockfile's packages. No
   * input or output, so it can run on every keystroke.
   */
  judgeNow(project: Project, scope: JudgeScope): ProjectAssessment;
  /** Judges everything with what is in memory, in slices, so that nothing has to wait for it. */
  judgeKnown(project: Project, scope: JudgeScope, signal: AbortSignal): Promise<ProjectAssessment>;
  /** Fetches what is missing, then judges. Rejects only with the signal's reason. */
  judge(project: Project, options: JudgeOptions): Promise<ProjectAssessment>;
  /** Judges one package that no manifest names yet. `range` may be a version, a range or a dist-tag. */
  explain(
    name: string,
    range: string | undefined,
    ref: ProjectRef,
    signal: AbortSignal,
    asked?: WhoIsAsked,
  ): Promise<Assessment>;
  /**
   * The packages that a file names beside manifests: what code imports, what commands install. Looks into the settings around it
   * for names that mean something else, and asks nobody.
   *
   * @param file absolute path; a kind of file that is not read names none
   * @param projects the manifests around it, the nearest first
   */
  namedIn(file: string, text: string, projects: readonly Project[]): Promise<readonly NamedPackage[]>;
  /** The manifest with one more line, for the latest safe version. Looks up and judges versions. */
  addition(project: Project, wanted: WantedLine, signal: AbortSignal): Promise<Addition>;
  /**
   * The fixes for one manifest line, or for a package of the lockfile, best first. Looks up and judges other versions.
   */
  remedies(project: Project, assessment: Assessment, signal: AbortSignal, depth?: FixDepth): Promise<readonly Remedy[]>;
  /**
   * Whose install scripts a list of the project's own would allow: of what has some now and is judged well. Fetches what is
   * missing of the whole lockfile. Undefined where no package manager governs.
   */
  reviewScripts(project: Project, signal: AbortSignal): Promise<ScriptReview | undefined>;
  /** Looks into the files of everything that a project has locked, as far as they may be fetched. */
  lookInto(project: Project, options: Pick<JudgeOptions, 'signal' | 'onProgress'>): Promise<readonly LookedInto[]>;
  /**
   * A remedy as edits of the manifest and, behind it, of other files; files in which nothing changes are left out.
   * Undefined where some text is no longer what the remedy was made for.
   */
  remedyEdits(project: Project, remedy: RemedyChanges): Promise<readonly FileEdits[] | undefined>;
  /** The change of the policy file that accepts a finding. */
  acceptanceEdit(project: Project, acceptance: Acceptance): Promise<AcceptanceEdit>;
  /**
   * One file of a package as text, from the bytes that were judged; nothing is unpacked to disk or run.
   * Rejects only with the signal's reason.
   */
  packageFile(ref: ProjectRef, wanted: PackageFileRef, signal: AbortSignal): Promise<Outcome<string>>;
  /**
   * What has changed between the judged version of a subject and another one of the registry's: `absent` where that is not there.
   * Fetches and analyses both. Rejects only with the signal's reason.
   */
  compareVersions(
    project: Project,
    subject: Subject,
    other: string,
    signal: AbortSignal,
  ): Promise<Outcome<ComparedVersions>>;
  /** Much-used names that go on from what is typed, the likeliest first. Asks nobody. */
  suggestNames(typed: string, limit: number): Promise<readonly SuggestedName[]>;
  /**
   * The versions of a name that stands in a project in full; undefined where its registry does not tell any. Rejects only with
   * the signal's reason.
   */
  versionChoices(project: Project, name: string, signal: AbortSignal): Promise<VersionChoices | undefined>;
  /** One of them with all that can be asked about it. Rejects only with the signal's reason. */
  chosenVersion(project: Project, name: string, version: string, signal: AbortSignal): Promise<Assessment>;
  /**
   * Settled versions of a name, the newest first, each with what speaks against it in this project. `range`: only those that
   * satisfy it. Looks up and judges them. Rejects only with the signal's reason.
   */
  versionCandidates(
    project: Project,
    name: string,
    range: string | undefined,
    signal: AbortSignal,
  ): Promise<Outcome<readonly VersionCandidate[]>>;
  /** Drops everything remembered in memory. */
  forget(): void;
  /** Drops what is remembered of the answers to some questions, so that they are put again. */
  forgetAnswers(questions: readonly Question[]): void;
}
