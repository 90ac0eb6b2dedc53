import { ProgressLocation, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  PERMISSIONS_REQUEST,
  type PermissionsParams,
  type PermissionsResult,
} from '../../server/src/protocol/least-privilege.js';
import { t } from './l10n.js';

/** Opens the least that the project's packages need, as a text of its own. */
export async function showPermissions(client: LanguageClient, given: PermissionsParams | undefined): Promise<void> {
  const params = given ?? atHand(client);
  const result = params && (await looked(client, params));
  if (result?.text === undefined) {
    void window.showInformationMessage(`Package Risk: ${result?.problem ?? t('open a package.json first.')}`);
    return;
  }
  const document = await workspace.openTextDocument({ content: result.text, language: 'plaintext' });
  await window.showTextDocument(document, { preview: false });
}

function atHand({ code2ProtocolConverter }: LanguageClient): PermissionsParams | undefined {
  const document = window.activeTextEditor?.document;
  return document && { uri: code2ProtocolConverter.asUri(document.uri) };
}

/** The files of everything that is locked are looked into, which can take minutes. */
function looked(client: LanguageClient, params: PermissionsParams): Thenable<PermissionsResult> {
  const options = {
    location: ProgressLocation.Notification,
    title: `Package Risk: ${t('looking into packages')}`,
    cancellable: true,
  };
  return window.withProgress(options, (_, token) =>
    client.sendRequest<PermissionsResult>(PERMISSIONS_REQUEST, params, token),
  );
}
