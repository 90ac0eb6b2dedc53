import { ok, type Outcome } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { Files } from '../platform/files.js';
import type { OpenDocuments } from './documents.js';

/** The disk, with what is open in the editor in front: unsaved text counts. */
export function overlayFiles(documents: OpenDocuments, disk: Files, clock: Clock): Files {
  return {
    read(path: string): Promise<Outcome<string>> {
      const open = documents.at(path);
      return open === undefined ? disk.read(path) : Promise.resolve(ok(open.getText(), clock()));
    },
    exists(path: string): Promise<boolean> {
      return documents.at(path) === undefined ? disk.exists(path) : Promise.resolve(true);
    },
    modified: (path: string): Promise<number | undefined> => disk.modified?.(path) ?? Promise.resolve(undefined),
    names: (path: string): Promise<readonly string[]> => disk.names?.(path) ?? Promise.resolve([]),
    times: (path: string) => disk.times?.(path) ?? Promise.resolve(undefined),
    folders: (path: string): Promise<readonly string[]> => disk.folders?.(path) ?? Promise.resolve([]),
  };
}
