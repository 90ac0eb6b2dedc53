import { commands, type Disposable, type ExtensionContext, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  HOSTILE_REPOSITORY_NOTIFICATION,
  type HostileRepositoryParams,
} from '../../../server/src/protocol/repository.js';
import { t } from '../l10n.js';
import { showLine } from './actions.js';
import { hostileText } from './critical-text.js';
import { isTold, remember } from './told-notices.js';

/** Says once of a folder that it runs something harmful by itself, whatever is open: before anybody trusts it, where that is still to be decided. */
export function watchRepositories(client: LanguageClient, { workspaceState }: ExtensionContext): Disposable {
  return client.onNotification(HOSTILE_REPOSITORY_NOTIFICATION, async ({ uri, hooks }: HostileRepositoryParams) => {
    const [first] = hooks;
    if (first === undefined || isTold(uri, hooks, workspaceState)) return;
    await remember(uri, hooks, workspaceState);
    const [show, manageTrust] = [t('Show'), t('Manage Workspace Trust')];
    const choice = await window.showErrorMessage(hostileText(hooks, workspace.isTrusted, t), show, manageTrust);
    if (choice === show) await showLine(first.uri ?? uri, first);
    if (choice === manageTrust) await commands.executeCommand('workbench.trust.manage');
  });
}
