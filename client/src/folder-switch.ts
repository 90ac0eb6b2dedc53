import { ConfigurationTarget, window, workspace, type WorkspaceFolder } from 'vscode';
import { t } from './l10n.js';

/** Writes `packageRisk.enable` into the settings of the folder that is meant. */
export async function switchFolder(enable: boolean): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const settings = workspace.getConfiguration('packageRisk', folder.uri);
  await settings.update('enable', enable ? undefined : false, ConfigurationTarget.WorkspaceFolder);
  // Taking away the folder's own word is enough, except where it is switched off further up.
  const now = workspace.getConfiguration('packageRisk', folder.uri).get<boolean>('enable', true);
  if (enable && !now) await settings.update('enable', true, ConfigurationTarget.WorkspaceFolder);
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const [only, ...more] = workspace.workspaceFolders ?? [];
  if (only === undefined) {
    void window.showInformationMessage(
      `Package Risk: ${t('open a folder first, so that there is a place for the setting.')}`,
    );
    return undefined;
  }
  if (more.length === 0) return only;
  const active = window.activeTextEditor && workspace.getWorkspaceFolder(window.activeTextEditor.document.uri);
  return active ?? (await window.showWorkspaceFolderPick());
}
