import type {
  GlobalIntent,
  Intent,
  IntentContext,
  PackageManager,
  ProjectIntent,
  RunIntent,
  Variables,
} from '../manager.js';
import { creatorOf } from './support/creator.js';
import { npmVocabulary } from './support/npm-vocabulary.js';
import {
  isOff,
  isOn,
  lastValue,
  names,
  readWords,
  wordsWithout,
  type Given,
  type Vocabulary,
} from './support/words.js';

/** npm's names of the commands that bring packages onto the machine, with all that it takes for the same. */
const COMMANDS: Readonly<Record<string, ReadonlySet<string>>> = Object.freeze({
  install: names('install add i in ins inst insta instal isnt isnta isntal isntall'),
  ci: names('ci clean-install ic install-clean isntall-clean'),
  'install-test': names('install-test it'),
  'install-ci-test': names('install-ci-test cit clean-install-test sit'),
  update: names('update up upgrade udpate'),
  uninstall: names('uninstall unlink remove rm r un'),
  dedupe: names('dedupe ddp'),
  audit: names('audit'),
  exec: names('exec x'),
  init: names('init create innit'),
  link: names('link ln'),
});

/** What npm has besides: these words are no abbreviations of the above. */
const OTHERS =
  names(`access adduser add-user approve-scripts author bugs c cache completion config deny-scripts deprecate diff
  dist-tag dist-tags docs doctor edit explain explore find-dupes fund get help help-search hlep home info issues la list ll
  login logout logs ls org outdated owner pack ping pkg prefix profile prune publish query rb rebuild repo restart root rum
  run run-script s sbom se search set show shrinkwrap star stars start stop t team test token trust tst undeprecate
  unpublish unstar urn v verison version view why whoami stage`);

/** What the guard says itself; the user's own words on it are left out. */
const OURS = names('prefix global location dry-run package-lock package-lock-only save shrinkwrap');
const LOCK_ONLY = [
  '--package-lock-only',
  '--package-lock=true',
  '--ignore-scripts=true',
  '--save=true',
  '--global=false',
];
const QUIET = ['--audit=false', '--fund=false'];
const LOCKED = ['--package-lock=true', '--global=false'];

export const npm: PackageManager = Object.freeze({
  id: 'npm',
  title: 'npm',
  lockfiles: ['npm-shrinkwrap.json', 'package-lock.json'],
  settings: ['.npmrc'],
  folders: [],
  code: [],
  harmless: (_name: string, text: string) => ({ text }),
  // Of a package from git, npm starts another npm: that one has to know as well.
  resolving: () => ({ npm_config_ignore_scripts: 'true', npm_config_update_notifier: 'false' }),
  installing: {},

  intent(program: string, given: readonly string[], { variables }: IntentContext): Intent {
    const vocabulary = npmVocabulary();
    if (program === 'npx') return npxIntent(given, vocabulary);
    const read = readWords(given, vocabulary);
    const [verb = '', ...operands] = read.operands;
    const command = commandOf(verb);
    if (command === undefined) return shortened(verb) ?? doubtful(read);
    if (asksOnly(read) || (command === 'audit' && operands[0] !== 'fix')) return { kind: 'passes' };
    if (read.unclear !== undefined) return { kind: 'unclear', because: read.unclear };
    return intentOf(command, { ...read, operands }, variables);
  },
});

function intentOf(command: string, read: Given, variables: Variables): Intent {
  if (command === 'exec') return execIntent(read);
  if (command === 'init') return initIntent(read);
  const words = { ...read, operands: [...read.operands, ...read.behind] };
  if (command === 'link') return linkIntent(words);
  return isGlobal(read, variables) ? globalIntent(command, words) : projectIntent(command, words);
}

function commandOf(verb: string): string | undefined {
  const plain = verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return Object.entries(COMMANDS).find(([, all]) => all.has(plain))?.[0];
}

/** npm takes the beginning of a command for the whole. */
function shortened(verb: string): Intent | undefined {
  const plain = verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (plain === '' || OTHERS.has(plain)) return undefined;
  const meant = Object.values(COMMANDS).flatMap((all) => [...all].filter((name) => name.startsWith(plain)));
  return meant[0] === undefined
    ? undefined
    : { kind: 'unclear', because: `npm ${verb} may be short for npm ${meant[0]}: write it out.` };
}

/** A word behind an option that nobody knows may be the command. */
function doubtful({ unclear, operands }: Given): Intent {
  const doubt = unclear !== undefined && operands.some((word) => commandOf(word) !== undefined);
  return doubt ? { kind: 'unclear', because: unclear } : { kind: 'passes' };
}

const asksOnly = (read: Given): boolean => isOn(read, 'usage', 'help', 'version') || isOn(read, 'dry-run');

/** A setting of the environment counts as a word does. */
function isGlobal(read: Given, variables: Variables): boolean {
  const said = new Map(Object.entries(variables).map(([name, value]) => [name.toLowerCase(), value]));
  const on = said.get('npm_config_global') === 'true' || said.get('npm_config_location') === 'global';
  return isOn(read, 'global') || lastValue(read, 'location') === 'global' || (on && !isOff(read, 'global'));
}

