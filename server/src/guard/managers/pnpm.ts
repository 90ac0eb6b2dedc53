import type { Intent, IntentContext, PackageManager } from '../manager.js';
import { creatorOf } from './support/creator.js';
import { asLocked, changing, globally, running, unclear, type Locking } from './support/verbs.js';
import { isOff, isOn, lastValue, names, readWords, type Given, type Vocabulary } from './support/words.js';

const COMMANDS: Readonly<Record<string, ReadonlySet<string>>> = Object.freeze({
  add: names('add'),
  install: names('install i'),
  'install-test': names('install-test it'),
  ci: names('ci clean-install ic install-clean'),
  update: names('update up upgrade'),
  remove: names('remove rm uninstall un uni'),
  dedupe: names('dedupe'),
  link: names('link ln'),
  dlx: names('dlx'),
  create: names('create'),
});

/** Of pnpm's documentation, with what npm's configuration adds to it. */
const VOCABULARY: Vocabulary = Object.freeze({
  valued:
    names(`registry cache-dir store-dir virtual-store-dir modules-dir lockfile-dir global-dir global-bin-dir dir filter
    filter-prod loglevel reporter tag otp proxy https-proxy noproxy no-proxy cafile ca cert key cpu os libc config userconfig
    script-shell node-options network-concurrency fetch-timeout fetch-retries child-concurrency workspace-concurrency
    use-node-version save-prefix save-catalog-name changed-files-ignore-pattern test-pattern allow-build package resolution-mode
    node-linker package-import-method hoist-pattern public-hoist-pattern depth minimum-release-age color fetch-retry-factor
    fetch-retry-mintimeout fetch-retry-maxtimeout maxsockets user-agent trust-policy`),
  switches:
    names(`save-prod save-dev save-optional save-exact save-peer save-catalog save global recursive workspace-root
    ignore-workspace-root-check workspace prod production dev optional lockfile-only frozen-lockfile prefer-frozen-lockfile
    lockfile ignore-scripts ignore-pnpmfile offline prefer-offline force silent stream aggregate-output use-stderr
    fix-lockfile merge-git-branch-lockfiles shamefully-hoist hoist latest interactive fail-if-no-match help version
    strict-peer-dependencies auto-install-peers side-effects-cache verify-store-integrity ignore-workspace include-workspace-root
    resolution-only yes shell-mode engine-strict check parseable json trust-lockfile dangerously-allow-all-builds dry-run`),
  short: Object.freeze({
    ...{ P: 'save-prod', D: 'save-dev', O: 'save-optional', E: 'save-exact', g: 'global', r: 'recursive' },
    ...{ w: 'workspace-root', W: 'ignore-workspace-root-check', C: 'dir', F: 'filter', L: 'latest', i: 'interactive' },
    ...{ s: 'silent', h: 'help', v: 'version', c: 'shell-mode', d: 'loglevel', y: 'yes' },
  }),
});

const OURS = names(
  'dir global lockfile-only frozen-lockfile prefer-frozen-lockfile lockfile ignore-pnpmfile save dry-run',
);
const EVERYWHERE = `registry store-dir virtual-store-dir cache-dir modules-dir node-linker package-import-method filter
  filter-prod recursive ignore-scripts offline prefer-offline force silent loglevel reporter stream aggregate-output use-stderr
  network-concurrency fetch-timeout fetch-retries child-concurrency shamefully-hoist hoist strict-peer-dependencies
  auto-install-peers ignore-workspace config cpu os libc engine-strict verify-store-integrity color`;

