import { parse, stringify } from 'smol-toml';
import type { Intent, PackageManager } from '../manager.js';
import { creatorOf } from './support/creator.js';
import { asLocked, changing, globally, running, unclear, type Locking } from './support/verbs.js';
import { isOff, isOn, lastValue, names, readWords, type Given, type Vocabulary } from './support/words.js';

const COMMANDS: Readonly<Record<string, ReadonlySet<string>>> = Object.freeze({
  add: names('add a'),
  install: names('install i'),
  ci: names('ci'),
  update: names('update'),
  remove: names('remove rm'),
  link: names('link'),
  x: names('x'),
  create: names('create c'),
});

/** Of bun's own `--help`. */
const VOCABULARY: Vocabulary = Object.freeze({
  valued:
    names(`config registry cache-dir cwd backend linker concurrent-scripts network-concurrency filter omit cpu os ca cafile
    minimum-release-age package env-file preload`),
  switches:
    names(`yarn production no-save save dry-run frozen-lockfile force no-cache silent quiet verbose progress summary
    no-progress no-summary verify no-verify ignore-scripts trust global save-text-lockfile lockfile-only dev optional peer exact
    analyze only-missing latest recursive interactive help version bun no-install`),
  short: Object.freeze({
    ...{
      c: 'config',
      y: 'yarn',
      p: 'production',
      f: 'force',
      g: 'global',
      d: 'dev',
      D: 'dev',
      E: 'exact',
      a: 'analyze',
    },
    ...{ r: 'recursive', i: 'interactive', h: 'help', v: 'version', F: 'filter' },
  }),
});

const LOCKING: Locking = Object.freeze({
  lockOnly: ['--lockfile-only', '--ignore-scripts'],
  frozen: ['install', '--frozen-lockfile'],
  ours: names('cwd global save no-save dry-run frozen-lockfile lockfile-only trust'),
  carried: names(`registry cache-dir backend linker concurrent-scripts network-concurrency filter omit cpu os ca cafile
    production force no-cache silent quiet verbose ignore-scripts no-progress no-summary config`),
});

export const bun: PackageManager = Object.freeze({
  id: 'bun',
  title: 'bun',
  lockfiles: ['bun.lock'],
  settings: ['.npmrc', 'bunfig.toml'],
  folders: ['patches'],
  code: [],
  harmless: (name: string, text: string) => (name === 'bunfig.toml' ? withoutScanner(text) : { text }),
  resolving: () => ({}),
  installing: {},

  intent(program: string, given: readonly string[]): Intent {
    const words = program === 'bunx' ? ['x', ...given] : given;
    const before = readWords(words, VOCABULARY, true);
    const [verb = ''] = before.operands;
    const command = Object.entries(COMMANDS).find(([, all]) => all.has(verb))?.[0];
    if (command === undefined) return doubtful(before, words);
    if (command === 'x' || command === 'create') return runs(command, before.behind);
    const read = readWords(words, VOCABULARY);
    if (isOn(read, 'help', 'version', 'dry-run')) return { kind: 'passes' };
    if (read.unclear !== undefined) return unclear(read.unclear);
    return installs(command, { ...read, operands: [...read.operands.slice(1), ...read.behind] }, words);
  },
});

/** `install.security.scanner` names a package that bun loads and runs, `preload` files. */
function withoutScanner(text: string): { readonly text: string } | { readonly problem: string } {
  try {
    const settings = without(parse(text), 'preload');
    const { install } = settings;
    const isTable = typeof install === 'object' && !Array.isArray(install) && !(install instanceof Date);
    return { text: stringify(isTable ? { ...settings, install: without(install, 'security') } : settings) };
  } catch {
    return { problem: 'its bunfig.toml cannot be read' };
  }
}

function without<T extends object>(table: T, dropped: string): Partial<T> {
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== dropped)) as Partial<T>;
}

function doubtful({ unclear: doubt }: Given, words: readonly string[]): Intent {
  const mayInstall = words.some((word) => Object.values(COMMANDS).some((all) => all.has(word)));
  return doubt !== undefined && mayInstall ? unclear(doubt) : { kind: 'passes' };
}

/** Here `-p` names a package. */
function runs(command: string, behind: readonly string[]): Intent {
  const read = readWords(behind, { ...VOCABULARY, short: { ...VOCABULARY.short, p: 'package' } }, true);
  const [first, ...rest] = [...read.operands, ...read.behind];
  if (isOn(read, 'help', 'no-install') || first === undefined) return { kind: 'passes' };
  if (read.unclear !== undefined) return unclear(read.unclear);
  return command === 'create' ? creates(first, rest, read) : runsPackage(first, rest, read);
}

function runsPackage(first: string, rest: readonly string[], read: Given): Intent {
  const intent = running(['x'], { ...read, operands: [first] }, rest, LOCKING);
  const named = read.options.some((option) => option.name === 'package');
  return intent.kind === 'run' && !named ? { ...intent, local: first } : intent;
}

/** A folder or a repository is copied, and its packages installed at once. */
function creates(first: string, rest: readonly string[], read: Given): Intent {
  const isTemplate = /^[./]|\//.test(first.replace(/^@[^/]+\//, ''));
  if (isTemplate) return unclear('A template of bun create cannot be judged before it installs its packages.');
  const name = creatorOf(first);
  return name === undefined
    ? unclear(`It cannot be told which package bun create ${first} would run.`)
    : running(['x'], { ...read, operands: [name] }, rest, LOCKING);
}

function installs(command: string, given: Given, words: readonly string[]): Intent {
  const folder = lastValue(given, 'cwd') ?? '';
  const doubt = cannotBeJudged(command, given);
  if (doubt !== undefined) return unclear(doubt);
  if (isOn(given, 'global')) return global(command, given);
  if (command === 'ci' || isOn(given, 'frozen-lockfile')) {
    return asLocked(
      words.filter((word) => !isPlace(word, given)),
      folder,
    );
  }
  // `bun install NAME` is `bun add NAME`.
  const verb = command === 'install' && given.operands.length > 0 ? 'add' : command;
  const unsaved = isOff(given, 'save') || isOn(given, 'no-save');
  const filesOnly = isOn(given, 'lockfile-only');
  return changing([verb], given, LOCKING, { folder, keeps: unsaved ? 'nothing' : 'all', filesOnly });
}

function cannotBeJudged(command: string, given: Given): string | undefined {
  if (isOn(given, 'interactive')) return 'Versions that are chosen by hand cannot be judged before: name them.';
  return command === 'link' || isOn(given, 'trust', 'analyze')
    ? `What bun ${command} would install here cannot be judged before: use bun add, and bun pm trust afterwards.`
    : undefined;
}

function isPlace(word: string, given: Given): boolean {
  return given.options.some((option) => option.name === 'cwd' && option.words.includes(word));
}

function global(command: string, given: Given): Intent {
  if (command === 'remove') return { kind: 'passes' };
  const adds = (command === 'add' || command === 'install') && given.operands.length > 0;
  return adds
    ? globally('add', ['add', '--global'], given, LOCKING)
    : unclear(
        `What bun ${command} would change for the whole machine cannot be judged: name the packages to bun add --global.`,
      );
}
