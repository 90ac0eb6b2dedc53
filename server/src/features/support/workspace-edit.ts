import type {
  ChangeAnnotation,
  TextDocumentEdit,
  AnnotatedTextEdit,
  TextEdit as LspTextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
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
  /** Edits that say what they are for, and that a person has to look at first. */
  readonly changeAnnotations: boolean;
}

/** What is said of edits that a person is to look at before they are made. */
export interface EditNote {
  readonly label: string;
  readonly description?: string;
  /** Files it is said of; the others are changed as they are. */
  readonly concerns: (file: EditedFile) => boolean;
}

/** There is one note at most in an edit of ours. */
const NOTE_ID = 'packageRisk';

/** Undefined where there is nothing to edit, or the editor cannot do it. */
export function workspaceEdit(
  files: readonly EditedFile[],
  { versionedEdits, fileCreation, changeAnnotations }: EditAbilities,
  note?: EditNote,
): WorkspaceEdit | undefined {
  const changed = files.filter(({ edits }) => edits.length > 0);
  if (changed.length === 0 || (!fileCreation && changed.some(({ isNew }) => isNew))) return undefined;
  if (versionedEdits) {
    const noted = changeAnnotations && note !== undefined ? changed.filter((file) => note.concerns(file)) : [];
    return {
      documentChanges: changed.flatMap((file) => documentChanges(file, noted.includes(file))),
      ...(note === undefined || noted.length === 0 ? {} : { changeAnnotations: { [NOTE_ID]: annotation(note) } }),
    };
  }
  return { changes: Object.fromEntries(changed.map((file) => [file.document.uri, textEdits(file)])) };
}

function annotation({ label, description }: EditNote): ChangeAnnotation {
  return { label, needsConfirmation: true, ...(description === undefined ? {} : { description }) };
}

function documentChanges(file: EditedFile, isNoted: boolean): NonNullable<WorkspaceEdit['documentChanges']> {
  const { uri, version } = file.document;
  const id = isNoted ? { annotationId: NOTE_ID } : {};
  const edits = textEdits(file).map((edit): LspTextEdit | AnnotatedTextEdit => ({ ...edit, ...id }));
  const edit: TextDocumentEdit = { textDocument: { uri, version: file.isOpen ? version : null }, edits };
  return file.isNew ? [{ kind: 'create', uri, ...id }, edit] : [edit];
}

function textEdits({ document, edits }: EditedFile): LspTextEdit[] {
  return edits.map(({ span, newText }) => ({ range: rangeOf(document, span), newText }));
}
