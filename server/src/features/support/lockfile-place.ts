import type { Location } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LockEntry } from '../../model/index.js';
import { rangeOf } from './judged-manifest.js';

/** A lockfile's text with the entries that were read from it. */
export interface LockfileDocument {
  readonly document: TextDocument;
  readonly entries: ReadonlyMap<string, LockEntry>;
}

/** Where an entry begins: its key's line, as a whole entry can span a screen. Undefined where it cannot be told. */
export function lockedPlace(lockfile: LockfileDocument | undefined, id: string): Location | undefined {
  const span = lockfile?.entries.get(id)?.span;
  if (lockfile === undefined || span === undefined) return undefined;
  const { document } = lockfile;
  const { start } = rangeOf(document, span);
  const key = document.getText({ start, end: { line: start.line + 1, character: 0 } }).trimEnd();
  // The text may be newer than the entries: a place that holds no key is no place to point at.
  if (!key.startsWith('"')) return undefined;
  const length = Math.min(key.length, span.end - span.start);
  return { uri: document.uri, range: { start, end: { line: start.line, character: start.character + length } } };
}
