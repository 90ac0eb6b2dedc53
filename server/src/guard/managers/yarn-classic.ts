import type { Intent, PackageManager } from '../manager.js';
import { asLocked, changing, globally, unclear, type Locking } from './support/verbs.js';
import { isOff, isOn, lastValue, names, readWords, type Given } from './support/words.js';
import { CLASSIC } from './support/yarn-words.js';

const COMMANDS = names('add install upgrade upgrade-interactive remove import create global workspace workspaces link');

/** Yarn 1 has no mode that only locks: in the scratch folder it installs, with scripts off, and what it has unpacked is thrown away. */
const LOCKING: Locking = Object.freeze({
  lockOnly: ['--ignore-scripts', '--non-interactive', '--no-bin-links', '--no-progress'],
  frozen: ['install', '--frozen-lockfile'],
  ours: names('cwd modules-folder link-folder lockfile no-lockfile pure-lockfile frozen-lockfile'),
  carried: names(`registry cache-folder modules-folder link-folder preferred-cache-folder mutex proxy https-proxy
    network-concurrency network-timeout ignore-scripts ignore-platform ignore-engines ignore-optional force flat production prod
    non-interactive silent verbose offline prefer-offline json bin-links no-bin-links check-files link-duplicates use-yarnrc
    no-progress default-rc no-default-rc emoji no-emoji`),
});

export const yarnClassic: PackageManager = Object.freeze({
  id: 'yarn-classic',
  title: 'Yarn 1',
  lockfiles: ['yarn.lock'],
  settings: ['.npmrc', '.yarnrc'],
  folders: [],
  code: [],
  harmless: (name: string, text: string) => ({ text: name === '.yarnrc' ? withoutProgram(text) : text }),
  resolving: (trusted: boolean) => (trusted ? {} : { YARN_IGNORE_PATH: '1' }),
  installing: {},

  intent(_program: string, given: readonly string[]): Intent {
    const read = readWords(given, CLASSIC);
    const [verb = 'install', ...operands] = read.operands;
    if (!COMMANDS.has(verb) || isOn(read, 'help', 'version')) return doubtful(read, given);
    if (read.unclear !== undefined) return unclear(read.unclear);
    return intentOf([verb], { ...read, operands: [...operands, ...read.behind] }, given);
  },
});

/** `yarn-path` names a program of the project that runs in Yarn's place. */
function withoutProgram(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*["']?yarn-path\b/.test(line))
    .join('\n');
}

function doubtful({ unclear: doubt }: Given, given: readonly string[]): Intent {
  return doubt !== undefined && given.some((word) => COMMANDS.has(word)) ? unclear(doubt) : { kind: 'passes' };
}

function intentOf(words: readonly string[], given: Given, all: readonly string[]): Intent {
  const verb = words.at(-1) ?? '';
  const [first, ...rest] = given.operands;
  switch (verb) {
    case 'workspace':
      return inWorkspace(first, rest, given, all);
    case 'workspaces':
      return forMany(rest);
    case 'global':
      return global(first, rest, given);
    case 'create':
      return operandsOf(given);
    case 'link':
      return { kind: 'passes' };
    case 'upgrade-interactive':
      return unclear('Versions that are chosen by hand cannot be judged before: name them to yarn upgrade.');
    default:
      return installs(words, given, all);
  }
}

function forMany(words: readonly string[]): Intent {
  return words.some((word) => COMMANDS.has(word))
    ? unclear('A command for all workspaces cannot be guarded: give it in one of them.')
    : { kind: 'passes' };
}

function installs(words: readonly string[], given: Given, all: readonly string[]): Intent {
  const folder = lastValue(given, 'cwd') ?? '';
  if (isOn(given, 'frozen-lockfile')) return asLocked(withoutFolder(all, given), folder);
  // Yarn refuses it itself.
  if (words.at(-1) === 'install' && given.operands.length > 0) return { kind: 'passes' };
  return changing(words, given, LOCKING, { folder, keeps: keeps(given), filesOnly: false });
}

function keeps(given: Given): 'all' | 'manifest' {
  const unlocked = isOff(given, 'lockfile') || isOn(given, 'no-lockfile', 'pure-lockfile');
  return unlocked ? 'manifest' : 'all';
}

function operandsOf({ operands }: Given): Intent {
  return operands.length === 0
    ? { kind: 'passes' }
    : unclear(
        'Yarn 1 installs what yarn create runs for the whole machine, at no version that can be said before: use npm init, which is judged.',
      );
}

function inWorkspace(name: string | undefined, words: readonly string[], given: Given, all: readonly string[]): Intent {
  const [verb = '', ...operands] = words;
  if (name === undefined || !COMMANDS.has(verb)) return { kind: 'passes' };
  if (verb === 'workspace' || verb === 'global') return unclear(`yarn workspace ${verb} cannot be guarded.`);
  const inner = intentOf([verb], { ...given, operands }, all);
  if (inner.kind !== 'project' || inner.resolve === undefined) return inner;
  return { ...inner, resolve: ['workspace', name, ...inner.resolve] };
}

function global(verb: string | undefined, operands: readonly string[], given: Given): Intent {
  if (verb === 'add' && operands.length > 0) return globally('add', ['global', 'add'], { ...given, operands }, LOCKING);
  const changes = verb === 'add' || verb === 'upgrade' || verb === 'upgrade-interactive';
  return changes
    ? unclear('Name the packages to yarn global add: what else changes for the whole machine cannot be judged.')
    : { kind: 'passes' };
}

function withoutFolder(words: readonly string[], given: Given): readonly string[] {
  const place = new Set(given.options.filter(({ name }) => name === 'cwd').flatMap((option) => option.words));
  return words.filter((word) => !place.has(word));
}
