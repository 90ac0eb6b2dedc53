import type { Connection } from 'vscode-languageserver';
import type { Logger } from '../platform/logger.js';
import { plainText } from '../report/support/plain-text.js';

const MAX_LINE_LENGTH = 1000;

/** The editor's log. Lines stay lines; whatever else controls a display does not get there. */
export function connectionLogger({ console: remote }: Pick<Connection, 'console'>): Logger {
  const clean = (message: string): string =>
    message
      .split('\n')
      .map((line) => plainText(line, MAX_LINE_LENGTH))
      .join('\n');
  return {
    debug: (message) => remote.debug(clean(message)),
    info: (message) => remote.info(clean(message)),
    warn: (message) => remote.warn(clean(message)),
    error: (message) => remote.error(clean(message)),
  };
}
