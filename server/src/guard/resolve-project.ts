import path from 'node:path';
import { textOf, type Replacement } from '../platform/replaced-files.js';
import type { Program } from '../platform/programs/find-program.js';
import type { GuardMachine } from './machine.js';
import type { PackageManager, Variables } from './manager.js';
import { writableFiles, type FoundProject } from './project-copy.js';
import { copyPlace, type Scratch } from './scratch.js';

export interface Resolving {
  readonly machine: GuardMachine;
  readonly program: Program;
  readonly manager: PackageManager;
  readonly variables: Variables;
  readonly trusted: boolean;
  readonly scratch: Scratch;
  readonly signal: AbortSignal;
}

/** What the package manager said when it could not; `because` is a whole sentence. */
export interface Unresolved {
  readonly because: string;
  /** What it printed. */
  readonly text?: string;
}

/**
 * Has the manager write its lockfile in the scratch folder.
 *
 * @param cwd where the command was given, of which its copy takes the place
 */
export async function resolveIn(
  resolving: Resolving,
  cwd: string,
  given: readonly string[],
): Promise<Unresolved | undefined> {
  const { machine, program, manager, variables, trusted, scratch, signal } = resolving;
  const words = await withPlaces(given, cwd, scratch);
  const { status, text } = await machine.run(program, words, {
    cwd: scratch.at(cwd),
    variables: { ...variables, ...safely(variables), ...manager.resolving(trusted) },
    output: 'kept',
    signal,
  });
  if (status === 0) return undefined;
  return {
    because: `${manager.title} could not resolve what the command would install (it ended with ${status}).`,
    text,
  };
}

/** git takes addresses that start programs; these are never meant here. And nothing may ask at the terminal. */
function safely({ GIT_ALLOW_PROTOCOL }: Variables): Variables {
  return { GIT_ALLOW_PROTOCOL: GIT_ALLOW_PROTOCOL ?? 'file:git:http:https:ssh', GIT_TERMINAL_PROMPT: '0' };
}

/** Folders and package files that the command names come along, and are named where they lie now. */
async function withPlaces(given: readonly string[], cwd: string, scratch: Scratch): Promise<readonly string[]> {
  const at = given.indexOf('--');
  if (at < 0) return given;
  const words: string[] = [];
  for (const word of given.slice(at + 1)) words.push(await withPlace(word, cwd, scratch));
  return [...given.slice(0, at + 1), ...words];
}

const PLACE = /^((?:[^@]+@|@[^@]+@)?(?:file:|link:|portal:)?)((?:\.{1,2}|~)?(?:[/\\].*)?|[^@:]+\.tgz)$/;

async function withPlace(word: string, cwd: string, scratch: Scratch): Promise<string> {
  const match = PLACE.exec(word);
  const [, prefix = '', place = ''] = match ?? [];
  if (place === '') return word;
  await copyPlace(scratch, path.resolve(cwd, place));
  return path.isAbsolute(place) ? prefix + scratch.at(place) : word;
}

/** What the manager has changed in the copy, as changes of the original. */
export async function changesOf(
  project: FoundProject,
  manager: PackageManager,
  scratch: Scratch,
): Promise<readonly Replacement[]> {
  const changes: Replacement[] = [];
  for (const file of writableFiles(project, manager)) {
    const before = await textOf(file);
    const after = await textOf(scratch.at(file));
    if (after !== undefined && after !== before) changes.push({ path: file, before, after });
  }
  return changes;
}
