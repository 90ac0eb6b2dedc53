import type { Connection } from 'vscode-languageserver';
import { messageIn } from '../features/support/own-words.js';
import { intelligenceSource, spoken, type Words } from '../model/index.js';
import {
  UPDATE_PROGRESS_NOTIFICATION,
  type UpdateIntelligenceResult,
  type UpdateProgressParams,
} from '../protocol/messages.js';
import { intelligenceDay } from '../report/intelligence-text.js';
import type { ServerHost } from './host.js';
import type { Session } from './session.js';

/** Renews the offline data beside the server's own work, and judges again what is open. Rejects only with the signal's reason. */
export async function updateIntelligence(
  session: Session,
  connection: Connection,
  host: ServerHost,
  signal: AbortSignal,
): Promise<UpdateIntelligenceResult> {
  const { configuration, engines, logger, intelligence } = session;
  const settings = await configuration.settingsFor(undefined);
  const { t } = session.escapes;
  const onProgress = (what: Words): void => {
    const params: UpdateProgressParams = { what: spoken(what, t) };
    void connection.sendNotification(UPDATE_PROGRESS_NOTIFICATION, params);
  };
  const request = {
    from: intelligenceSource(settings),
    settings,
    network: engines.network,
    signal,
    onProgress,
    logger,
  };
  const outcome = await host.updateIntelligence(request);
  if (outcome.status === 'absent') return { problem: t('There is nothing to read at that place.') };
  if (outcome.status !== 'ok') return { problem: messageIn(outcome, t) };
  await intelligence.look();
  const { changed, info } = outcome.value;
  return { changed, day: intelligenceDay(info) };
}
