import {
  phrase,
  type HookFacts,
  type HookTrigger,
  type Incomplete,
  type RepositoryFacts,
} from '../../../model/index.js';
import { decodeText } from '../text/decode.js';
import { findPaddedSettings } from '../text/hidden-text.js';
import type { FoundHook } from './found-hook.js';
import { hookFacts, type HookInFile } from './hook-facts.js';
import { hookFiles, type HookFile } from './hook-files.js';
import type { RepositoryTree } from './tree.js';

/** A workspace of a hundred packages has some hundred of them. */
const MAX_HOOKS = 400;
/** Of what somebody runs by its name: those at the root come first. */
const MAX_NAMED = 40;
/** Of the time for code: programs are large, and what runs by itself must not wait for them. */
const SHARE_OF_NAMED = 1 / 3;
/** Of the files that they reach, together: what is left is told as not looked into. */
const MAX_BYTES = 24 * 1024 * 1024;

/** What runs soonest, and what attacks have used most, is looked into first. */
const ORDER: readonly HookTrigger[] = [
  ...([
    'folder-open',
    'install',
    'container-host',
    'assistant',
    'editor',
    'git',
    'container',
    'package-manager',
  ] as const),
  'tool',
  'named',
];

/**
 * What a repository makes other programs run. Reads what it needs of the tree; never throws.
 *
 * @param mayGoOn whether there is time to interpret the code of one more hook, within a share of what there is; the commands of the others
 *   are read all the same, so that no file that takes long keeps anything from being told
 */
export function analyseRepository(
  tree: RepositoryTree,
  mayGoOn: (share: number) => boolean = () => true,
): RepositoryFacts {
  const incomplete: Incomplete[] = [];
  const found = mostTelling(hookFiles(tree).flatMap((file) => hooksIn(file, tree, incomplete)));
  const inOrder = [...found].sort((a, b) => rankOf(a) - rankOf(b));
  const facts = new Map<HookInFile, HookFacts>();
  let left = MAX_BYTES;
  for (const one of inOrder) {
    try {
      const done = hookFacts(one, tree, left > 0 && mayGoOn(isNamed(one) ? SHARE_OF_NAMED : 1));
      facts.set(one, done.facts);
      left -= done.bytes;
    } catch (error) {
      incomplete.push({ file: one.hook.file, reason: messageOf(error) });
    }
  }
  const hooks = found.flatMap((one) => facts.get(one) ?? []);
  // Most programs are larger than what is looked into; whoever looks at their scripts is told.
  const byThemselves = hooks.filter(({ hook }) => hook.trigger !== 'named');
  return { hooks, incomplete: [...incomplete, ...byThemselves.flatMap(({ artifact }) => artifact.incomplete)] };
}

function isNamed({ hook }: HookInFile): boolean {
  return hook.trigger === 'named';
}

function mostTelling(found: readonly HookInFile[]): readonly HookInFile[] {
  const kept = new Set([
    ...found.filter((one) => !isNamed(one)).slice(0, MAX_HOOKS),
    ...found.filter(isNamed).slice(0, MAX_NAMED),
  ]);
  return found.filter((one) => kept.has(one));
}

/** What is large and made by others comes last. */
function rankOf({ hook: { trigger, isBundle } }: HookInFile): number {
  return isBundle === true ? ORDER.length : ORDER.indexOf(trigger);
}

function hooksIn({ path, read }: HookFile, tree: RepositoryTree, incomplete: Incomplete[]): readonly HookInFile[] {
  try {
    const bytes = tree.bytes(path);
    if (bytes === undefined) {
      if (tree.has(path)) incomplete.push({ file: path, reason: phrase('is too large to be read') });
      return [];
    }
    const text = decodeText(bytes);
    return withPadding(read(path, text, tree), text).map((hook) => ({ hook, text }));
  } catch (error) {
    incomplete.push({ file: path, reason: messageOf(error) });
    return [];
  }
}

/** Blanks that push text out of the window hide the hook that stands behind or around them. */
function withPadding(hooks: readonly FoundHook[], text: string): readonly FoundHook[] {
  const paddings = findPaddedSettings(text);
  if (paddings.length === 0) return hooks;
  return hooks.map((hook, index) => {
    const start = hooks[index - 1]?.span.end ?? 0;
    const own = paddings.filter(({ offset }) => offset > start && offset <= hook.span.end);
    return own.length === 0 ? hook : { ...hook, signals: [...(hook.signals ?? []), ...own] };
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
