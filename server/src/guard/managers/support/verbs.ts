import type { GlobalIntent, Intent, ProjectIntent, RunIntent } from '../../manager.js';
import { wordsOf, wordsWithout, type Given } from './words.js';

/** What the verbs of a manager have in common: how its words for locking and for installing are put together. */
export interface Locking {
  readonly lockOnly: readonly string[];
  /** The command that installs what is locked and changes nothing. */
  readonly frozen: readonly string[];
  /** Options that are left out of what is resolved: the guard says these itself. */
  readonly ours: ReadonlySet<string>;
  /** Options that the frozen install understands too, in the same sense. */
  readonly carried: ReadonlySet<string>;
}

export interface Kept {
  readonly folder: string;
  readonly keeps: ProjectIntent['keeps'];
  /** The command changes files and installs nothing. */
  readonly filesOnly: boolean;
}

/** @param words the command up to its options: `['add']`, `['workspace', 'web', 'add']` */
export function changing(words: readonly string[], given: Given, locking: Locking, kept: Kept): ProjectIntent {
  const { lockOnly, frozen, ours, carried } = locking;
  const operands = given.operands.length > 0 ? ['--', ...given.operands] : [];
  return {
    kind: 'project',
    folder: kept.folder,
    resolve: [...words, ...wordsWithout(given, ours), ...lockOnly, ...operands],
    ...(kept.filesOnly ? {} : { install: [...frozen, ...wordsOf(given, carried)] }),
    keeps: kept.keeps,
  };
}

/** Installs what is locked as it stands, by the command as it was given. */
export function asLocked(install: readonly string[], folder: string): ProjectIntent {
  return { kind: 'project', folder, install, keeps: 'all' };
}

/** @param words the command for the whole machine: `['global', 'add']` */
export function globally(add: string, words: readonly string[], given: Given, locking: Locking): GlobalIntent {
  const { lockOnly, ours, carried } = locking;
  const specs = given.operands;
  return {
    kind: 'global',
    specs,
    resolve: [add, ...wordsOf(given, carried), ...lockOnly, '--', ...specs],
    install: (exact) => [
      ...words,
      ...wordsWithout(given, new Set([...ours].filter((name) => GIVEN_ON.has(name)))),
      '--',
      ...exact,
    ],
  };
}

/** The guard has said these already. */
const GIVEN_ON: ReadonlySet<string> = new Set(['global', 'dry-run']);

/** @param words of the command that runs a package: `['dlx']` */
export function running(
  words: readonly string[],
  read: Given,
  rest: readonly string[],
  locking: Locking,
): RunIntent | Intent {
  const packages = read.options.flatMap(({ name, value }) =>
    name === 'package' && value !== undefined ? [value] : [],
  );
  const [first] = read.operands;
  if (first === undefined) return { kind: 'passes' };
  const specs = packages.length > 0 ? packages : [first];
  const own = wordsWithout(read, new Set(['package']));
  return {
    kind: 'run',
    specs,
    resolve: ['add', ...wordsOf(read, locking.carried), ...locking.lockOnly, '--', ...specs],
    run: (exact) =>
      packages.length > 0
        ? [...words, ...own, ...exact.map((each) => `--package=${each}`), first, ...rest]
        : [...words, ...own, exact[0] ?? '', ...rest],
  };
}

export const unclear = (because: string): Intent => ({ kind: 'unclear', because });
