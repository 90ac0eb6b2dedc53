import { parseSource, type Parsed } from './parse.js';
import type { SourceFiles } from './source-files.js';

type Texts = Pick<SourceFiles, 'text' | 'unread'>;

/** A file as it was parsed, or why it could not be: of a component, a part of it. Neither where there is no such file. */
export interface Attempt {
  readonly parsed?: Parsed;
  readonly error?: unknown;
}

/** The syntax trees of a package's files, each made once and only when it is asked for. */
export class ParsedFiles {
  readonly #files: Texts;
  readonly #attempts = new Map<string, Attempt>();

  constructor(files: Texts) {
    this.#files = files;
  }

  of(path: string): Attempt {
    const known = this.#attempts.get(path);
    if (known !== undefined) return known;
    const made = this.#attempt(path);
    this.#attempts.set(path, made);
    return made;
  }

  /** Trees that nothing is wanted of any more: they are what holds most of the memory. */
  forget(isOver: (path: string) => boolean): void {
    for (const path of this.#attempts.keys()) if (isOver(path)) this.#attempts.delete(path);
  }

  #attempt(path: string): Attempt {
    const text = this.#files.text(path);
    if (text === undefined) return {};
    try {
      return { parsed: parseSource(path, text), error: this.#files.unread(path)?.error };
    } catch (error) {
      return { error };
    }
  }
}
