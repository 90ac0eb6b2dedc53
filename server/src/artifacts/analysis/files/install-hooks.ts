import type { ArtifactManifest } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';
import { decodeText } from '../text/decode.js';
import { gypCommands } from './gyp.js';
import type { HookCommand } from './hook-command.js';
import { manifestOf, parseManifest } from './manifest.js';
import { makeCommands } from '../shell/make-commands.js';
import { startedBy, type Started } from './started-code.js';

/** A file of the package that runs at some moment, and who starts it. */
export interface StartedFile {
  readonly path: string;
  readonly by: 'node' | 'shell' | 'other';
  readonly hook: HookCommand;
}

/** Code that stands in a command. */
export interface StartedCode {
  readonly code: string;
  readonly language: 'javascript' | 'python';
  readonly hook: HookCommand;
}

/** What installing a package runs. */
export interface InstallHooks {
  readonly commands: readonly HookCommand[];
  readonly files: readonly StartedFile[];
  readonly code: readonly StartedCode[];
}

/**
 * What npm runs, each with its `pre` and `post`. `prepare` runs for a package that is taken from git, and attackers
 * name their package as a git dependency for that reason; `prepublish`, since npm 7, runs for nobody but who publishes.
 */
const LIFECYCLE = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'] as const;

/** A script that runs another, and so on. */
const MAX_DEPTH = 8;

/** Everything that runs when the package is installed: its own scripts, node-gyp's, and those of packages inside it. */
export function installHooks(files: readonly PackageFile[]): InstallHooks {
  const ofManifests = hookingManifests(files).flatMap(({ file, folder, manifest }) =>
    LIFECYCLE.flatMap((name): readonly GivenHook[] => {
      const text = manifest.scripts[name];
      return text === undefined ? [] : [{ hook: { file, folder, name, text, moment: 'install' }, manifest }];
    }),
  );
  const ofBuilds = gypCommands(files).map((hook) => ({ hook }));
  const byPath = new Map(files.map(({ path, bytes }) => [path, bytes]));
  return followed([...ofManifests, ...ofBuilds], {
    has: (path) => byPath.has(path),
    bytes: (path) => byPath.get(path),
    paths: byPath.keys(),
  });
}

/** A command, and the manifest whose scripts it can run. */
export interface GivenHook {
  readonly hook: HookCommand;
  readonly manifest?: ArtifactManifest;
}

/** The files that commands may mean. */
export interface KnownFiles {
  readonly has: (path: string) => boolean;
  readonly bytes: (path: string) => Uint8Array | undefined;
  /** All that can be named without separators; as many as are at hand. */
  readonly paths: Iterable<string>;
}

/** What some commands run, with the scripts and makefiles that they run in turn. */
export function followed(given: readonly GivenHook[], known: KnownFiles): InstallHooks {
  const found: Found = { commands: [], started: [], known };
  for (const one of given) follow(one, found, 0);
  return { commands: found.commands, ...resolved(found.started, known) };
}

interface FoundStart {
  readonly what: Started;
  readonly hook: HookCommand;
}

interface Found {
  readonly commands: HookCommand[];
  readonly started: FoundStart[];
  readonly known: KnownFiles;
}

function follow(given: GivenHook, found: Found, depth: number): void {
  const { hook } = given;
  if (depth > MAX_DEPTH || found.commands.some(({ file, text }) => file === hook.file && text === hook.text)) return;
  found.commands.push(hook);
  for (const what of startedBy(hook.text)) {
    if (what.kind === 'file' || what.kind === 'code') found.started.push({ what, hook });
    for (const next of commandsOf(what, given, found.known)) follow({ ...given, hook: next }, found, depth + 1);
  }
}

/** Commands that a command has run by their names. */
function commandsOf(what: Started, { hook, manifest }: GivenHook, known: KnownFiles): readonly HookCommand[] {
  if (what.kind === 'script')
    return [`pre${what.name}`, what.name, `post${what.name}`].flatMap((name) => {
      const text = manifest?.scripts[name];
      return text === undefined ? [] : [scriptOf(hook, name, text)];
    });
  if (what.kind !== 'make') return [];
  const made = makeCommands(what, hook.folder, (path) => {
    const bytes = known.bytes(path);
    return bytes === undefined ? undefined : decodeText(bytes);
  });
  if (made === undefined) return [];
  return [{ ...hook, ...made, offset: undefined, name: `${hook.name} > make` }];
}

/** It stands in the manifest, whatever has started it. */
function scriptOf(hook: HookCommand, name: string, text: string): HookCommand {
  const file = hook.folder === '' ? 'package.json' : `${hook.folder}/package.json`;
  return { ...hook, offset: undefined, parts: undefined, file, name: `${hook.name} > ${name}`, text };
}

interface HookingManifest {
  readonly file: string;
  readonly folder: string;
  readonly manifest: ArtifactManifest;
}

/** The package's own manifest, and those of the packages that it brings along and that are installed with it. */
function hookingManifests(files: readonly PackageFile[]): readonly HookingManifest[] {
  const all = files.filter(({ path }) => path === 'package.json' || path.endsWith('/package.json'));
  const readable = all.flatMap(({ path, bytes }): readonly HookingManifest[] => {
    const json = parseManifest(bytes);
    const folder = path.slice(0, -'/package.json'.length);
    return json === undefined ? [] : [{ file: path, folder, manifest: manifestOf(json, false) }];
  });
  const root = readable.findLast(({ file }) => file === 'package.json');
  const inner = new Set(root === undefined ? [] : foldersIn(root.manifest));
  return readable.filter(
    (one) => one === root || inner.has(one.folder) || /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(one.folder),
  );
}

/** Folders that the manifest names as dependencies: `file:./vendor/core`. */
function foldersIn({ dependencies, optionalDependencies }: ArtifactManifest): readonly string[] {
  return [...Object.values(dependencies), ...Object.values(optionalDependencies)].flatMap((specifier) => {
    const path = /^(?:file:|link:|portal:)?(\.{0,2}\/.*|[^:@]*)$/.exec(specifier)?.[1];
    const isPath = /^(?:file|link|portal):|^\.{0,2}\//.test(specifier);
    return path === undefined || !isPath ? [] : [normalized('', path)];
  });
}

function resolved(started: readonly FoundStart[], known: KnownFiles): Omit<InstallHooks, 'commands'> {
  const files: StartedFile[] = [];
  const code: StartedCode[] = [];
  for (const { what, hook } of started) {
    if (what.kind === 'code') code.push({ code: what.code, language: what.language, hook });
    if (what.kind !== 'file') continue;
    const written = normalized(hook.folder, what.path);
    const path = fileAt(written, known) ?? withoutSeparators(written, known);
    if (path !== undefined) files.push({ path, by: what.by, hook });
  }
  return { files, code };
}

/** `scripts\\setup.ps1` is a path on Windows, where other shells take the separator for an escape. */
function withoutSeparators(path: string, { paths }: KnownFiles): string | undefined {
  return [...paths].find((one) => one.includes('/') && one.replaceAll('/', '') === path);
}

/** As `node` finds a file: its name, with an ending, or the index of a folder. */
function fileAt(path: string, known: KnownFiles): string | undefined {
  const endings = ['', '.js', '.cjs', '.mjs', '.json', '/index.js', '/index.cjs', '/index.mjs'];
  return endings.map((ending) => (path + ending).replace(/^\//, '')).find((candidate) => known.has(candidate));
}

/** `folder` and `path` together, `.` and `..` resolved; what leads out of the package ends at its root. */
function normalized(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split(/[/\\]/)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
