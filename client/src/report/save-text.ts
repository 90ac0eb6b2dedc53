import { Uri, window, workspace } from 'vscode';

/** Asks where to, writes it there, and opens it. @param name that is proposed */
export async function saveText(name: string, text: string): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const proposed = folder === undefined ? undefined : Uri.joinPath(folder.uri, name);
  const target = await window.showSaveDialog(proposed === undefined ? {} : { defaultUri: proposed });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await window.showTextDocument(target);
}
