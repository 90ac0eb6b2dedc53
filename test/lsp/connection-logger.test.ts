import assert from 'node:assert/strict';
import type { Connection } from 'vscode-languageserver';
import { connectionLogger } from '../../server/src/lsp/connection-logger.js';

describe('the log of the language server', () => {
  const start = () => {
    const sent: string[] = [];
    let elapse: () => void = () => undefined;
    const write = (level: string) => (text: string) => sent.push(`${level}: ${text}`);
    const remote = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
    const timers = {
      after(_: number, action: () => void) {
        elapse = action;
        return () => (elapse = () => undefined);
      },
    };
    const connection = { console: remote } as unknown as Pick<Connection, 'console'>;
    return { sent, logger: connectionLogger(connection, timers), elapse: () => elapse() };
  };

  it('sends what is for the curious in one message every now and then', () => {
    const { sent, logger, elapse } = start();
    for (const line of ['GET a', 'GET b', 'GET c']) logger.debug(line);
    assert.deepEqual(sent, []);
    elapse();
    assert.deepEqual(sent, ['debug: GET a\nGET b\nGET c']);
    logger.debug('GET d');
    elapse();
    assert.deepEqual(sent.slice(1), ['debug: GET d']);
  });

  it('sends what matters at once, behind what was there before', () => {
    const { sent, logger, elapse } = start();
    logger.debug('GET a');
    logger.warn('b is broken');
    elapse();
    assert.deepEqual(sent, ['debug: GET a', 'warn: b is broken']);
  });

  it('lets nothing control a display', () => {
    const { sent, logger } = start();
    logger.error('a\u001b[2J\nb');
    assert.equal(sent.length, 1);
    assert.ok(!sent[0]?.includes('\u001b'));
    assert.ok(sent[0]?.includes('\nb'));
  });

  it('is silent once the connection is closed, also for what waited', () => {
    let elapse: () => void = () => undefined;
    const closed = (): never => {
      throw new Error('Connection is disposed.');
    };
    const remote = { debug: closed, info: closed, warn: closed, error: closed };
    const timers = {
      after(_: number, action: () => void) {
        elapse = action;
        return () => undefined;
      },
    };
    const logger = connectionLogger({ console: remote } as unknown as Pick<Connection, 'console'>, timers);
    logger.debug('GET a');
    elapse();
    logger.error('too late');
  });
});
