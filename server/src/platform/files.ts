import type { Outcome } from '../model/index.js';

/** The project's files. In the editor, open documents stand in for what is on disk. */
export interface Files {
  /** UTF-8 text without a byte order mark. `absent` where there is no such file. */
  read(path: string): Promise<Outcome<string>>;
  exists(path: string): Promise<boolean>;
  /** When a file was last written, in milliseconds since the epoch; undefined where that is not known. */
  modified?(path: string): Promise<number | undefined>;
  /** Names of the folders in a folder; none where it cannot be listed. */
  folders?(path: string): Promise<readonly string[]>;
  /** Names of all that is in a folder; none where it cannot be listed. */
  names?(path: string): Promise<readonly string[]>;
  /** When a file or folder was last written, and last touched in any way, in milliseconds since the epoch. */
  times?(path: string): Promise<{ readonly written: number; readonly changed: number } | undefined>;
}
