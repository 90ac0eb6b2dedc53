import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * A PATH on which `npm` fails at once. VS Code's own npm extension adds what `npm view` says to each hover: another
 * text each day, and seconds later.
 */
export async function pathWithoutNpm(scratch: string): Promise<string> {
  const folder = path.join(scratch, 'no-npm');
  await mkdir(folder);
  await writeFile(path.join(folder, 'npm'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  return folder + path.delimiter + (process.env.PATH ?? '');
}
