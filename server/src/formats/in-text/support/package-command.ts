import type { CommandMention } from '../../../model/index.js';
import { creatorArgument, packageArgument } from './package-argument.js';
import type { Command, Word } from './shell-words.js';

/** What the arguments behind a subcommand are. */
type Grammar = 'install' | 'run' | 'create';

interface Program {
  /** By subcommand; for programs without subcommands, by `''`. */
  readonly grammars: Readonly<Record<string, Grammar>>;
  /** Options whose value is the next word. */
  readonly valued: ReadonlySet<string>;
}

const words = (text: string): readonly string[] => text.split(/\s+/);
const each = (text: string, grammar: Grammar): Readonly<Record<string, Grammar>> =>
  Object.fromEntries(words(text).map((word) => [word, grammar]));

/** Of the package managers' own documentation, as of late 2026; a value that is missing here would be taken for a package. */
const SHARED_VALUES =
  '--registry --cache --cache-dir --cache-folder --loglevel --reporter --tag --otp --scope --proxy --https-proxy --noproxy --cafile --ca --cert --key --cpu --os --libc --omit --include --only --config --userconfig --globalconfig --script-shell --node-options --network-concurrency --fetch-timeout --fetch-retries --maxsockets --package --access --user-agent --arch --platform --target';
const NPM_VALUES = `${SHARED_VALUES} --prefix -C -w --workspace --install-strategy --location --before --min-release-age --save-prefix --auth-type --audit-level --depth --also --logs-dir --umask --runtime --disturl`;
const PNPM_VALUES = `${SHARED_VALUES} -C --dir -F --filter --filter-prod --store-dir --virtual-store-dir --modules-dir --lockfile-dir --global-dir --global-bin-dir --child-concurrency --workspace-concurrency --use-node-version --save-prefix --save-catalog-name --changed-files-ignore-pattern --test-pattern --allow-build`;
const YARN_VALUES = `${SHARED_VALUES} --cwd --modules-folder --mutex --network-timeout --link-folder --global-folder --preferred-cache-folder --prefix --mode --use-yarnrc`;
const BUN_VALUES = `${SHARED_VALUES} --cwd -c --backend --linker --concurrent-scripts -F --filter --minimum-release-age`;
/** Behind these words the packages to run are named one by one. */
const PACKAGE_OPTIONS: ReadonlySet<string> = new Set(['-p', '--package']);
/** Behind these stands a command for a shell, in place of a package. */
const CALLS: ReadonlySet<string> = new Set(['-c', '--call']);
const RUN_VALUES = '-p --package -c --call -n --node-arg';

const program = (grammars: Program['grammars'], valued: string): Program => ({
  grammars,
  valued: new Set(words(valued)),
});

const PROGRAMS: Readonly<Record<string, Program>> = Object.freeze({
  npm: program(
    {
      ...each('install i add in ins inst insta instal isnt isnta isntal isntall install-test it', 'install'),
      ...each('exec x', 'run'),
      ...each('create init innit', 'create'),
    },
    NPM_VALUES,
  ),
  npx: program({ '': 'run' }, NPM_VALUES),
  pnpm: program({ ...each('add install i', 'install'), dlx: 'run', create: 'create' }, PNPM_VALUES),
  pnpx: program({ '': 'run' }, PNPM_VALUES),
  yarn: program({ add: 'install', dlx: 'run', create: 'create' }, YARN_VALUES),
  bun: program({ ...each('add a install i', 'install'), x: 'run', ...each('create c', 'create') }, BUN_VALUES),
  bunx: program({ '': 'run' }, BUN_VALUES),
  vlt: program(each('install i add', 'install'), SHARED_VALUES),
  deno: program({ ...each('add install i', 'install'), ...each('run x', 'run') }, SHARED_VALUES),
});

/** Programs of which a text without their names has nothing to say. */
export const PACKAGE_PROGRAMS: readonly string[] = Object.freeze(Object.keys(PROGRAMS));

/** Words before a command that are not its program, with options of theirs that take a value. */
const WRAPPERS: Readonly<Record<string, readonly string[]>> = Object.freeze({
  sudo: ['-u', '-g', '-C'],
  doas: ['-u'],
  env: ['-u', '-C'],
  xargs: ['-n', '-I', '-P', '-L', '-d'],
  ...Object.fromEntries(
    words('time exec command nohup cross-env corepack call winpty then do else if while until ! { -').map((word) => [
      word,
      [],
    ]),
  ),
});
const ASSIGNMENT = /^\w+=/;
/** `/usr/bin/npm`, `npm.cmd`, `corepack pnpm@9`. */
const PROGRAM_NAME = /^(?:.*[/\\])?([a-z]+)(?:\.(?:cmd|exe|ps1))?(?:@[^/]*)?$/;

