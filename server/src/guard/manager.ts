/** Environment variables, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What a command line of a package manager would do, as far as a guard has to know. */
export type Intent =
  /** It brings no package onto the machine. */
  | { readonly kind: 'passes' }
  /** It may bring some, and cannot be judged: `because` is a whole sentence. */
  | { readonly kind: 'unclear'; readonly because: string }
  | ProjectIntent
  | GlobalIntent
  | RunIntent;

/** Changes or installs the packages of a project. */
export interface ProjectIntent {
  readonly kind: 'project';
  /** Where it works, relative to the current folder; `''` is that itself. */
  readonly folder: string;
  /** Arguments that write manifest and lockfile and run nothing. Absent: what is locked is installed as it stands. */
  readonly resolve?: readonly string[];
  /** Arguments that install what is locked and change nothing in it. Absent: nothing is installed, only files change. */
  readonly install?: readonly string[];
  /** Which of the changed files stay: none of them where the command says not to save. */
  readonly keeps: 'all' | 'manifest' | 'nothing';
}

/** Installs packages for the whole machine. */
export interface GlobalIntent {
  readonly kind: 'global';
  /** As given: `typescript@5`. */
  readonly specs: readonly string[];
  /** Arguments that lock the packages in an empty project and run nothing. */
  readonly resolve: readonly string[];
  /** @param exact `name@version` of each package, in the order of `specs` */
  readonly install: (exact: readonly string[]) => readonly string[];
}

/** Fetches packages to run one of their programs. */
export interface RunIntent {
  readonly kind: 'run';
  readonly specs: readonly string[];
  /** A program of the project's own that is run in place of a package, if it is there. */
  readonly local?: string;
  readonly resolve: readonly string[];
  /** Arguments that install what is locked in the project of `resolve`; absent: the manager has no way to run from there. */
  readonly install?: readonly string[];
  /** @param folder the project of `resolve`: absolute */
  readonly run: (exact: readonly string[], folder: string) => readonly string[];
}

/** One package manager: what its command lines mean, and how it is kept from running a project's code. */
export interface PackageManager {
  readonly id: 'npm' | 'pnpm' | 'yarn-classic' | 'yarn-berry' | 'bun';
  /** How it is called in sentences. */
  readonly title: string;
  /** Its lockfiles, by name in a project's root. */
  readonly lockfiles: readonly string[];
  /** Names of files that it is configured by, in a project's root and members. */
  readonly settings: readonly string[];
  /** Folders of the root that its resolution reads, such as patches. */
  readonly folders: readonly string[];
  /** Files and folders of a project that run as a part of it: only for a project that is trusted. */
  readonly code: readonly string[];
  /** A settings file without what would run code of the project; a sentence where that cannot be told. */
  readonly harmless: (name: string, text: string) => { readonly text: string } | { readonly problem: string };
  /** For resolving, on top of the user's own variables. */
  readonly resolving: (trusted: boolean) => Variables;
  /** For installing what is locked. */
  readonly installing: Variables;
  /** @param program the name it was called by: `npx` */
  intent(program: string, given: readonly string[], context: IntentContext): Intent;
}

export interface IntentContext {
  readonly variables: Variables;
  /** The project's own code may run while it is resolved. */
  readonly trusted: boolean;
}
