import assert from 'node:assert/strict';
import { createConsoleLogger } from '../../server/src/platform/console-logger.js';

describe('the log on a terminal', () => {
  it('writes one line a message, from its level upwards', () => {
    const lines: string[] = [];
    const logger = createConsoleLogger((line) => lines.push(line), 'info');
    logger.debug('a');
    logger.info('b');
    logger.warn('c');
    logger.error('d');
    assert.deepEqual(lines, ['info: b\n', 'warn: c\n', 'error: d\n']);
  });

  it('lets no text from outside act on the terminal', () => {
    const lines: string[] = [];
    createConsoleLogger((line) => lines.push(line), 'debug').warn('\u001b[2Ja\nb\r\u009b0m\u202e\u200bc ü 🎉');
    assert.deepEqual(lines, ['warn: \\u{1b}[2Ja\\u{a}b\\u{d}\\u{9b}0m\\u{202e}\\u{200b}c ü 🎉\n']);
  });
});
