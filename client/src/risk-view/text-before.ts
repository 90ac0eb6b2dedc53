import { extensions, type Uri } from 'vscode';

/** What is used of the API that the editor's own Git extension has (its `git.d.ts`, version 1). */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: Uri): { show(ref: string, path: string): Promise<string> } | null;
  };
}

/** A file's text in the last commit; undefined where there is none, or Git is not at hand. Nothing is started for it. */
export async function textBefore(uri: Uri): Promise<string | undefined> {
  const git = extensions.getExtension<GitExtension>('vscode.git');
  if (git?.isActive !== true) return undefined;
  try {
    return await git.exports.getAPI(1).getRepository(uri)?.show('HEAD', uri.fsPath);
  } catch {
    // Not in the last commit, or no commit yet.
    return undefined;
  }
}
