import { ok, type Outcome } from '../model/index.js';
import type { Clock } from './clock.js';
import type { Files } from './files.js';

/** The disk as it would be with other texts in some files: by absolute path. */
export function overlaidFiles(texts: ReadonlyMap<string, string>, disk: Files, clock: Clock): Files {
  const written = clock();
  return {
    read(path: string): Promise<Outcome<string>> {
      const text = texts.get(path);
      return text === undefined ? disk.read(path) : Promise.resolve(ok(text, written));
    },
    exists: (path: string): Promise<boolean> => (texts.has(path) ? Promise.resolve(true) : disk.exists(path)),
    modified: (path: string): Promise<number | undefined> =>
      texts.has(path) ? Promise.resolve(written) : (disk.modified?.(path) ?? Promise.resolve(undefined)),
    names: (path: string): Promise<readonly string[]> => disk.names?.(path) ?? Promise.resolve([]),
    times: (path: string) => disk.times?.(path) ?? Promise.resolve(undefined),
    folders: (path: string): Promise<readonly string[]> => disk.folders?.(path) ?? Promise.resolve([]),
  };
}
