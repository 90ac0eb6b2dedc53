/** The files of a repository, read when they are asked for. Paths are relative to its root, with `/`. */
export interface RepositoryTree {
  /** A file, and no folder or link that leads out. */
  readonly has: (path: string) => boolean;
  /** Undefined where there is none, or where it is too large to be held. */
  readonly bytes: (path: string) => Uint8Array | undefined;
  /** Names in a folder, those of folders with a `/` at their end; empty where there is none. */
  readonly list: (folder: string) => readonly string[];
}