export const pnpm: PackageManager = Object.freeze({
  id: 'pnpm',
  title: 'pnpm',
  lockfiles: ['pnpm-lock.yaml'],
  settings: ['.npmrc', 'pnpm-workspace.yaml'],
  folders: ['patches'],
  code: ['.pnpmfile.cjs', '.pnpmfile.mjs', 'pnpmfile.js'],
  harmless: (_name: string, text: string) => ({ text }),
  // Another pnpm that the project names is not fetched and run before anything was judged.
  resolving: () => ({
    npm_config_ignore_scripts: 'true',
    npm_config_manage_package_manager_versions: 'false',
    pnpm_config_manage_package_manager_versions: 'false',
    pnpm_config_pm_on_fail: 'ignore',
    npm_config_update_notifier: 'false',
  }),
  installing: {},

  intent(program: string, given: readonly string[], { trusted }: IntentContext): Intent {
    const words = program === 'pnpx' ? ['dlx', ...given] : given;
    const before = readWords(words, VOCABULARY, true);
    const [verb = ''] = before.operands;
    const command = Object.entries(COMMANDS).find(([, all]) => all.has(verb))?.[0];
    if (command === undefined) return doubtful(before);
    if (command === 'dlx' || command === 'create') return runs(command, words, before);
    const read = readWords(words, VOCABULARY);
    if (isOn(read, 'help', 'version', 'dry-run')) return { kind: 'passes' };
    if (read.unclear !== undefined) return unclear(read.unclear);
    const operands = [...read.operands.slice(1), ...read.behind];
    return installs(command, { ...read, operands }, words, trusted);
  },
});

function doubtful({ unclear: doubt, behind }: Given): Intent {
  const mayInstall = behind.some((word) => Object.values(COMMANDS).some((all) => all.has(word)));
  return doubt !== undefined && mayInstall ? unclear(doubt) : { kind: 'passes' };
}

function runs(command: string, words: readonly string[], before: Given): Intent {
  const at = words.length - before.behind.length;
  const options = readWords(words.slice(at), VOCABULARY, true);
  const read = { ...options, options: [...before.options, ...options.options] };
  const [first, ...rest] = [...options.operands, ...options.behind];
  if (isOn(read, 'help')) return { kind: 'passes' };
  const doubt = before.unclear ?? options.unclear;
  if (doubt !== undefined) return unclear(doubt);
  const name = command === 'create' && first !== undefined ? creatorOf(first) : first;
  if (first !== undefined && name === undefined)
    return unclear(`It cannot be told which package pnpm create ${first} would run.`);
  return running(['dlx'], { ...read, operands: name === undefined ? [] : [name] }, rest, lockingFor('dlx', false));
}

function installs(command: string, given: Given, words: readonly string[], trusted: boolean): Intent {
  const folder = lastValue(given, 'dir') ?? '';
  const locking = lockingFor(command, trusted);
  const doubt = cannotBeJudged(command, given);
  if (doubt !== undefined) return unclear(doubt);
  if (isOn(given, 'global')) return global(command, given, locking);
  if (command === 'ci' || isOn(given, 'frozen-lockfile')) return asLocked(withoutFolder(words, given), folder);
  const keeps = isOff(given, 'lockfile') ? 'manifest' : 'all';
  const filesOnly = isOn(given, 'lockfile-only');
  return changing([command], given, locking, { folder, keeps: isOff(given, 'save') ? 'nothing' : keeps, filesOnly });
}

function cannotBeJudged(command: string, given: Given): string | undefined {
  if (isOn(given, 'interactive')) return 'Versions that are chosen by hand cannot be judged before: name them.';
  if (command === 'link') return 'What pnpm link would install cannot be judged: use pnpm add with the folder.';
  return command === 'install-test'
    ? 'Use pnpm install and then pnpm test: together they cannot be guarded.'
    : undefined;
}

function global(command: string, given: Given, locking: Locking): Intent {
  if (command === 'remove') return { kind: 'passes' };
  return command === 'add' && given.operands.length > 0
    ? globally('add', ['add', '--global'], given, locking)
    : unclear(
        `What pnpm ${command} would change for the whole machine cannot be judged: name the packages to pnpm add --global.`,
      );
}

/** In `add`, `--save-dev` says where a line goes; in `install` the same letter says what is left out. */
function lockingFor(command: string, trusted: boolean): Locking {
  const own = command === 'install' ? ' save-prod save-dev prod production dev optional' : '';
  const lockOnly = ['--lockfile-only', '--ignore-scripts', ...(trusted ? [] : ['--ignore-pnpmfile'])];
  return {
    lockOnly: command === 'install' ? [...lockOnly, '--no-frozen-lockfile'] : lockOnly,
    frozen: ['install', '--frozen-lockfile'],
    ours: OURS,
    carried: names(EVERYWHERE + own),
  };
}

function withoutFolder(words: readonly string[], given: Given): readonly string[] {
  const place = new Set(given.options.filter(({ name }) => name === 'dir').flatMap((option) => option.words));
  return words.filter((word) => !place.has(word));
}
