import { createHash } from 'node:crypto';
import {
  phrase,
  type ArtifactFacts,
  type Behaviour,
  type BehaviourKind,
  type HookFacts,
  type HookTrigger,
  type Moment,
  type Stretch,
} from '../../../model/index.js';
import type { SkippedFile } from '../../package-files.js';
import { analysePackage } from '../analyse.js';
import { entriesOfHooks } from '../code/package/entries.js';
import { HARMFUL } from '../files/agent-files.js';
import { behaviourAt } from '../files/script-files.js';
import { placeAt } from '../text/places.js';
import type { FoundHook } from './found-hook.js';
import { hookStarts } from './hook-starts.js';
import { reachedFiles, type Reached, type ReachLimits } from './reached-files.js';
import type { RepositoryTree } from './tree.js';

export interface HookInFile {
  readonly hook: FoundHook;
  /** Of the file that it stands in. */
  readonly text: string;
}

const MEGABYTE = 1024 * 1024;
const LIMITS: ReachLimits = { maxFiles: 150, maxBytes: 4 * MEGABYTE };
/** Settings of a build name half of the sources, which nothing runs when they are read: what is meant to run lies near. */
const NEAR: ReachLimits = { maxFiles: 20, maxBytes: MEGABYTE / 2 };
const ALONE: ReachLimits = { maxFiles: 1, maxBytes: 16 * MEGABYTE };

/** When what a hook starts runs. Inside a container there is no more to take than what somebody has put into it. */
const MOMENTS: Readonly<Partial<Record<HookTrigger, Moment>>> = Object.freeze({
  container: 'command',
  tool: 'import',
  named: 'command',
});

/**
 * What says nothing of a repository: that there are hooks at all, files that its own tools make or change, and what is odd in a
 * package only.
 */
const OF_PACKAGES: ReadonlySet<BehaviourKind> = new Set<BehaviourKind>([
  ...(['agent-hook', 'nested-install-script', 'entries-differ', 'native-binary', 'credential'] as const),
  // Settings and instructions were read as what they are here.
  ...(['agent-instruction', 'npmrc-runs', 'npmrc-registry'] as const),
  ...([
    'agent-configuration',
    'unreadable-code',
    'shadowed-command',
    'gyp-command',
    'gyp-without-sources',
    'other-package-changed',
  ] as const),
]);

/** What one hook does, and how many bytes of files that took. @param code whether the code that it starts is interpreted */
export function hookFacts(
  { hook, text }: HookInFile,
  tree: RepositoryTree,
  code = true,
): { facts: HookFacts; bytes: number } {
  const hooks = hookStarts(hook, tree);
  const limits = hook.isBundle === true ? ALONE : hook.trigger === 'tool' ? NEAR : LIMITS;
  const reached = reachedFiles([...new Set(hooks.files.map(({ path }) => path))], tree, limits);
  const manifests = new Set(hooks.commands.map(({ file }) => file));
  const files = [...new Set([...manifests, hook.file, ...reached.paths])].flatMap((path) => {
    const bytes = tree.bytes(path);
    return bytes === undefined ? [] : [{ path, bytes }];
  });
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const starts = { hooks, entries: entriesOfHooks(hooks) };
  const given = {
    files,
    oddities: [],
    skipped: [...(limits === LIMITS ? cut(hook.file, reached) : []), ...unread(hook.file, code, hooks.files.length)],
    fileCount: files.length,
    unpackedBytes: bytes,
  };
  const artifact = analysePackage(given, { starts, code });
  const { file, name, label, trigger, commands, span } = hook;
  const own = commands.length + reached.paths.length === 0 ? [text.slice(span.start, span.end)] : commands;
  const digest = digestOf(
    own,
    files.filter(({ path }) => reached.paths.includes(path)),
  );
  return {
    bytes,
    facts: {
      hook: { file, name, label, trigger, commands, place: stretchOf(text, span), digest, files: reached.paths },
      artifact: ofRepository(artifact, { hook, text }, reached.paths.includes(hook.file)),
    },
  };
}

function cut(path: string, { isCut }: Reached): readonly SkippedFile[] {
  return isCut ? [{ path, reason: phrase('starts more files than are looked into') }] : [];
}

function unread(path: string, code: boolean, started: number): readonly SkippedFile[] {
  return code || started === 0 ? [] : [{ path, reason: phrase('starts code that takes too long to follow') }];
}

/** What was found of the files, as what it is in a repository. */
function ofRepository(artifact: ArtifactFacts, { hook, text }: HookInFile, isProgram: boolean): ArtifactFacts {
  const timed = <T extends { readonly moment: Moment }>(one: T, file: string): T =>
    one.moment === 'install' ? { ...one, moment: momentIn(file, hook) } : one;
  const own = (hook.signals ?? []).map((signal) => behaviourAt(hook.file, text, signal, 'install'));
  // Nobody calls what lies beside the settings of a tool when these are read.
  const isTold = (one: { readonly moment: Moment }): boolean => hook.trigger !== 'tool' || one.moment !== 'call';
  // Readers of a package's settings tell of all hooks in a file.
  const { line, column } = placeAt(hook.file, text, hook.span.start);
  const isAnothers = ({ place }: Behaviour): boolean =>
    place.file === hook.file &&
    !isProgram &&
    !/(?:^|\/)package\.json$/.test(hook.file) &&
    (place.line !== line || place.column !== column);
  const counts = (behaviour: Behaviour): boolean =>
    !OF_PACKAGES.has(behaviour.kind) &&
    !isAnothers(behaviour) &&
    !(behaviour.kind === 'publishes-packages' && isOwnCommand(behaviour.place.file, hook)) &&
    (hook.trigger !== 'container' || isHarmInside(behaviour, hook));
  return {
    ...artifact,
    behaviours: [...own, ...artifact.behaviours.filter(counts)].map((one) => timed(one, one.place.file)).filter(isTold),
    flows: artifact.flows.map((one) => timed(one, one.to.file)).filter(isTold),
    oddities: [],
    notAnalysed: [],
    unusedDependencies: [],
  };
}

/** A command does at once what it says, whoever starts it; what it starts is a program, which may do what it is for. */
function momentIn(file: string, hook: FoundHook): Moment {
  return isOwnCommand(file, hook) ? 'install' : (MOMENTS[hook.trigger] ?? 'install');
}

/** What stands in a script that somebody runs by its name. That one publishes is what it is called for. */
function isOwnCommand(file: string, { file: own, trigger }: FoundHook): boolean {
  return trigger === 'named' && file === own;
}

/** Tools are fetched and set up there, whoever writes the commands; of files that they start all counts. */
function isHarmInside({ kind, place }: Behaviour, { file }: FoundHook): boolean {
  return place.file !== file || HARMFUL.has(kind) || kind === 'padded-code';
}

function digestOf(
  commands: readonly string[],
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): string {
  const hash = createHash('sha256').update(JSON.stringify(commands));
  for (const { path, bytes } of files) hash.update(`\0${path}\0`).update(bytes);
  return hash.digest('hex').slice(0, 16);
}

function stretchOf(text: string, { start, end }: FoundHook['span']): Stretch {
  const from = placeAt('', text, start);
  const to = placeAt('', text, end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
