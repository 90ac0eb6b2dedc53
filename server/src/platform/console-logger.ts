import type { Logger } from './logger.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A log for a terminal, one line a message. `write` gets whole lines; messages below `level` are dropped. */
export function createConsoleLogger(write: (line: string) => void, level: LogLevel): Logger {
  const at = (own: LogLevel) => (message: string) => {
    if (LOG_LEVELS.indexOf(own) >= LOG_LEVELS.indexOf(level)) write(`${own}: ${printable(message)}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/**
 * Messages hold names and texts from outside. Control characters (which could move the cursor or hide what is said)
 * and characters that turn the direction of writing become visible escapes.
 */
function printable(message: string): string {
  return message.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
