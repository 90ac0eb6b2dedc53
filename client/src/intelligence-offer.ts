import {
  ConfigurationTarget,
  type Disposable,
  type ExtensionContext,
  ProgressLocation,
  window,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  INTELLIGENCE_AGE_NOTIFICATION,
  type IntelligenceAgeParams,
  UPDATE_INTELLIGENCE_REQUEST,
  UPDATE_PROGRESS_NOTIFICATION,
  type UpdateIntelligenceResult,
  type UpdateProgressParams,
} from '../../server/src/protocol/messages.js';
import { doneText, offerText } from './intelligence-text.js';
import { t } from './l10n.js';

/** For which state of the data it was offered; on this machine, in whichever window. */
const OFFERED_KEY = 'packageRisk.intelligence.offered';

/** Offers to renew the offline data when the server says that it is old; once for each state of the data. */
export function offerIntelligenceUpdates(client: LanguageClient, { globalState }: ExtensionContext): Disposable {
  return client.onNotification(INTELLIGENCE_AGE_NOTIFICATION, async (params: IntelligenceAgeParams) => {
    if (globalState.get<number>(OFFERED_KEY) === params.asOf) return;
    await globalState.update(OFFERED_KEY, params.asOf);
    const [update, notNow, never] = [t('Update Now'), t('Not Now'), t("Don't Ask Again")];
    const choice = await window.showInformationMessage(offerText(params, t), update, notNow, never);
    if (choice === update) await updateIntelligence(client);
    if (choice === never) await stopAsking();
  });
}

/** As a setting, where it can be seen and taken back. */
async function stopAsking(): Promise<void> {
  await workspace.getConfiguration('packageRisk').update('intelligence.maximumAge', 0, ConfigurationTarget.Global);
}

/** Renews it with progress that can be cancelled, and says how that went. */
export async function updateIntelligence(client: LanguageClient): Promise<void> {
  const title = `Package Risk: ${t('updating the offline data')}`;
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const result = await window.withProgress(options, async (progress, token) => {
    const subscription = client.onNotification(UPDATE_PROGRESS_NOTIFICATION, ({ what }: UpdateProgressParams) => {
      progress.report({ message: what });
    });
    try {
      return await client.sendRequest<UpdateIntelligenceResult>(UPDATE_INTELLIGENCE_REQUEST, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      subscription.dispose();
    }
  });
  if (result === undefined) return;
  if (result.problem === undefined) void window.showInformationMessage(doneText(result, t));
  else void window.showWarningMessage(`Package Risk: ${result.problem}`);
}
