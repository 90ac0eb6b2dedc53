import type { ArtifactFacts, Incomplete } from './artifact-facts.js';
import { phrase, type Phrase, type Words } from './phrase.js';

/** By what something of a repository is set off: mostly because something else is done, without anybody naming it. */
export type HookTrigger =
  /** Dependencies are installed. */
  | 'install'
  /** A package manager is used, for whatever. */
  | 'package-manager'
  | 'folder-open'
  /** The editor uses a program that the settings of the folder name, or opens a terminal. */
  | 'editor'
  /** A development container is made: on this machine, before there is one. */
  | 'container-host'
  /** Inside of it, where there is less to take. */
  | 'container'
  | 'git'
  /** An assistant works in the folder. */
  | 'assistant'
  /** A tool of the project reads its settings, which are a program. */
  | 'tool'
  /** Somebody runs it by its name, as the first lines of every README ask for: `npm start`. */
  | 'named';

/** A stretch of a text file. Lines and columns are counted from 1, columns in UTF-16 units. */
export interface Stretch {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Something in a repository that makes other programs run something. Names and texts in it are hostile. */
export interface RepositoryHook {
  /** Path below the repository's root, with `/`. */
  readonly file: string;
  /** Tells it from others of the same file: `postinstall`. */
  readonly name: string;
  /** For people: `The script postinstall`. */
  readonly label: Words;
  readonly trigger: HookTrigger;
  /** Where its command, or what stands for one, stands in the file. */
  readonly place: Stretch;
  /** What is handed to a shell, in order; empty where only files are named. */
  readonly commands: readonly string[];
  /** The repository's files that it starts, and those that these name, in turn. */
  readonly files: readonly string[];
  /** Of its commands and all the files that it reaches: another one where any of them changes. */
  readonly digest: string;
}

/** When it runs, in words that follow what it does. */
export const HOOK_MOMENTS: Readonly<Record<HookTrigger, Phrase>> = Object.freeze({
  install: phrase('when dependencies are installed here'),
  'package-manager': phrase('when a package manager is used here'),
  'folder-open': phrase('as soon as the folder is opened and trusted'),
  editor: phrase('when the editor uses it'),
  'container-host': phrase('on this machine, before the container is made'),
  container: phrase('in the container'),
  git: phrase('when git is used here'),
  assistant: phrase('when an AI assistant works here'),
  tool: phrase('when a tool reads its settings'),
  named: phrase('when somebody runs it by its name'),
});

/** What one hook does, as far as its commands and the files that they reach tell. */
export interface HookFacts {
  readonly hook: RepositoryHook;
  readonly artifact: ArtifactFacts;
}

/** What a repository makes other programs run, as its files say. Nothing of it is run. Plain JSON. */
export interface RepositoryFacts {
  readonly hooks: readonly HookFacts[];
  readonly incomplete: readonly Incomplete[];
}
