import type { Location } from 'vscode-languageserver';
import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { LockEntry } from '../../model/index.js';

/** A lockfile's text with the entries that were read from it. */
export interface LockfileDocument {
  readonly document: TextDocument;
  readonly entries: ReadonlyMap<string, LockEntry>;
}

/** Where an entry begins: its key's line, as a whole entry can span a screen. Undefined where it cannot be told. */
export function lockedPlace(lockfile: LockfileDocument | undefined, id: string): Location | undefined {
  const entry = lockfile?.entries.get(id);
  const range = lockfile === undefined || entry === undefined ? undefined : keyRange(lockfile.document, entry);
  return lockfile === undefined || range === undefined ? undefined : { uri: lockfile.document.uri, range };
}

/** The line on which an entry begins, as far as that belongs to it. */
export function keyRange(document: TextDocument, { span, name, alias }: LockEntry): Range | undefined {
  const start = document.positionAt(span.start);
  const line = document.getText({ start, end: { line: start.line + 1, character: 0 } }).trimEnd();
  const key = line.slice(0, span.end - span.start);
  // The text may be newer than the entries: a place that does not name the package is no place to point at.
  const named = [name, alias ?? name].some((one) => key.includes(one.slice(one.lastIndexOf('/') + 1)));
  return named ? { start, end: { line: start.line, character: start.character + key.length } } : undefined;
}
