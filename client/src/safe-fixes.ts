import { window, workspace } from 'vscode';
import type { LanguageClient, WorkspaceEdit } from 'vscode-languageclient/node';
import { SAFE_FIXES_REQUEST, type SafeFixesParams, type SafeFixesResult } from '../../server/src/protocol/messages.js';
import type { InstallOffers } from './install-offer.js';
import { t } from './l10n.js';

/** Makes all safe fixes of a manifest or of one of its sections, as one edit that is not saved. */
export async function applySafeFixes(
  client: LanguageClient,
  offers: InstallOffers,
  given: SafeFixesParams | undefined,
): Promise<void> {
  const params = given ?? manifestAtHand(client);
  const result = params && (await client.sendRequest<SafeFixesResult>(SAFE_FIXES_REQUEST, params));
  if (result?.edit === undefined) {
    void window.showInformationMessage(`Package Risk: ${result?.problem ?? t('open a package.json first.')}`);
    return;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(result.edit as WorkspaceEdit);
  const applied = await workspace.applyEdit(edit);
  if (applied && result.install !== undefined) offers.offer(result.install);
}

function manifestAtHand({ code2ProtocolConverter }: LanguageClient): SafeFixesParams | undefined {
  const document = window.activeTextEditor?.document;
  return document && { uri: code2ProtocolConverter.asUri(document.uri) };
}
