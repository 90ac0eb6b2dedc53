import { readdir, readFile, stat } from 'node:fs/promises';
import type { FailureReason, Outcome } from '../model/index.js';
import { absent, failed, ok, phrase } from '../model/index.js';
import type { Clock } from './clock.js';
import type { Files } from './files.js';

/** The largest lockfiles in the wild have some 50 MB; a string of more than 512 MB cannot be held at all. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** The files on this machine. */
export function createLocalFiles(clock: Clock): Files {
  return {
    async read(path) {
      try {
        const found = await stat(path);
        if (!found.isFile()) return failed('unsupported', phrase('{file} is not a file.', { file: path }));
        if (found.size > MAX_FILE_BYTES)
          return failed('too-large', phrase('{file} is larger than 256 MB.', { file: path }));
        const text = await readFile(path, 'utf8');
        return ok(text.replace(/^\uFEFF/, ''), clock());
      } catch (error) {
        return outcomeOf(error, path, clock());
      }
    },
    async exists(path) {
      return stat(path).then(
        (found) => found.isFile(),
        () => false,
      );
    },
    async modified(path) {
      return stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined,
      );
    },
    async names(path) {
      return readdir(path).catch(() => []);
    },
    async times(path) {
      return stat(path).then(
        ({ mtimeMs, ctimeMs }) => ({ written: mtimeMs, changed: ctimeMs }),
        () => undefined,
      );
    },
    async folders(path) {
      return readdir(path, { withFileTypes: true }).then(
        (found) => found.filter((entry) => entry.isDirectory()).map((entry) => entry.name),
        () => [],
      );
    },
  };
}

/** What lies at a path; undefined where there is nothing, or nothing that can be read. */
export async function pathKind(path: string): Promise<'file' | 'folder' | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return 'folder';
  return found?.isFile() === true ? 'file' : undefined;
}

const REASONS: Readonly<Record<string, FailureReason>> = Object.freeze({ EACCES: 'forbidden', EPERM: 'forbidden' });

function outcomeOf(error: unknown, path: string, now: number): Outcome<never> {
  const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  if (code === 'ENOENT' || code === 'ENOTDIR') return absent(now);
  return failed(REASONS[code] ?? 'unsupported', phrase('{file} cannot be read ({code}).', { file: path, code }));
}
