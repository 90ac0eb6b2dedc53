import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

export interface FileChange {
  readonly uri: string;
  /** The text that the change was made for; undefined: there is no such file yet. */
  readonly before: string | undefined;
  readonly after: string;
  /** Of the open document; null where the file is not open. */
  readonly version: number | null;
}

/** A file's change as an edit of the part that differs, or as a new file (refused where one has appeared meanwhile). */
export function fileChangeEdit({ uri, before, after, version }: FileChange): WorkspaceEdit {
  const textEdit = (edit: TextDocumentEdit['edits'][number]): TextDocumentEdit => ({
    textDocument: { uri, version },
    edits: [edit],
  });
  if (before === undefined) {
    const start = { line: 0, character: 0 };
    return {
      documentChanges: [{ kind: 'create', uri }, textEdit({ range: { start, end: start }, newText: after })],
    };
  }
  const document = TextDocument.create(uri, 'json', 0, before);
  const { start, end, newText } = difference(before, after);
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  return { documentChanges: [textEdit({ range, newText })] };
}

/** The stretch of `before` that is not the same at the start or at the end, and what stands there now. */
function difference(before: string, after: string): { start: number; end: number; newText: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (splitsPair(before, start)) start -= 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  if (splitsPair(before, before.length - tail)) tail -= 1;
  return { start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}

/** No position lies inside a line break or a character of two units. */
function splitsPair(text: string, at: number): boolean {
  return /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/.test(text.slice(Math.max(0, at - 1), at + 1));
}
