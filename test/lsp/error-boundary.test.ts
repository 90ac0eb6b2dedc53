import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { answer, attempt } from '../../server/src/lsp/error-boundary.js';
import { silentLogger, type Logger } from '../../server/src/platform/logger.js';
import { deferred } from '../support/deferred.js';

describe('the error boundary', () => {
  let errors: string[];
  let logger: Logger;
  let source: CancellationTokenSource;
  beforeEach(() => {
    errors = [];
    logger = { ...silentLogger, error: (message) => errors.push(message) };
    source = new CancellationTokenSource();
  });
  const ask = (run: (signal: AbortSignal) => Promise<string>): Promise<unknown> =>
    answer({ what: 'hover', token: source.token, otherwise: 'nothing', logger }, run);
  const isCancelled = (given: unknown): boolean =>
    given instanceof ResponseError && given.code === LSPErrorCodes.RequestCancelled;

  it('lets answers through', async () => {
    assert.equal(await ask(() => Promise.resolve('something')), 'something');
    assert.deepEqual(errors, []);
  });

  it('turns an error into the empty answer and a line in the log', async () => {
    assert.equal(await ask(() => Promise.reject(new Error('broken'))), 'nothing');
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', /^hover: Error: broken/);
  });

  it('refuses a request that was cancelled before it began, without any work', async () => {
    source.cancel();
    let ran = false;
    const given = await ask(() => {
      ran = true;
      return Promise.resolve('late');
    });
    assert.ok(isCancelled(given));
    assert.equal(ran, false);
  });

  it('aborts the work of a request that is cancelled, and answers that instead of its end', async () => {
    const began = deferred<AbortSignal>();
    const end = deferred<string>();
    const asked = ask((signal) => {
      began.resolve(signal);
      return end.promise;
    });
    const signal = await began.promise;
    source.cancel();
    assert.equal(signal.aborted, true);
    end.reject(new Error('stopped'));
    assert.ok(isCancelled(await asked));
    assert.deepEqual(errors, []);
  });

  it('keeps errors of work without an answer in the log', async () => {
    await attempt('judging', logger, () => Promise.reject(new Error('broken')));
    await attempt('judging', logger, () => {
      throw new TypeError('at once');
    });
    assert.match(errors.join('\n'), /judging: Error: broken[^]*judging: TypeError: at once/);
  });
});
