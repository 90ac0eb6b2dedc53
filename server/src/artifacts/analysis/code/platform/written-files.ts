import type { BehaviourKind } from '../../../../model/index.js';
import { join, known, unknown } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import { allTaints, taint } from '../values/taints.js';
import { knownParts, PACKAGE_ROOT, placeholder, readable, textsOf } from '../values/text.js';
import type { Machine, Taints, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';
import { npmrcSignals } from '../../files/configuration-files.js';
import { noteObeyed, noteStarts, WORKFLOW, ownFile } from './obeyed-files.js';
import { isOfWallet, meaningOfPlace, meaningOfText } from './written-places.js';

/** Places from which something is started without being asked for again. Documentation of the systems and shells themselves. */
const AUTOSTART =
  /(?:^|[\\/])(?:LaunchAgents|LaunchDaemons)[\\/]|(?:^|[\\/])systemd[\\/](?:user|system)[\\/]|Start Menu[\\/]Programs[\\/]Startup|(?:^|[\\/])\.config[\\/]autostart[\\/]|^[\\/]etc[\\/](?:cron|init\.d|rc\.local|profile)|(?:^|[\\/])(?:crontab|cron\.d)(?:[\\/]|$)/i;
const SHELL_START =
  /(?:^|[\\/])\.(?:bashrc|bash_profile|bash_login|zshrc|zprofile|zshenv|profile|config[\\/]fish[\\/]config\.fish)$/i;
const SSH_ACCESS = /(?:^|[\\/])\.ssh[\\/](?:authorized_keys2?|config|rc)$/i;
/** What an assistant or an editor reads as orders, or runs by itself. */
const AGENT_FILES =
  /(?:^|[\\/])(?:\.claude[\\/](?:settings(?:\.local)?\.json|hooks|agents|commands|skills)|\.claude\.json|CLAUDE\.md|AGENTS\.md|GEMINI\.md|\.cursorrules|\.windsurfrules|\.cursor[\\/](?:rules|mcp\.json|hooks)|\.gemini[\\/]settings\.json|\.vscode[\\/](?:tasks|mcp)\.json|mcp\.json|claude_desktop_config\.json|\.codex[\\/]|\.github[\\/]copilot-instructions\.md|\.continue[\\/]|\.opencode[\\/])/;
/** Programs that are installed on the machine, by the folders that systems and Electron put them into. */
const APPLICATION =
  /^(?:\uE000home\uE001|[A-Za-z]:|[\\/](?:Applications|opt|usr))[\\/].*[\\/](?:resources[\\/]app(?:\.asar|[\\/])|[\w ]+\.app[\\/]Contents[\\/])/i;
/** Another package's code, from inside of a package or of the project. */
const OTHER_PACKAGE =
  /(?:^|[\\/])node_modules[\\/](?!\.(?:cache|bin)(?:[\\/]|$))|(?:^|[\\/])resources[\\/]app(?:\.asar|[\\/])/;

/** What it means to write to a file, by its path; the first that fits. */
const MEANINGS: readonly (readonly [RegExp, BehaviourKind])[] = [
  [AUTOSTART, 'autostart'],
  [SHELL_START, 'autostart'],
  [AGENT_FILES, 'agent-configuration'],
  [WORKFLOW, 'workflow-written'],
  [APPLICATION, 'application-changed'],
];

function otherPackage(path: string): BehaviourKind | undefined {
  return isOtherPackage(path) ? 'other-package-changed' : undefined;
}

/** The text of `process.execPath`. Who replaces what runs him by a newer one of the kind does not run that; every command of Node.js would. */
const OWN_PROGRAM = 'node';

/** What is written to a file. */
export function keepWritten(machine: Machine, path: string, data: Value): void {
  if (path === OWN_PROGRAM) return;
  const old = machine.written.get(path);
  machine.written.set(path, old === undefined ? data : join(old, data));
}

/** What is written to a file, and what that means. */
export function noteWrite(machine: Machine, path: string, data: Value): void {
  keepWritten(machine, path, data);
  noteMeaning(machine, path, data);
  noteObeyed(machine, path, data);
  if (NPMRC.test(path)) noteSettings(machine, path, data);
  noteLockfile(machine, path);
}

function noteMeaning(machine: Machine, path: string, data: Value): void {
  const shown = readable(path);
  const meant = MEANINGS.find(([pattern]) => pattern.test(path))?.[1] ?? meaningOfPlace(path) ?? otherPackage(path);
  const told = meant === 'application-changed' && isOfWallet(path) ? 'wallet-changed' : meant;
  const said = textsOf(data).flatMap((text) => meaningOfText(path, text) ?? []);
  if (SSH_ACCESS.test(path)) noteSshAccess(machine, shown, data);
  else for (const kind of new Set([told ?? [], said].flat())) machine.behave(kind, shown);
  if (told !== undefined) noteContent(machine, told, path, data);
}

/** What stands in a file that somebody else runs. */
function noteContent(machine: Machine, told: BehaviourKind, path: string, data: Value): void {
  if (told === 'autostart' || told === 'agent-configuration') noteStarts(machine, path, data);
  if (told === 'application-changed' || told === 'wallet-changed') noteReplaced(machine, path, data);
  if (told === 'other-package-changed' && SOURCE.test(path)) noteAddedCode(machine, data);
}

const SOURCE = /\.[cm]?js$/;

/** A part of a program runs with the next start of that program. */
function noteReplaced(machine: Machine, path: string, data: Value): void {
  const taints = allTaints(data).filter(({ kind }) => kind === 'downloaded');
  if (taints.length > 0) machine.report({ sink: 'written-and-run', taints, detail: readable(path) });
}

/** Code that is put into another package's file, behind or before what stands there, runs wherever that one does. */
function noteAddedCode(machine: Machine, data: Value): void {
  for (const text of textsOf(data)) machine.evaluateText(known(knownParts(text), allTaints(data)), undefined);
}

/** What says for a whole project what is installed, and from where. */
const LOCKFILE =
  /^(?:\uE000(?:project|cwd)\uE001|\.{1,2})[\\/](?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/;

/** Programs that mend lockfiles are asked to. */
function noteLockfile(machine: Machine, path: string): void {
  const isUnasked = machine.moment === 'install' || machine.moment === 'import';
  if (isUnasked && LOCKFILE.test(path)) machine.behave('downloads-redirected', readable(path));
}

const NPMRC = /(?:^|[\\/])\.npmrc$/;
const OTHER_REGISTRY =
  /^[ \t]*(?:@[^:\s=]+:)?registry[ \t]*=[ \t]*https?:\/\/(?!registry\.(?:npmjs\.org|npmmirror\.com|yarnpkg\.com))/m;

/** What npm is told by what is put into its file. */
function noteSettings(machine: Machine, path: string, data: Value): void {
  for (const text of textsOf(data)) {
    for (const { kind, detail } of npmrcSignals(text)) if (kind === 'npmrc-runs') machine.behave('autostart', detail);
    if (OTHER_REGISTRY.test(text)) machine.behave('downloads-redirected', readable(path));
  }
}

/** Programs of the systems that take pictures of the screen, and what they write them to. */
const SCREENSHOT =
  /\b(?:screencapture|scrot|gnome-screenshot|grim|maim|spectacle|nircmd(?:\.exe)?\b[^|;&]*\bsavescreenshot|import\s+-window\s+root|CopyFromScreen)\b/i;
const PICTURE = /[^\s"'`;|&<>()]+\.(?:png|jpe?g|bmp|gif|tiff?)\b/gi;

/** A command leaves a picture of the screen in a file. */
export function noteScreenshot(machine: Machine, command: string): void {
  if (!SCREENSHOT.test(command)) return;
  for (const [path] of command.matchAll(PICTURE))
    machine.written.set(path, unknown(taint('screenshot', machine.position(), path)));
}

/** A key that stands in the code opens the machine for whoever has its other half. Keys that a caller gives are the caller's. */
function noteSshAccess(machine: Machine, shown: string, data: Value): void {
  const isConstantKey = textsOf(data).some((text) => /\b(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+)\s/.test(text));
  machine.behave(isConstantKey ? 'ssh-key-planted' : 'ssh-access', shown);
}

/** They tell an editor what code there is, and are not run. */
const DECLARATIONS = /\.d\.[cm]?ts$/;

/** What git runs, wherever a repository's `.git` may say that its folder is. No package has such a file. Git's own githooks(5). */
const GIT_HOOK =
  /[\\/]hooks[\\/](?:(?:pre|post)-(?:applypatch|commit|merge-commit|rebase|checkout|merge|push|receive|update|auto-gc|rewrite|index-change)|(?:prepare-)?commit-msg|applypatch-msg|update|proc-receive|reference-transaction|push-to-checkout|sendemail-validate|fsmonitor-watchman)$/;

/** It lies beside all packages, as what a tool writes into the folder that it takes for the project's. No code is loaded from there. */
const BESIDE_PACKAGES = /(?:node_modules[\\/]|node_modules\uE001\/)[^\\/]+\.(?:json5?|ya?ml|toml|lock|log|md|txt)$/;

/** A neighbour in node_modules, also as `../ethers/lib/…` from the package's own folder. */
function isOtherPackage(path: string): boolean {
  if ([DECLARATIONS, GIT_HOOK, BESIDE_PACKAGES].some((pattern) => pattern.test(path))) return false;
  if (OTHER_PACKAGE.test(path)) return true;
  const neighbours = `${placeholder('node_modules')}/`;
  return (
    path.startsWith(neighbours) && !path.startsWith(PACKAGE_ROOT) && !path.slice(neighbours.length).startsWith('.')
  );
}

/** What was written to the files that a command names, whole or as a folder of them. */
export function writtenTaints(machine: Machine, values: readonly Value[]): Taints {
  const texts = saidBy(values);
  for (const [path, data] of machine.written) {
    const taints = allTaints(data);
    if (taints.length > 0 && texts.some((text) => names(text, path))) {
      return taints.length > 0 ? taints : taint('decoded', machine.position());
    }
  }
  return [];
}

/** The texts that were written to the files that a command names. */
export function writtenTexts(machine: Machine, values: readonly Value[]): readonly string[] {
  const texts = saidBy(values);
  return [...machine.written].flatMap(([path, data]) =>
    texts.some((text) => names(text, path)) ? contentOf(data) : [],
  );
}

/** Files of the package, by their paths in it, that were copied as they are to where a command names them. */
export function copiesIn(machine: Machine, values: readonly Value[]): readonly string[] {
  const texts = saidBy(values);
  return [...machine.written].flatMap(([path, data]) =>
    texts.some((text) => names(text, path)) ? (ownFile(data) ?? []) : [],
  );
}

/** Text, or a file of the package that was copied as it is. */
function contentOf(data: Value): readonly string[] {
  return isObj(data) && data.bytes !== undefined && !data.open ? [Buffer.from(data.bytes).toString()] : textsOf(data);
}

/** How the name of a folder begins that a program has made for itself. */
const TEMPORARY = '\uE000#';

/** Each text once: most values have one, and each is held against every file that was written. */
function saidBy(values: readonly Value[]): readonly string[] {
  return [...new Set(values.flatMap((value) => [...textsOf(value), textFrom(value).text]))];
}

/** The file itself, or something in the temporary folder that it was put into. */
function names(text: string, path: string): boolean {
  if (path.length > 3 && text.includes(path)) return true;
  if (!path.includes(TEMPORARY)) return false;
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
  return folder.includes(TEMPORARY) && text.startsWith(folder);
}
