/** The files of a package, as the analysis of its code asks for them. */
export interface SourceFiles {
  readonly paths: readonly string[];
  has(path: string): boolean;
  bytes(path: string): Uint8Array | undefined;
  /** Its code. */
  text(path: string): string | undefined;
  /** What a reader sees who opens it: of a page more than its code. */
  written(path: string): string | undefined;
  /** A script of a component that is left out of its text, as it cannot be read. */
  unread(path: string): Unread | undefined;
  /** A program for machines, by its first bytes: no code of this language, whoever runs it. */
  isNative(path: string): boolean;
}

export interface Unread {
  readonly code: string;
  readonly error: unknown;
}
