import { randomUUID } from 'node:crypto';
import { realpath, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A text file and what it is to hold; undefined: there is no such file. */
export interface Replacement {
  /** Absolute. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** Somebody else has written a file between. */
export class ChangedMeanwhile extends Error {
  readonly code = 'ECHANGED';
  constructor(readonly path: string) {
    super(`${path} was changed by somebody else meanwhile.`);
  }
}

/** Puts all of them in place, each at once, or none. Rejects with `ChangedMeanwhile` where one is not as it was. */
export async function replaceFiles(replacements: readonly Replacement[]): Promise<void> {
  for (const { path: file, before } of replacements) {
    if ((await textOf(file)) !== before) throw new ChangedMeanwhile(file);
  }
  const done: Replacement[] = [];
  try {
    for (const replacement of replacements) {
      await writeAtOnce(replacement.path, replacement.after);
      done.push(replacement);
    }
  } catch (error) {
    await putBack(done);
    throw error;
  }
}

/** Gives files their former text; what somebody else has written since is left. Answers the files that were left. */
export async function putBack(replacements: readonly Replacement[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { path: file, before, after } of replacements) {
    if ((await textOf(file)) !== after) left.push(file);
    else if (before === undefined) await rm(file, { force: true });
    else await writeAtOnce(file, before);
  }
  return left;
}

export async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A link stays a link, and a file's permissions stay what they are. */
async function writeAtOnce(given: string, text: string): Promise<void> {
  const file = await realpath(given).catch(() => given);
  const mode = await stat(file).then(
    (found) => found.mode,
    () => undefined,
  );
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  try {
    await writeFile(temporary, text, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
