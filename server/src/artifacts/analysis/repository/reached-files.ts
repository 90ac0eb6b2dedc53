import { posix } from 'node:path';
import { resolveFile } from '../code/package/resolve.js';
import { scriptReader } from '../files/script-readers.js';
import { startedBy } from '../files/started-code.js';
import { decodeText } from '../text/decode.js';
import { pathFrom } from './repository-path.js';
import type { RepositoryTree } from './tree.js';

/** Whatever reads like the name of a file, in code. */
const NAMED = /(["'`])([^"'`\n\r]{1,200})\1/g;
const CODE = /\.[cm]?[jt]sx?$/i;
/** What starts nothing by itself, however it is named: it is there for whoever reads it. */
const TEXT = /\.(?:md|mdx|markdown|rst|css|scss|less|snap|map|lock|lockb)$/i;

export interface ReachLimits {
  readonly maxFiles: number;
  readonly maxBytes: number;
}

export interface Reached {
  readonly paths: readonly string[];
  /** Whether there was more than the limits allow. */
  readonly isCut: boolean;
}

/**
 * The files of a repository that some files name, themselves among them: modules, programs that are started, data that is read. Only by
 * what stands in their texts, the nearest first; what is installed is not the repository's.
 */
export function reachedFiles(starts: readonly string[], tree: RepositoryTree, limits: ReachLimits): Reached {
  const reached = new Set(starts.filter((path) => tree.has(path)));
  let bytes = 0;
  for (const path of reached) {
    const content = tree.bytes(path);
    bytes += content?.length ?? 0;
    const isFull = reached.size >= limits.maxFiles || bytes > limits.maxBytes;
    const named = content === undefined ? [] : namedIn(path, content, tree).filter((next) => !reached.has(next));
    if (isFull && named.length > 0) return { paths: [...reached].slice(0, limits.maxFiles), isCut: true };
    for (const next of named) reached.add(next);
  }
  return { paths: [...reached], isCut: false };
}

function namedIn(path: string, content: Uint8Array, tree: RepositoryTree): readonly string[] {
  const folder = posix.dirname(path);
  if (!CODE.test(path) && scriptReader(path, content) === undefined) return [];
  const text = decodeText(content);
  if (!CODE.test(path)) return startedIn(text, folder, tree);
  const names = new Set(Array.from(text.matchAll(NAMED), ([, , name = '']) => name));
  return [...names].flatMap((name) => fileNamed(name, folder, tree) ?? []);
}

/** From the file's own folder, as a module is; a path with folders in it also from the root, where programs are started. */
function fileNamed(name: string, folder: string, tree: RepositoryTree): string | undefined {
  const isModule = name.startsWith('.');
  if (!isModule && !name.includes('/') && !/\.\w{1,8}$/.test(name)) return undefined;
  const folders = isModule ? [folder] : [folder, '.'];
  return folders.map((from) => found(posix.join(from, name), tree)).find((file) => file !== undefined);
}

/** Programs that a script starts, from its own folder or the root. */
function startedIn(text: string, folder: string, tree: RepositoryTree): readonly string[] {
  return startedBy(text).flatMap((started) => {
    if (started.kind !== 'file') return [];
    const path = started.path.replace(/^\$(?:\(dirname[^)]*\)|\{?(?:DIR|SCRIPT_DIR|0%\/\*)\}?)\//, './');
    return [folder, '']
      .flatMap((from) => pathFrom(from === '.' ? '' : from, path) ?? [])
      .flatMap((one) => found(one, tree) ?? []);
  });
}

function found(path: string, tree: RepositoryTree): string | undefined {
  const isOwn = !path.startsWith('..') && !path.split('/').includes('node_modules') && !TEXT.test(path);
  return isOwn ? resolveFile(tree.has, path) : undefined;
}