/** The packages that a command installs or runs from the registry. */
export function packagesOf(command: Command): readonly CommandMention[] {
  const [first, ...rest] = withoutWrappers(command);
  const name = PROGRAM_NAME.exec(first?.text ?? '')?.[1] ?? '';
  const found = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  if (found === undefined) return [];
  const mentions = mentionsOf(found, rest);
  // Deno takes addresses and files; only what it is told to get from npm is a package.
  return name === 'deno' ? mentions.filter(({ span }) => isFromNpm(rest, span.start)) : mentions;
}

function isFromNpm(given: readonly Word[], start: number): boolean {
  return given.some(({ text, places }) => places[0] === start && text.startsWith('npm:'));
}

/** `sudo -E`, `NODE_ENV=production`, and `cmd /c` of Windows. */
function withoutWrappers(command: Command): Command {
  let at = 0;
  for (let next = behindWrapper(command, at); next > at; next = behindWrapper(command, at)) at = next;
  return command.slice(at);
}

/** Where the command goes on that one of these is put before; `at` itself where none is. */
function behindWrapper(command: Command, at: number): number {
  const [word, next] = [command[at]?.text ?? '', command[at + 1]?.text ?? ''];
  if (Object.hasOwn(WRAPPERS, word)) return behindOptions(command, at + 1, WRAPPERS[word] ?? []);
  if (ASSIGNMENT.test(word)) return at + 1;
  return /^cmd(?:\.exe)?$/i.test(word) && /^\/[ck]$/i.test(next) ? at + 2 : at;
}

function behindOptions(command: Command, from: number, valued: readonly string[]): number {
  let at = from;
  while (command[at]?.text.startsWith('-') === true) at += valued.includes(command[at]?.text ?? '') ? 2 : 1;
  return at;
}

function mentionsOf({ grammars, valued }: Program, given: readonly Word[]): readonly CommandMention[] {
  if (grammars[''] !== undefined) return argumentsOf(grammars[''], given, valued);
  const at = subcommandAt(given, valued);
  const subcommand = given[at]?.text ?? '';
  const rest = given.slice(at + 1);
  // Yarn: `workspace NAME add`, `global add`.
  if (subcommand === 'global') return mentionsOf({ grammars, valued }, rest);
  if (subcommand === 'workspace') return mentionsOf({ grammars, valued }, rest.slice(1));
  const grammar = Object.hasOwn(grammars, subcommand) ? grammars[subcommand] : undefined;
  return grammar === undefined ? [] : argumentsOf(grammar, rest, valued);
}

function subcommandAt(given: readonly Word[], valued: ReadonlySet<string>): number {
  let at = 0;
  while (given[at]?.text.startsWith('-') === true) at += valued.has(given[at]?.text ?? '') ? 2 : 1;
  return at;
}

function argumentsOf(grammar: Grammar, given: readonly Word[], valued: ReadonlySet<string>): readonly CommandMention[] {
  if (grammar === 'run') return packagesToRun(given, new Set([...valued, ...words(RUN_VALUES)]));
  const { positional } = separated(given, valued);
  if (grammar === 'install') return positional.flatMap((word) => packageArgument(word) ?? []);
  const [first] = positional;
  return first === undefined ? [] : present(creatorArgument(first));
}

/** What is named by options, else the first word: all behind it is for the program that is run. */
function packagesToRun(given: readonly Word[], valued: ReadonlySet<string>): readonly CommandMention[] {
  const { positional, options } = separated(given, valued, true);
  const packages = options.flatMap(({ name, value }) =>
    PACKAGE_OPTIONS.has(name) && value !== undefined ? present(packageArgument(value.word, value.from)) : [],
  );
  if (packages.length > 0 || options.some(({ name }) => CALLS.has(name))) return packages;
  const [first] = positional;
  return first === undefined ? [] : present(packageArgument(first));
}

interface Option {
  readonly name: string;
  /** The word that holds its value, and from where on; undefined: it has none. */
  readonly value?: { readonly word: Word; readonly from: number };
  /** How many words it takes. */
  readonly length: number;
}

interface Separated {
  readonly positional: readonly Word[];
  readonly options: readonly Option[];
}

/** @param endsAtFirst what stands behind the first argument belongs to somebody else */
function separated(given: readonly Word[], valued: ReadonlySet<string>, endsAtFirst = false): Separated {
  const positional: Word[] = [];
  const options: Option[] = [];
  for (let at = 0; at < given.length && !(endsAtFirst && positional.length > 0);) {
    const word = given[at];
    const option = word && optionAt(word, given[at + 1], valued);
    if (option !== undefined) options.push(option);
    else if (word !== undefined) positional.push(word);
    at += option?.length ?? 1;
  }
  return { positional, options };
}

function optionAt(word: Word, next: Word | undefined, valued: ReadonlySet<string>): Option | undefined {
  if (!word.text.startsWith('-')) return undefined;
  const equals = word.text.indexOf('=');
  if (equals >= 0) return { name: word.text.slice(0, equals), value: { word, from: equals + 1 }, length: 1 };
  if (!valued.has(word.text)) return { name: word.text, length: 1 };
  return { name: word.text, length: 2, ...(next === undefined ? {} : { value: { word: next, from: 0 } }) };
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
