import type { ArtifactManifest } from '../../../model/index.js';
import type { HookCommand } from '../files/hook-command.js';
import { followed, type InstallHooks, type KnownFiles, type StartedFile } from '../files/install-hooks.js';
import { manifestOf, parseManifest } from '../files/manifest.js';
import { scriptReader } from '../files/script-readers.js';
import { decodeText } from '../text/decode.js';
import type { FoundHook } from './found-hook.js';
import { folderOf } from './found-hook.js';
import type { RepositoryTree } from './tree.js';

/** A script that starts another. */
const MAX_DEPTH = 4;

/** What a hook starts: the commands, scripts of the manifest that they run, files, and what scripts among these start. */
export function hookStarts(hook: FoundHook, tree: RepositoryTree): InstallHooks {
  const { file, name, folder, commands, span, starts = [] } = hook;
  const base = { file, name, folder, moment: 'install', offset: span.start } as const;
  const manifest = manifestIn(folder, tree);
  // Nothing that is written without separators can be told from other names here.
  const known: KnownFiles = { has: tree.has, bytes: tree.bytes, paths: [] };
  const own = followed(
    commands.map((text) => ({ hook: { ...base, text }, ...(manifest && { manifest }) })),
    known,
  );
  const given = starts.filter(({ path }) => tree.has(path)).map((one) => ({ ...one, hook: { ...base, text: '' } }));
  return withInner({ ...own, files: [...own.files, ...given] }, manifest, tree, known);
}

/** Scripts say in turn what they start: from the folder that they are started in, or from their own. */
function withInner(
  hooks: InstallHooks,
  manifest: ArtifactManifest | undefined,
  tree: RepositoryTree,
  known: KnownFiles,
): InstallHooks {
  const files = [...hooks.files];
  const code = [...hooks.code];
  const seen = new Set<string>();
  for (let depth = 0, from = files.slice(); depth < MAX_DEPTH && from.length > 0; depth += 1) {
    const inner = from.flatMap((one) => startedInside(one, manifest, tree, known, seen));
    code.push(...inner.flatMap((one) => one.code));
    from = inner.flatMap((one) => one.files);
    files.push(...from);
  }
  return { ...hooks, files, code };
}

function startedInside(
  { path, by, hook }: StartedFile,
  manifest: ArtifactManifest | undefined,
  tree: RepositoryTree,
  known: KnownFiles,
  seen: Set<string>,
): readonly InstallHooks[] {
  const bytes = tree.bytes(path);
  const isScript = by === 'shell' || (bytes !== undefined && scriptReader(path, bytes) !== undefined);
  if (bytes === undefined || !isScript || seen.has(path)) return [];
  seen.add(path);
  const text = decodeText(bytes).replace(HERE, '.');
  return [...new Set([hook.folder, folderOf(path)])].map((folder) => {
    const command: HookCommand = { ...hook, folder, text };
    return followed([{ hook: command, ...(manifest && { manifest }) }], known);
  });
}

/** The folder of a script, as scripts find it out. */
const HERE =
  /["']?\$\(\s*(?:cd\s+["']?\$\()?\s*dirname\s+(?:--\s+)?["']?\$(?:0|\{?BASH_SOURCE\b[^)"'\s]*)["']?\s*\)["']?/g;

function manifestIn(folder: string, tree: RepositoryTree): ArtifactManifest | undefined {
  const json = parseManifest(tree.bytes(folder === '' ? 'package.json' : `${folder}/package.json`));
  return json && manifestOf(json, false);
}
