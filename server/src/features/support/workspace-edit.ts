import type { TextDocumentEdit, TextEdit as LspTextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../../model/index.js';
import { rangeOf } from './judged-manifest.js';

/** A file's text and its edits. */
export interface EditedFile {
  readonly document: TextDocument;
  /** In the editor, which then knows which version of the text the edits are for. */
  readonly isOpen: boolean;
  /** There is no such file yet. */
  readonly isNew: boolean;
  readonly edits: readonly TextEdit[];
}

/** What kinds of edits the editor takes. */
export interface EditAbilities {
  /** Edits that name the version of the text they are for. */
  readonly versionedEdits: boolean;
  /** Edits that create files. */
  readonly fileCreation: boolean;
}

/** Undefined where there is nothing to edit, or the editor cannot do it. */
export function workspaceEdit(
  files: readonly EditedFile[],
  { versionedEdits, fileCreation }: EditAbilities,
): WorkspaceEdit | undefined {
  const changed = files.filter(({ edits }) => edits.length > 0);
  if (changed.length === 0 || (!fileCreation && changed.some(({ isNew }) => isNew))) return undefined;
  if (versionedEdits) return { documentChanges: changed.flatMap(documentChanges) };
  return { changes: Object.fromEntries(changed.map((file) => [file.document.uri, textEdits(file)])) };
}

function documentChanges(file: EditedFile): NonNullable<WorkspaceEdit['documentChanges']> {
  const { uri, version } = file.document;
  const edit: TextDocumentEdit = {
    textDocument: { uri, version: file.isOpen ? version : null },
    edits: textEdits(file),
  };
  return file.isNew ? [{ kind: 'create', uri }, edit] : [edit];
}

function textEdits({ document, edits }: EditedFile): LspTextEdit[] {
  return edits.map(({ span, newText }) => ({ range: rangeOf(document, span), newText }));
}
