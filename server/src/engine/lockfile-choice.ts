import path from 'node:path';
import type { LockfileFormat } from '../formats/format.js';
import type { Files } from '../platform/files.js';

/** A lockfile that is there, and what reads it. */
export interface LockfileCandidate {
  readonly lockfilePath: string;
  readonly format: LockfileFormat;
}

/**
 * The lockfiles in a folder, the one that governs first: that of the manager which the project names, then the one that
 * was written last, since managers are changed and old lockfiles forgotten. Empty where the manager that is named has
 * only a lockfile that cannot be read: any other would speak of a project that is no more.
 *
 * @param managerOf what the folder's package.json names; asked only where several lockfiles are there
 */
export async function lockfilesIn(
  files: Files,
  folder: string,
  formats: readonly LockfileFormat[],
  managerOf: () => Promise<string | undefined>,
): Promise<readonly LockfileCandidate[]> {
  const present = await presentIn(files, folder, formats);
  if (present.length < 2) return present.filter(isRead);
  const manager = await managerOf();
  const named = present.filter(({ format }) => format.manager === manager);
  if (named.length > 0) {
    const readable = named.filter(isRead);
    return readable.length === 0 ? [] : [...readable, ...(await newestFirst(files, without(present, named)))];
  }
  return newestFirst(files, present);
}

/** Whether a lockfile that cannot be read is the one that counts here. */
export function isRead({ format }: LockfileCandidate): boolean {
  return format.notRead === undefined;
}

/** In the order of the formats; of a format with several names only the first that is there. */
async function presentIn(
  files: Files,
  folder: string,
  formats: readonly LockfileFormat[],
): Promise<readonly LockfileCandidate[]> {
  const present: LockfileCandidate[] = [];
  for (const format of formats) {
    for (const fileName of format.fileNames) {
      const lockfilePath = path.join(folder, fileName);
      if (!(await files.exists(lockfilePath))) continue;
      present.push({ lockfilePath, format });
      break;
    }
  }
  return present;
}

function without(all: readonly LockfileCandidate[], some: readonly LockfileCandidate[]): readonly LockfileCandidate[] {
  return all.filter((one) => !some.includes(one));
}

/** Those that can be read; where no times are known, in the order of the formats. */
async function newestFirst(
  files: Files,
  candidates: readonly LockfileCandidate[],
): Promise<readonly LockfileCandidate[]> {
  const readable = candidates.filter(isRead);
  if (readable.length < 2) return readable;
  const dated = await Promise.all(
    readable.map(async (one) => ({ one, time: (await files.modified?.(one.lockfilePath)) ?? 0 })),
  );
  return dated.sort((a, b) => b.time - a.time).map(({ one }) => one);
}