function projectIntent(command: string, given: Given): ProjectIntent {
  const options = wordsWithout(given, OURS);
  const tests = command === 'install-test' || command === 'install-ci-test';
  const frozen = { install: [tests ? 'install-ci-test' : 'ci', ...options, ...LOCKED] };
  const installs = isOn(given, 'package-lock-only') ? {} : frozen;
  const common = { kind: 'project', folder: lastValue(given, 'prefix') ?? '', ...installs } as const;
  if (command === 'ci' || command === 'install-ci-test') return { ...common, keeps: 'all' };
  const verb = command === 'install-test' ? 'install' : command;
  const quiet = command === 'audit' ? [] : QUIET;
  return {
    ...common,
    resolve: [verb, ...options, ...LOCK_ONLY, ...quiet, '--', ...given.operands],
    keeps: keptBy(given),
  };
}

function keptBy(given: Given): ProjectIntent['keeps'] {
  if (isOff(given, 'save')) return 'nothing';
  return isOff(given, 'package-lock') ? 'manifest' : 'all';
}

function globalIntent(command: string, given: Given): GlobalIntent | Intent {
  if (command === 'uninstall') return { kind: 'passes' };
  if (command !== 'install' || given.operands.length === 0) {
    return {
      kind: 'unclear',
      because: `What npm ${command} would change for the whole machine cannot be judged: name the packages to npm install --global.`,
    };
  }
  const specs = given.operands;
  const own = wordsWithout(given, OURS);
  const place = wordsWithout(given, names('package-lock package-lock-only save dry-run'));
  const resolve = ['install', ...own, ...LOCK_ONLY, ...QUIET, '--', ...specs];
  const isSaid = isOn(given, 'global') || lastValue(given, 'location') === 'global';
  return {
    kind: 'global',
    specs,
    resolve,
    install: (exact) => ['install', ...place, ...(isSaid ? [] : ['--global']), '--', ...exact],
  };
}

/** Without a name it makes the own project known to the machine. */
function linkIntent({ operands }: Given): Intent {
  return operands.length === 0
    ? { kind: 'passes' }
    : {
        kind: 'unclear',
        because: 'What npm link would install cannot be judged: use npm install with the folder or the package.',
      };
}

function npxIntent(given: readonly string[], vocabulary: Vocabulary): Intent {
  const short = { ...vocabulary.short, p: 'package' };
  const read = readWords(given, { ...vocabulary, short }, true);
  const [first, ...rest] = [...read.operands, ...read.behind];
  return execIntent({ ...read, operands: first === undefined ? [] : [first], behind: rest });
}

function execIntent(read: Given): Intent {
  // Told not to fetch anything, npm does not.
  if (asksOnly(read) || isOff(read, 'yes') || isOn(read, 'no-install')) return { kind: 'passes' };
  if (read.unclear !== undefined) return { kind: 'unclear', because: read.unclear };
  const packages = read.options.flatMap(({ name, value }) =>
    name === 'package' && value !== undefined ? [value] : [],
  );
  const [first, ...rest] = [...read.operands, ...read.behind];
  const calls = read.options.some(({ name }) => name === 'call');
  if (packages.length > 0) return runIntent(read, packages, (calls ? [] : [first ?? '']).concat(rest));
  // Without a package, a call or an empty command runs what is there already.
  if (first === undefined || calls) return { kind: 'passes' };
  return { ...runIntent(read, [first], undefined, rest), local: first };
}

/** @param words what is run, where that is not the program of the one package */
function runIntent(
  read: Given,
  specs: readonly string[],
  words?: readonly string[],
  rest: readonly string[] = [],
): RunIntent {
  const own = wordsWithout(read, names('package yes install no-install prefix global location call'));
  const call = read.options.flatMap(({ name, value }) =>
    name === 'call' && value !== undefined ? [`--call=${value}`] : [],
  );
  return {
    kind: 'run',
    specs,
    resolve: ['install', ...own, ...LOCK_ONLY, ...QUIET, '--', ...specs],
    install: ['ci', ...own, ...LOCKED, ...QUIET],
    // What is not in the folder would be fetched anew: the answer to that question is no.
    run: (exact, folder) => {
      const packages = words === undefined ? [] : exact.map((each) => `--package=${each}`);
      const said = words ?? [exact[0] ?? '', ...rest];
      return [
        'exec',
        ...own,
        ...packages,
        ...call,
        '--yes=false',
        `--prefix=${folder}`,
        ...(call.length > 0 ? [] : ['--', ...said]),
      ];
    },
  };
}

/** `npm init vite` runs `create-vite`. */
function initIntent(read: Given): Intent {
  const [initializer, ...operands] = [...read.operands, ...read.behind];
  if (initializer === undefined) return { kind: 'passes' };
  const name = creatorOf(initializer);
  return name === undefined
    ? { kind: 'unclear', because: `It cannot be told which package npm init ${initializer} would run.` }
    : runIntent(read, [name], undefined, operands);
}
