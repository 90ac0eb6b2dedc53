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
];

/**
 * What a repository makes other programs run. Reads what it needs of the tree; never throws.
 *
 * @param mayGoOn whether there is time to interpret the code of one more hook; the commands of the others are read all the same, so that no
 *   file that takes long keeps anything from being told
 */
export function analyseRepository(tree: RepositoryTree, mayGoOn: () => boolean = () => true): RepositoryFacts {
  const incomplete: Incomplete[] = [];
  const found = hookFiles(tree)
    .flatMap((file) => hooksIn(file, tree, incomplete))
    .slice(0, MAX_HOOKS);
  const inOrder = [...found].sort((a, b) => rankOf(a) - rankOf(b));
  const facts = new Map<HookInFile, HookFacts>();
  let left = MAX_BYTES;
  for (const one of inOrder) {
    try {
      const done = hookFacts(one, tree, left > 0 && mayGoOn());
      facts.set(one, done.facts);
      left -= done.bytes;
    } catch (error) {
      incomplete.push({ file: one.hook.file, reason: messageOf(error) });
    }
  }
  const hooks = found.flatMap((one) => facts.get(one) ?? []);
  return { hooks, incomplete: [...incomplete, ...hooks.flatMap(({ artifact }) => artifact.incomplete)] };
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
