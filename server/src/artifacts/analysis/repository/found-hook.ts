import type { HookTrigger, Span, Words } from '../../../model/index.js';
import type { ShellSignal } from '../shell/signals.js';
import type { StartedFile } from '../files/install-hooks.js';
import type { RepositoryTree } from './tree.js';

/** A hook as its file's reader has found it. */
export interface FoundHook {
  /** Path below the repository's root. */
  readonly file: string;
  /** Where it stands in the text of the file. */
  readonly span: Span;
  readonly name: string;
  readonly label: Words;
  readonly trigger: HookTrigger;
  /** Where its commands run, without a slash at its end; empty for the root. */
  readonly folder: string;
  readonly commands: readonly string[];
  /** Files that are started without a command. */
  readonly starts?: readonly Pick<StartedFile, 'path' | 'by'>[];
  /** Its file is a bundle of all that it needs. */
  readonly isBundle?: boolean;
  /** What is wrong with it whatever it starts, at offsets in the file. */
  readonly signals?: readonly ShellSignal[];
}

/**
 * One kind of file that makes other programs run something. Never throws.
 *
 * @param tree the rest of the repository, to see what is there
 */
export type HookReader = (path: string, text: string, tree: RepositoryTree) => readonly FoundHook[];

const LONGEST_NAME = 80;

/** Text out of a repository, fit for a sentence. */
export function shownName(name: string): string {
  const line = name
    .slice(0, LONGEST_NAME * 4)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
}

/** The folder of a path, empty for the root. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
