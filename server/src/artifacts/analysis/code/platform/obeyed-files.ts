import { known } from '../values/lattice.js';
import { allTaints, taint } from '../values/taints.js';
import { knownParts, placeholder, readable, textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { instructionSignals, isAgentInstruction } from '../../files/agent-files.js';
import { scriptReader } from '../../files/script-readers.js';
import { workflowSignals } from '../../files/workflows.js';
import { MANIFEST_HERE, noteSetParts } from './set-manifest.js';
import { readCommand } from '../../shell/commands.js';
import { findInvisibleText } from '../../text/hidden-text.js';

export const WORKFLOW = /(?:^|[\\/])\.github[\\/]workflows[\\/]/;
/** What build servers run for whoever pushes. Documentation of GitHub, GitLab, CircleCI, Jenkins, Azure, Travis, Bitbucket, Drone, AppVeyor. */
const BUILD =
  /(?:^|[\\/])(?:\.gitlab-ci\.ya?ml|\.circleci[\\/]config\.ya?ml|Jenkinsfile|azure-pipelines\.ya?ml|\.travis\.ya?ml|bitbucket-pipelines\.ya?ml|\.drone\.ya?ml|\.?appveyor\.ya?ml|\.github[\\/](?:workflows|actions)[\\/].*\.ya?ml)$/i;
/** Run by whatever opens the folder, enters it or builds it: direnv, containers for development, make and its kin. */
const FOLDER =
  /(?:^|[\\/])(?:\.envrc|\.devcontainer(?:[\\/][^\\/]+)?[\\/]devcontainer\.json|\.?devcontainer\.json|(?:GNU)?[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|lefthook\.ya?ml|\.idea[\\/]runConfigurations[\\/][^\\/]+\.xml|\.pre-commit-config\.yaml)$/;
/** Run by git or by a shell, not by the package. */
const GIT_HOOK =
  /(?:^|[\\/])(?:\.git[\\/]hooks[\\/]|[^\\/]*hooks?[\\/](?:pre|post|prepare|commit|applypatch)-[\w-]+$|(?:(?:pre|post)-(?:commit|checkout|merge|merge-commit|push|rebase|rewrite|receive|applypatch)|prepare-commit-msg|commit-msg|applypatch-msg)$)/;
/** Its scripts are run by npm. */
const PROJECT_MANIFEST = /^(?:\uE000(?:project|cwd)\uE001|\.\.)[\\/](?:.*[\\/])?package\.json$/;
/** What all later steps of a job are given as variables. */
const JOB_VARIABLES = placeholder('env.GITHUB_ENV');
/** Where all later steps of a job look for programs first. Tools that are set up name a folder of their own. */
const JOB_FOLDERS = placeholder('env.GITHUB_PATH');
const TEMPORARY = /^[ \t]*(?:[\\/]tmp\b|[\\/]dev[\\/]shm\b|\uE000tmp\uE001)/m;
/** Variables that make shells, linkers and runtimes load something first. */
const LOADS_FIRST =
  /^[ \t]*(?:BASH_ENV|ENV|LD_PRELOAD|DYLD_INSERT_LIBRARIES|NODE_OPTIONS|PYTHONSTARTUP|PERL5OPT|RUBYOPT|GIT_SSH_COMMAND)=\S/m;

/** The file of the package whose content something is. */
export function ownFile(data: Value): string | undefined {
  return allTaints(data).find(({ kind, via }) => kind === 'data-file' && via.length === 0)?.detail;
}

/** What stands in a file that something else will start does what it says there. */
export function noteObeyed(machine: Machine, path: string, data: Value): void {
  const texts = textsOf(data);
  for (const { isThere, note } of OBEYED) if (isThere(path)) for (const text of texts) note(machine, text);
  noteJob(machine, path, texts);
  if (isUnasked(machine) && isManifest(path)) noteManifest(machine, path, data);
  noteOwnScript(machine, path, data);
}

interface Obeyed {
  readonly isThere: (path: string) => boolean;
  readonly note: (machine: Machine, text: string) => void;
}

const OBEYED: readonly Obeyed[] = [
  { isThere: (path) => GIT_HOOK.test(path) || PROJECT_MANIFEST.test(path), note: noteScript },
  { isThere: (path) => BUILD.test(path), note: noteBuild },
  { isThere: (path) => FOLDER.test(path), note: noteFolder },
  { isThere: isAgentInstruction, note: noteOrders },
];

/** What an assistant will read as orders. Nobody gives it such in characters that its owner cannot see. */
function noteOrders(machine: Machine, text: string): void {
  for (const { kind, detail } of instructionSignals(knownParts(text))) machine.behave(kind, detail);
  for (const { detail } of findInvisibleText(text)) machine.behave('agent-instruction', detail);
}

function isManifest(path: string): boolean {
  return PROJECT_MANIFEST.test(path) || MANIFEST_HERE.test(path);
}

function noteManifest(machine: Machine, path: string, data: Value): void {
  for (const text of textsOf(data)) noteSetParts(machine, path, text, (script) => noteScript(machine, script));
}

/** What a shell, a service manager or an assistant is told to start. Prose tells people of such commands, too. */
export function noteStarts(machine: Machine, path: string, data: Value): void {
  if (PROSE.test(path)) return;
  for (const text of textsOf(data)) {
    for (const { kind, detail } of readCommand(text.replace(COMMENT, '')).behaviours)
      if (STARTED_HARM.has(kind)) machine.behave(kind, detail);
    for (const [word] of text.matchAll(SCRIPT)) noteWrittenScript(machine, word);
  }
}

const SCRIPT = /[\w./-]+\.[cm]?js\b/g;

/** `node .vscode/setup.mjs`, where that file was put there before: a copy of one of the package's, or code that stands in its code. */
function noteWrittenScript(machine: Machine, name: string): void {
  const end = `/${name.replace(/^(?:\.?\/)+/, '')}`;
  for (const [path, content] of machine.written) {
    if (!path.endsWith(end)) continue;
    const own = ownFile(content);
    if (own !== undefined) machine.runFile(own);
    else for (const text of textsOf(content)) machine.evaluateText(known(knownParts(text), []), undefined);
  }
}

const COMMENT = /^[ \t]*#(?!!).*$/gm;
const PROSE = /\.(?:mdc?|markdown|txt)$|rules?$/i;
const STARTED_HARM: ReadonlySet<string> = new Set(['download-and-run', 'reverse-shell', 'encoded-command']);

function noteJob(machine: Machine, path: string, texts: readonly string[]): void {
  const isStart =
    (path === JOB_VARIABLES && texts.some((text) => LOADS_FIRST.test(text))) ||
    (path === JOB_FOLDERS && isUnasked(machine) && texts.some((text) => TEMPORARY.test(text)));
  if (isStart) machine.behave('autostart', readable(path));
}

function noteScript(machine: Machine, text: string): void {
  const { behaviours, reveals, sends, host, program } = readCommand(text);
  for (const { kind, detail } of behaviours) machine.behave(kind, detail);
  const taints = sends ? reveals.flatMap((kind) => taint(kind, machine.position(), program)) : [];
  machine.report({ sink: 'command-argument', taints, host });
}

/** Somebody who asked for it may have a folder set up in any way; nobody has asked for what comes with an import. */
function isUnasked({ moment }: Machine): boolean {
  return moment === 'install' || moment === 'import';
}

function noteFolder(machine: Machine, text: string): void {
  if (isUnasked(machine)) noteScript(machine, text);
}

/** A step that sends all that its job is given hands out the secrets of a repository. */
function noteBuild(machine: Machine, text: string): void {
  for (const { kind, detail } of workflowSignals(text)) machine.behave(kind, detail);
  for (const line of text.split('\n')) {
    // Most of these languages put a command into quotes of their own.
    const { reveals, sends, behaviours } = readCommand(line.replace(/["']/g, ' '));
    if (sends && reveals.includes('environment')) machine.behave('workflow-secrets', line.trim());
    if (isUnasked(machine)) for (const { kind, detail } of behaviours) machine.behave(kind, detail);
  }
}

/** What no script has to do that a program writes for somebody. */
const HARM: ReadonlySet<string> = new Set(['command-sends-data', 'reverse-shell', 'encoded-command']);

/** A script that is written out whole, for whoever runs it. */
function noteOwnScript(machine: Machine, path: string, data: Value): void {
  for (const text of textsOf(data)) {
    const read = text.startsWith('#!') ? scriptReader(path, Buffer.from(text)) : undefined;
    for (const { kind, detail } of read?.(knownParts(text)) ?? []) if (HARM.has(kind)) machine.behave(kind, detail);
  }
}
