import { ProgressLocation, window, workspace } from 'vscode';
import type { LanguageClient, WorkspaceEdit } from 'vscode-languageclient/node';
import {
  ALLOW_SCRIPTS_REQUEST,
  type AllowScriptsParams,
  type AllowScriptsResult,
} from '../../server/src/protocol/least-privilege.js';
import { t } from './l10n.js';
import type { InstallOffers } from './install-offer.js';

/** Shows the list of whose install scripts run, to be confirmed in the editor's preview. */
export async function allowScripts(
  client: LanguageClient,
  offers: InstallOffers,
  given: AllowScriptsParams | undefined,
): Promise<void> {
  const params = given ?? atHand(client);
  const result = params && (await looked(client, params));
  if (result?.edit === undefined) {
    void window.showInformationMessage(`Package Risk: ${result?.problem ?? t('open a package.json first.')}`);
    return;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(result.edit as WorkspaceEdit);
  const applied = await workspace.applyEdit(edit);
  if (applied && result.install !== undefined) offers.offer(result.install);
}

function atHand({ code2ProtocolConverter }: LanguageClient): AllowScriptsParams | undefined {
  const document = window.activeTextEditor?.document;
  return document && { uri: code2ProtocolConverter.asUri(document.uri) };
}

/** The whole lockfile is judged for it, which can take a while. */
function looked(client: LanguageClient, params: AllowScriptsParams): Thenable<AllowScriptsResult> {
  const title = `Package Risk: ${t('looking at what has install scripts')}`;
  return window.withProgress({ location: ProgressLocation.Window, title }, () =>
    client.sendRequest<AllowScriptsResult>(ALLOW_SCRIPTS_REQUEST, params),
  );
}
