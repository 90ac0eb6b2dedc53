import type { Connection } from 'vscode-languageserver';
import type { Logger } from '../platform/logger.js';
import type { Timers } from '../platform/timers.js';
import { plainText } from '../report/support/plain-text.js';

const MAX_LINE_LENGTH = 1000;

/**
 * A look-up writes a line for each of thousands of requests. One message for each would keep the answer to a keystroke waiting
 * behind them, and the editor's extension host busy, for seconds.
 */
export const DEBUG_GAP_MS = 250;

/** The editor's log. Lines stay lines; whatever else controls a display does not get there. */
export function connectionLogger({ console: remote }: Pick<Connection, 'console'>, timers: Timers): Logger {
  let waiting: string[] = [];
  let cancel: () => void = () => undefined;
  const flush = (): void => {
    cancel();
    const lines = waiting;
    waiting = [];
    if (lines.length > 0) send(() => remote.debug(lines.join('\n')));
  };
  const inOrder = (write: (message: string) => void, message: string): void => {
    flush();
    send(() => write(clean(message)));
  };
  return {
    debug(message) {
      if (waiting.push(clean(message)) === 1) cancel = timers.after(DEBUG_GAP_MS, flush);
    },
    info: (message) => inOrder((text) => remote.info(text), message),
    warn: (message) => inOrder((text) => remote.warn(text), message),
    error: (message) => inOrder((text) => remote.error(text), message),
  };
}

/** What ends after the connection has nobody to tell it to, and must not bring anything else down. */
function send(write: () => void): void {
  try {
    write();
  } catch {
    // The library throws once the connection is closed.
  }
}

function clean(message: string): string {
  return message
    .split('\n')
    .map((line) => plainText(line, MAX_LINE_LENGTH))
    .join('\n');
}
