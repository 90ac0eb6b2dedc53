import path from 'node:path';
import type { ManifestFormat } from '../formats/format.js';
import type { Files } from '../platform/files.js';

/** Members lie a few folders deep; `**` shall not lead through a whole disk. */
const MAX_DEPTH = 6;

/** More folders than this are not looked into, nor more members read. */
const MAX_LISTED = 2000;
const MAX_MEMBERS = 1000;

/** Where to look for a pattern's folders: from a folder that it names in full, so many levels down. */
interface Start {
  readonly folder: string;
  readonly depth: number;
}

/**
 * The folders that a workspace's patterns name, relative to its own folder and sorted. Hidden folders and what is
 * installed are not looked into; a folder need not hold a manifest.
 */
export async function workspaceFolders(
  files: Files,
  root: string,
  patterns: readonly string[],
  isMember: ManifestFormat['isMember'],
): Promise<readonly string[]> {
  const depths = new Map<string, number>();
  const queue = patterns.filter((pattern) => !pattern.startsWith('!')).map(startOf);
  // Grows while it runs: a folder's own folders come behind it.
  for (const { folder, depth } of queue) {
    if (depths.size >= MAX_LISTED) break;
    if ((depths.get(folder) ?? -1) >= depth || leadsOutside(folder)) continue;
    depths.set(folder, depth);
    if (depth === 0) continue;
    const inside = (await files.folders?.(path.join(root, folder))) ?? [];
    const visible = inside.filter((name) => name !== 'node_modules' && !name.startsWith('.'));
    queue.push(...visible.map((name) => ({ folder: path.posix.join(folder, name), depth: depth - 1 })));
  }
  const named = [...depths.keys()].filter((folder) => folder !== '' && isMember(patterns, folder));
  return named.sort().slice(0, MAX_MEMBERS);
}

function startOf(pattern: string): Start {
  const steps = pattern
    .replaceAll('\\', '/')
    .split('/')
    .filter((step) => step !== '' && step !== '.');
  const wild = steps.findIndex((step) => /[*?{[]/.test(step));
  if (wild < 0) return { folder: steps.join('/'), depth: 0 };
  const rest = steps.slice(wild);
  // Braces may hold slashes, so that a step is not always one folder.
  const depth = rest.some((step) => step.includes('**') || step.includes('{')) ? MAX_DEPTH : rest.length;
  return { folder: steps.slice(0, wild).join('/'), depth: Math.min(depth, MAX_DEPTH) };
}

/** Patterns come from the project's text: nothing outside of it is looked into. */
function leadsOutside(folder: string): boolean {
  return folder.split('/').includes('..') || path.isAbsolute(folder) || /^[A-Za-z]:|\0/.test(folder);
}
