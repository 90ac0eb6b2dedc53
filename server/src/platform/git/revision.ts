import path from 'node:path';
import { runGit } from './run-git.js';

/** What names a commit: branches, tags, hashes, `HEAD~2`, `origin/main@{1.day.ago}`. No option, path or message search. */
const REVISION = /^(?!-)[\w./@{}^~+-]{1,200}$/;
const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Two commits of the repository around a folder. */
export interface Revision {
  /** The repository's root as the folder's own path leads to it. */
  readonly root: string;
  /** The commit that was named: its decisions count. */
  readonly tip: string;
  /** Where the branch that is checked out left it: what lies between this and the files at hand is what the branch changes. */
  readonly base: string;
}

/** A sentence where there is no such commit. */
export async function findRevision(folder: string, given: string): Promise<Revision | { readonly problem: string }> {
  if (!REVISION.test(given)) return { problem: `${given} is no name of a commit.` };
  const above = await textOf(folder, ['rev-parse', '--show-cdup']);
  if (above === undefined) return { problem: 'git cannot be asked, or this is no repository of git.' };
  const tip = await textOf(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${given}^{commit}`]);
  if (tip === undefined || !HASH.test(tip)) {
    return { problem: `there is no commit ${given} here; a shallow clone has to fetch it first.` };
  }
  const common = await textOf(folder, ['merge-base', '--end-of-options', tip, 'HEAD']);
  return { root: path.resolve(folder, above), tip, base: common !== undefined && HASH.test(common) ? common : tip };
}

async function textOf(folder: string, args: readonly string[]): Promise<string | undefined> {
  return (await runGit(folder, args))?.toString('utf8').trim();
}
