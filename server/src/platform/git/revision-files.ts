import path from 'node:path';
import { absent, failed, ok, type Outcome } from '../../model/index.js';
import type { Clock } from '../clock.js';
import type { Files } from '../files.js';
import { runGit } from './run-git.js';

/** What a commit holds at a path below the root. */
type Entry = { readonly kind: 'file'; readonly object: string } | { readonly kind: 'link' | 'module' };

/** `mode type object\tpath`. */
const LINE = /^(?<mode>\d{6}) \w+ (?<object>[0-9a-f]{40,64})\t(?<file>[^]+)$/;

/**
 * The files of a repository as a commit has them, and all others as they are. No filter of the repository is run.
 *
 * @param root of the repository, absolute
 * @param commit its whole hash
 * @param others everything outside of the root
 */
export async function createRevisionFiles(
  { root, commit }: { readonly root: string; readonly commit: string },
  others: Files,
  clock: Clock,
): Promise<Files | undefined> {
  const listed = await runGit(root, ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit]);
  if (listed === undefined) return undefined;
  const entries = readTree(listed.toString('utf8'));
  const below = (file: string): string | undefined => stepsBelow(root, file);
  const read = async (file: string): Promise<Outcome<string>> => {
    const at = below(file);
    if (at === undefined) return others.read(file);
    const entry = entries.get(at);
    if (entry === undefined) return absent(clock());
    if (entry.kind !== 'file') return failed('unsupported', `${at} was no file.`);
    const bytes = await runGit(root, ['cat-file', 'blob', entry.object]);
    if (bytes === undefined) return failed('unsupported', `${at} cannot be read as it was.`);
    return ok(bytes.toString('utf8').replace(/^\uFEFF/, ''), clock());
  };
  return {
    read,
    exists: (file) => {
      const at = below(file);
      return at === undefined ? others.exists(file) : Promise.resolve(entries.get(at)?.kind === 'file');
    },
    folders: (folder) => Promise.resolve(childrenOf(entries, below(folder)).folders),
    names: (folder) => Promise.resolve(childrenOf(entries, below(folder)).names),
  };
}

function readTree(text: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const line of text.split('\0')) {
    const { mode = '', object = '', file = '' } = LINE.exec(line)?.groups ?? {};
    if (mode === '160000') entries.set(file, { kind: 'module' });
    else if (mode === '120000') entries.set(file, { kind: 'link' });
    else if (mode !== '') entries.set(file, { kind: 'file', object });
  }
  return entries;
}

/** With `/`; `''` for the root itself, undefined for what lies outside. */
function stepsBelow(root: string, file: string): string | undefined {
  const relative = path.relative(root, file);
  const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return isOutside ? undefined : relative.split(path.sep).join('/');
}

function childrenOf(entries: ReadonlyMap<string, Entry>, folder: string | undefined) {
  const folders = new Set<string>();
  const names = new Set<string>();
  const start = folder === '' ? '' : `${folder ?? '\0'}/`;
  for (const file of entries.keys()) {
    if (!file.startsWith(start)) continue;
    const [first = '', ...deeper] = file.slice(start.length).split('/');
    names.add(first);
    if (deeper.length > 0) folders.add(first);
  }
  return { folders: [...folders], names: [...names] };
}
