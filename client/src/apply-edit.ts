import { Uri, workspace } from 'vscode';
import type { LanguageClient, WorkspaceEdit } from 'vscode-languageclient/node';
import { t } from './l10n.js';

/** Applies an edit of the server's and saves what it has changed; rejects where a text is another by now. */
export async function applyAndSave(client: LanguageClient, edit: WorkspaceEdit): Promise<void> {
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (!(await workspace.applyEdit(converted))) throw new Error(t('The file has changed meanwhile. Try again.'));
  for (const file of changedFiles(edit)) {
    const document = await workspace.openTextDocument(Uri.parse(file));
    if (document.isDirty) await document.save();
  }
}

function changedFiles(edit: WorkspaceEdit): readonly string[] {
  const files = new Set(Object.keys(edit.changes ?? {}));
  for (const change of edit.documentChanges ?? []) {
    if ('textDocument' in change) files.add(change.textDocument.uri);
  }
  return [...files];
}
