import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { Logger } from '../platform/logger.js';

/** An answer, or the protocol's word for "you did not want it any more". */
export type Answer<T> = T | ResponseError<never>;

export interface Request<T> {
  /** For the log. */
  readonly what: string;
  readonly token: CancellationToken;
  /** What is answered when something goes wrong: nothing, in the form that the request has for it. */
  readonly otherwise: T;
  readonly logger: Logger;
}

/** Where thrown errors end: they are logged, the editor gets the empty answer, and a cancelled request is refused. */
export async function answer<T>(request: Request<T>, run: (signal: AbortSignal) => Promise<T>): Promise<Answer<T>> {
  const { what, token, otherwise, logger } = request;
  const controller = new AbortController();
  const subscription = token.onCancellationRequested(() => controller.abort());
  try {
    const value = token.isCancellationRequested ? otherwise : await run(controller.signal);
    return token.isCancellationRequested ? cancelled() : value;
  } catch (error) {
    if (token.isCancellationRequested) return cancelled();
    logger.error(`${what}: ${describeError(error)}`);
    return otherwise;
  } finally {
    subscription.dispose();
  }
}

/** The same for what has no answer: notifications, timers, work in the background. */
export async function attempt(what: string, logger: Logger, run: () => void | Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    logger.error(`${what}: ${describeError(error)}`);
  }
}

export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
