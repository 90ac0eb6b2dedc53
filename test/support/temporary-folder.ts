import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file, its folders too. Answers the absolute path. */
  write(relative: string, content: string | Buffer): Promise<string>;
  remove(): Promise<void>;
}

/** A new folder of its own for one test. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'package-risk-test-')));
  return {
    path: folder,
    async write(relative, content) {
      const file = path.join(folder, relative);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
