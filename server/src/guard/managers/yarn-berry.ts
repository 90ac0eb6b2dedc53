import { isMap, isScalar, parseDocument } from 'yaml';
import type { Intent, PackageManager } from '../manager.js';
import { creatorOf } from './support/creator.js';
import { asLocked, changing, running, unclear, type Locking } from './support/verbs.js';
import { isOn, lastValue, names, readWords, type Given } from './support/words.js';
import { BERRY } from './support/yarn-words.js';

const COMMANDS = names(
  'add install up remove dedupe dlx create import link workspace workspaces patch-commit upgrade upgrade-interactive',
);

/** Yarn takes words of its own only: what it does not know is an error, so these are all that the last step understands too. */
const LOCKING: Locking = Object.freeze({
  lockOnly: ['--mode=update-lockfile'],
  frozen: ['install', '--immutable'],
  ours: names('mode cwd immutable immutable-cache'),
  carried: names('json inline-builds check-cache'),
});

export const yarnBerry: PackageManager = Object.freeze({
  id: 'yarn-berry',
  title: 'Yarn',
  lockfiles: ['yarn.lock'],
  settings: ['.yarnrc.yml'],
  folders: ['.yarn/patches', '.yarn/versions', 'patches'],
  code: ['.yarn/releases', '.yarn/plugins', 'yarn.config.cjs'],
  harmless: (_name: string, text: string) => withoutCode(text),
  resolving: (trusted: boolean) => ({
    YARN_ENABLE_SCRIPTS: '0',
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
    YARN_ENABLE_GLOBAL_CACHE: '1',
    YARN_ENABLE_PROGRESS_BARS: '0',
    ...(trusted ? {} : { YARN_IGNORE_PATH: '1', YARN_ENABLE_CONSTRAINTS_CHECKS: '0' }),
  }),
  // A project may say that other bytes than those that are locked are to be taken silently.
  installing: { YARN_CHECKSUM_BEHAVIOR: 'throw' },

  intent(_program: string, given: readonly string[]): Intent {
    const before = readWords(given, BERRY, true);
    const [verb = 'install'] = before.operands;
    if (verb === 'dlx' || verb === 'create') return runs(verb, before.behind);
    if (!COMMANDS.has(verb)) return doubtful(before, given);
    const read = readWords(given, BERRY);
    if (isOn(read, 'help', 'version')) return { kind: 'passes' };
    if (read.unclear !== undefined) return unclear(read.unclear);
    return intentOf(verb, { ...read, operands: [...read.operands.slice(1), ...read.behind] }, given);
  },
});

function doubtful({ unclear: doubt }: Given, given: readonly string[]): Intent {
  return doubt !== undefined && given.some((word) => COMMANDS.has(word)) ? unclear(doubt) : { kind: 'passes' };
}

/** What Yarn loads and runs. */
const CODE_KEYS = ['plugins', 'yarnPath'];

/**
 * Without what Yarn would load and run. Its own reader takes an alias and a list for a key as well (`*a : …`, `? [plugins]`): no
 * person writes that, and what would be left is not known.
 */
function withoutCode(text: string): { readonly text: string } | { readonly problem: string } {
  const document = parseDocument(text, { merge: false, logLevel: 'error' });
  const { contents } = document;
  if (document.errors.length > 0) return UNREADABLE;
  if (contents === null || (isScalar(contents) && contents.value === null)) return { text: '' };
  if (!isMap(contents) || !contents.items.every(({ key }) => isScalar(key))) return UNREADABLE;
  for (const key of CODE_KEYS) document.delete(key);
  try {
    return { text: document.toString() };
  } catch {
    // An alias of what is not there any more, or never was.
    return UNREADABLE;
  }
}

const UNREADABLE = Object.freeze({ problem: 'its .yarnrc.yml cannot be read' });

function runs(verb: string, behind: readonly string[]): Intent {
  const read = readWords(behind, BERRY, true);
  const [first, ...rest] = [...read.operands, ...read.behind];
  if (isOn(read, 'help')) return { kind: 'passes' };
  if (read.unclear !== undefined) return unclear(read.unclear);
  const name = verb === 'create' && first !== undefined ? creatorOf(first) : first;
  if (first !== undefined && name === undefined)
    return unclear(`It cannot be told which package yarn create ${first} would run.`);
  return running(['dlx'], { ...read, operands: name === undefined ? [] : [name] }, rest, LOCKING);
}

function intentOf(verb: string, given: Given, all: readonly string[]): Intent {
  const [first, ...rest] = given.operands;
  const doubt = cannotBeJudged(verb, given);
  if (doubt !== undefined) return unclear(doubt);
  if (verb === 'workspaces') return forMany(first, rest, all);
  if (verb === 'workspace') return inWorkspace(first, rest, given, all);
  return isOn(given, 'check') ? { kind: 'passes' } : installs(verb, given, all);
}

function cannotBeJudged(verb: string, given: Given): string | undefined {
  const byHand = isOn(given, 'interactive') || verb === 'upgrade-interactive';
  if (byHand) return 'Versions that are chosen by hand cannot be judged before: name them to yarn up.';
  return verb === 'link' || verb === 'patch-commit'
    ? `What yarn ${verb} would change cannot be judged before.`
    : undefined;
}

function installs(verb: string, given: Given, all: readonly string[]): Intent {
  const folder = lastValue(given, 'cwd') ?? '';
  const mode = lastValue(given, 'mode');
  if (verb === 'install' && isOn(given, 'immutable', 'frozen-lockfile')) return asLocked(all, folder);
  const intent = changing([verb], given, LOCKING, { folder, keeps: 'all', filesOnly: mode === 'update-lockfile' });
  return mode === 'skip-build' && intent.install !== undefined
    ? { ...intent, install: [...intent.install, '--mode=skip-build'] }
    : intent;
}

/** `focus` installs a part of what is locked; `foreach` gives any command. */
function forMany(what: string | undefined, rest: readonly string[], all: readonly string[]): Intent {
  if (what === 'focus') return asLocked(all, '');
  const installs = rest.some((word) => COMMANDS.has(word));
  return installs
    ? unclear('A command for many workspaces cannot be guarded: give it in one of them.')
    : { kind: 'passes' };
}

function inWorkspace(name: string | undefined, words: readonly string[], given: Given, all: readonly string[]): Intent {
  const [verb = '', ...operands] = words;
  if (name === undefined || !COMMANDS.has(verb)) return { kind: 'passes' };
  if (names('workspace workspaces dlx create').has(verb))
    return unclear(`yarn workspace ${name} ${verb} cannot be guarded.`);
  const inner = intentOf(verb, { ...given, operands }, all);
  if (inner.kind !== 'project' || inner.resolve === undefined) return inner;
  return { ...inner, resolve: ['workspace', name, ...inner.resolve] };
}
