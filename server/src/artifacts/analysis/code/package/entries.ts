import { posix } from 'node:path';
import type { Moment } from '../../../../model/index.js';
import { isAgentSettings } from '../../files/agent-files.js';
import { settingsCommands } from '../../files/agent-settings.js';
import { gypPaths } from '../../files/gyp-files.js';
import type { InstallHooks } from '../../files/install-hooks.js';
import { commandsIn } from '../../files/gyp.js';
import { makeCommands } from '../../shell/make-commands.js';
import { startedBy } from '../../files/started-code.js';
import { readCommand } from '../../shell/commands.js';
import { pathsIn, readManifest, type PackageManifest } from './manifest.js';
import { resolveFile } from './resolve.js';

/** Something that runs at a moment: a file of the package, or code on a command line. */
export interface Entry {
  readonly moment: Moment;
  readonly file?: string;
  readonly code?: string;
  /** The command of a lifecycle script. */
  readonly command?: string;
  readonly from: string;
  /** Where the command stands in that file, where that is known. */
  readonly offset?: number;
}

/** What npm runs around an install. `prepare` runs where the package comes from git; `prepublish`, since npm 7, for nobody else. */
const LIFECYCLE = [
  'preinstall',
  'install',
  'postinstall',
  'preprepare',
  'prepare',
  'postprepare',
  'preuninstall',
  'uninstall',
  'postuninstall',
  'dependencies',
];
/** What npm runs of a package that another one brings along. It looks for those nowhere but in the root's `node_modules`. */
const LIFECYCLE_OF_BUNDLED = ['preinstall', 'install', 'postinstall'];
const BUNDLED = /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+package\.json$/;
const RUNS_SCRIPT = /\b(?:npm|pnpm|yarn|bun)\s+(?:-\S+\s+)*(?:run(?:-script)?\s+)?(?:-\S+\s+)*([\w:.-]+)/g;
const WORD = /[^\s"'`;&|()<>]+/g;
const MAX_FOLLOWED = 6;

interface Files {
  readonly has: (path: string) => boolean;
  readonly text: (path: string) => string | undefined;
  readonly paths: readonly string[];
}

/** What runs of a package, the earliest moment first. */
export function entriesOf(files: Files): readonly Entry[] {
  const manifests = files.paths.filter((path) => path === 'package.json' || isInstalledWith(files, path));
  const installs = manifests.flatMap((path) => installEntries(files, path));
  const root = readManifest(files.text('package.json'));
  const imports = [...importEntries(files, root), ...activationEntries(files, root)];
  return [...installs, ...imports, ...settingsEntries(files), ...binEntries(files, root)];
}

/** What some commands, and what they start, come to. */
export function entriesOfHooks({ commands, files, code }: InstallHooks): readonly Entry[] {
  return [
    ...commands.map(({ file, text, moment, offset }) => ({ moment, command: text, from: file, offset })),
    ...files
      .filter(({ by, path }) => by === 'node' || (by === 'other' && isCode(path)))
      .map(({ path, hook: { file, moment } }) => ({ moment, file: path, from: file })),
    ...code
      .filter(({ language }) => language === 'javascript')
      .map((one) => ({ moment: one.hook.moment, code: one.code, from: one.hook.file })),
  ];
}

/** Bundled dependencies, and packages that the package itself points at as `file:` dependencies. */
function isInstalledWith(files: Files, path: string): boolean {
  if (!path.endsWith('/package.json')) return false;
  const folder = path.slice(0, -'/package.json'.length);
  if (BUNDLED.test(path)) return true;
  const { data } = readManifest(files.text('package.json'));
  const targets = ['dependencies', 'optionalDependencies', 'devDependencies', 'workspaces'].flatMap((field) =>
    pathsIn(data[field]),
  );
  return targets.some(
    (target) => posix.normalize(target.replace(/^(?:file|link|portal):/, '')).replace(/\/$/, '') === folder,
  );
}

function installEntries(files: Files, path: string): readonly Entry[] {
  const folder = posix.dirname(path);
  const manifest = readManifest(files.text(path));
  const scripts = (BUNDLED.test(path) ? LIFECYCLE_OF_BUNDLED : LIFECYCLE).flatMap((name) => {
    const command = manifest.scripts[name];
    return command === undefined ? [] : commandEntries(files, manifest, folder, command, `${path}#scripts.${name}`, 0);
  });
  const builds = gypPaths(files.paths, files.text, folder === '.' ? '' : folder).flatMap((gyp) =>
    commandsIn(files.text(gyp) ?? '').flatMap((command) => commandEntries(files, manifest, folder, command, gyp, 0)),
  );
  return [...scripts, ...builds];
}

/** What an assistant or an editor starts when the folder is opened: nobody asks for it any more than for an import. */
function settingsEntries(files: Files): readonly Entry[] {
  return files.paths.filter(isAgentSettings).flatMap((path) =>
    settingsCommands(files.text(path) ?? '').flatMap((command) =>
      [...command.matchAll(WORD)].flatMap(([word]): readonly Entry[] => {
        const file = resolveFile(files.has, posix.normalize(word));
        return file === undefined || !isCode(file) ? [] : [{ moment: 'import', file, from: path }];
      }),
    ),
  );
}

/** The files that a command names, the code that it holds, and the scripts that it runs in turn. */
function commandEntries(
  files: Files,
  manifest: PackageManifest,
  folder: string,
  command: string,
  from: string,
  depth: number,
): readonly Entry[] {
  if (depth > MAX_FOLLOWED) return [];
  const named = [...command.matchAll(WORD)].flatMap(([word]) => {
    const file = resolveFile(files.has, posix.join(folder, word));
    return file === undefined || file.endsWith('package.json') ? [] : [file];
  });
  const further = [...command.matchAll(RUNS_SCRIPT)].flatMap(([, name = '']) => {
    const next = manifest.scripts[name === 't' || name === 'tst' ? 'test' : name];
    return next === undefined || next === command ? [] : commandEntries(files, manifest, folder, next, from, depth + 1);
  });
  const inner = named
    .filter((file) => /\.(?:sh|bash|bat|cmd|ps1)$/i.test(file))
    .flatMap((file) => commandEntries(files, manifest, posix.dirname(file), files.text(file) ?? '', file, depth + 1));
  return [
    { moment: 'install', command, from },
    ...named.filter(isCode).map((file) => ({ moment: 'install' as const, file, from })),
    ...readCommand(command).scripts.map((code) => ({ moment: 'install' as const, code, from })),
    ...inner,
    ...further,
    ...madeEntries(files, manifest, folder, command, depth),
  ];
}

/** What a makefile runs that a command has made. */
function madeEntries(
  files: Files,
  manifest: PackageManifest,
  folder: string,
  command: string,
  depth: number,
): readonly Entry[] {
  if (!command.includes('make')) return [];
  return startedBy(command).flatMap((what) => {
    const made = what.kind === 'make' ? makeCommands(what, folder, files.text) : undefined;
    if (made === undefined || made.text === command) return [];
    return commandEntries(files, manifest, made.folder || '.', made.text, made.file, depth + 1);
  });
}

function isCode(file: string): boolean {
  return !/\.(?:sh|bash|bat|cmd|ps1|py|json|gyp|gypi|md|node|c|cc|cpp|h|exe|dll|so)$/i.test(file);
}

function importEntries(files: Files, { data }: PackageManifest): readonly Entry[] {
  const named = [
    'main',
    'module',
    'browser',
    'exports',
    'jsnext:main',
    'unpkg',
    'jsdelivr',
    'react-native',
    'electron',
    'svelte',
    'umd:main',
  ].flatMap((field) => pathsIn(data[field]));
  const wanted = data.main === undefined && data.exports === undefined ? [...named, 'index.js'] : named;
  const commands = new Set(pathsIn(data.bin).flatMap((path) => matching(files, path)));
  return wanted
    .flatMap((path) => matching(files, path))
    .filter((file) => !commands.has(file) || !isNothingButCommand(files.text(file) ?? ''))
    .map((file) => ({ moment: 'import', file, from: 'package.json' }));
}

/** Editors that call what an extension's main file exports by this name, when they start or soon after. */
const EDITORS = ['vscode', 'atom', 'pulsar'] as const;

function activationEntries(files: Files, { data }: PackageManifest): readonly Entry[] {
  const engines = data.engines as Readonly<Record<string, unknown>> | null | undefined;
  const isExtension = typeof engines === 'object' && EDITORS.some((editor) => typeof engines?.[editor] === 'string');
  if (!isExtension) return [];
  return [...pathsIn(data.main), ...pathsIn(data.browser)]
    .flatMap((path) => matching(files, path))
    .map((file) => {
      const code = `require(${JSON.stringify(`./${file}`)}).activate(require('vscode').context)`;
      return { moment: 'import', code, from: 'package.json' };
    });
}

const GIVES = /\bexports\b|^\s*export\b|[;}]export[\s{*]/m;
const TAKES_ORDERS =
  /\bargv\b|['"](?:commander|yargs|minimist|meow|cac|citty|oclif|@oclif\/core|arg|mri|sade)['"]|\.question\s*\(|['"](?:inquirer|@inquirer\/\w+|prompts|enquirer|@clack\/prompts)['"]/;

/** Named by `main` for want of anything else: it gives nothing to whoever imports it, and asks a command line, or somebody before a screen, what to do. */
function isNothingButCommand(text: string): boolean {
  return text.startsWith('#!') && TAKES_ORDERS.test(text) && !GIVES.test(text);
}

/** `./lib/*.js` in `exports` stands for all of them. */
function matching(files: Files, path: string): readonly string[] {
  const star = path.indexOf('*');
  if (star !== -1) {
    const head = path.slice(0, star).replace(/^\.\//, '');
    const tail = path.slice(star + 1);
    return files.paths.filter((file) => file.startsWith(head) && file.endsWith(tail)).slice(0, 500);
  }
  const file = resolveFile(files.has, path);
  return file === undefined ? [] : [file];
}

function binEntries(files: Files, { data }: PackageManifest): readonly Entry[] {
  const folder = (data.directories as Readonly<Record<string, unknown>> | undefined)?.bin;
  const inFolder =
    typeof folder === 'string' ? files.paths.filter((path) => path.startsWith(posix.join(folder, '/'))) : [];
  return [...pathsIn(data.bin).flatMap((path) => matching(files, path)), ...inFolder].map((file) => ({
    moment: 'command',
    file,
    from: 'package.json',
  }));
}
