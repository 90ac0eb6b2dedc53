import { CodeLensRefreshRequest, InlayHintRefreshRequest, type Connection } from 'vscode-languageserver';
import type { Logger } from '../platform/logger.js';
import type { Timers } from '../platform/timers.js';
import type { ClientFeatures } from './capabilities.js';
import { Coalescer } from './coalescer.js';
import { attempt } from './error-boundary.js';

/** What stands between the lines may come a little later than the problems, and moves the text. */
const REFRESH_GAP_MS = 300;

/** Has the editor ask anew for what stands between and behind the lines. */
export function viewRefresh(
  connection: Connection,
  { refreshesCodeLenses, refreshesInlayHints }: ClientFeatures,
  timers: Timers,
  logger: Logger,
): Coalescer {
  const refresh = async (): Promise<void> => {
    await Promise.all([
      ...(refreshesCodeLenses ? [connection.sendRequest(CodeLensRefreshRequest.type)] : []),
      ...(refreshesInlayHints ? [connection.sendRequest(InlayHintRefreshRequest.type)] : []),
    ]);
  };
  return new Coalescer(timers, REFRESH_GAP_MS, () => attempt('asking for a refresh', logger, refresh));
}
