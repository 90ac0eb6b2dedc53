import { phrase } from '../../model/index.js';
import type { Clock } from '../clock.js';
import { HostHealth } from './host-health.js';
import type { Http, HttpAnswer, HttpRequest } from '../http.js';
import { attempt } from './http-attempt.js';
import type { AttemptOptions } from './http-attempt.js';
import { failureOf, httpFailure, isPassing } from './http-failure.js';
import { createHops } from './http-hop.js';
import { createLimiter } from '../limiter.js';
import type { Logger } from '../logger.js';
import type { NpmConfiguration } from '../npm/npm-configuration.js';
import type { EditorNetwork } from './proxy-rules.js';
import { MAX_REST_MS, MAX_RETRY_AFTER_MS, MAX_TRIES, backOff, isPassingStatus, retryAfter } from './retry-delay.js';
import { systemTimers, wait } from '../timers.js';
import type { Timers } from '../timers.js';

export interface HttpOptions {
  readonly config: NpmConfiguration;
  readonly network: EditorNetwork;
  /** Requests under way at once, at least 1. */
  readonly concurrency: number;
  /** For each try, from connecting to the last byte. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 to 1, for the jitter of back-off. */
  readonly random: () => number;
  readonly timers?: Timers;
}

/** The network as npm's configuration and the editor's settings say it is reached. */
export function createHttp(options: HttpOptions): Http {
  const timers = options.timers ?? systemTimers;
  const limiter = createLimiter(options.concurrency);
  const health = new HostHealth();
  const sendHop = createHops(options.config, options.network, options.concurrency);
  const attempts: AttemptOptions = { sendHop, timers, timeoutMs: options.timeoutMs };
  return {
    async send(request) {
      request.signal.throwIfAborted();
      const origin = originOf(request.url);
      if (origin === undefined) return httpFailure('unsupported', phrase('That is not an http or https URL.'));
      for (let tries = 1; ; tries += 1) {
        const trial = await limiter.run(request.signal, async () => {
          const resting = health.verdict(origin, options.clock());
          if (resting !== undefined) return { answer: resting, passing: false };
          const made = await tryOnce(request, attempts, options);
          note(health, origin, made, options.clock());
          return made;
        });
        const delay = tries < MAX_TRIES ? delayBefore(trial, tries, options) : undefined;
        if (delay === undefined) return trial.answer;
        await wait(timers, delay, request.signal);
      }
    },
  };
}

/** For `--offline`: nothing is sent. */
export function createOfflineHttp(): Http {
  return {
    send(request) {
      request.signal.throwIfAborted();
      return Promise.resolve(httpFailure('offline', phrase('Not asked: working offline.')));
    },
  };
}

function originOf(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed.origin : undefined;
}

interface Trial {
  readonly answer: HttpAnswer;
  /** The same request may go better in a moment. */
  readonly passing: boolean;
}

async function tryOnce(
  request: HttpRequest,
  attempts: AttemptOptions,
  { clock, logger }: Pick<HttpOptions, 'clock' | 'logger'>,
): Promise<Trial> {
  const start = clock();
  const { host, pathname } = new URL(request.url);
  const log = (what: string): void =>
    logger.debug(`${request.method ?? 'GET'} ${host}${pathname}: ${what}, ${clock() - start} ms`);
  try {
    const answer = await attempt(request, attempts);
    log(answer.status === 'answered' ? String(answer.httpStatus) : answer.message);
    return { answer, passing: answer.status === 'answered' && isPassingStatus(answer.httpStatus) };
  } catch (error) {
    request.signal.throwIfAborted();
    const answer = failureOf(error, host);
    log(answer.message);
    return { answer, passing: isPassing(error) };
  }
}

function delayBefore({ answer, passing }: Trial, tries: number, options: HttpOptions): number | undefined {
  if (!passing) return undefined;
  const asked = retryAfter(answer, options.clock());
  if (asked !== undefined && asked > MAX_RETRY_AFTER_MS) return undefined;
  return Math.max(asked ?? 0, backOff(tries, options.random()));
}

function note(health: HostHealth, origin: string, { answer }: Trial, now: number): void {
  if (answer.status === 'failed') {
    const unreachable = answer.reason === 'network' || answer.reason === 'timeout';
    if (unreachable) health.unreachable(origin, now, answer);
    return;
  }
  const asked = isPassingStatus(answer.httpStatus) ? retryAfter(answer, now) : undefined;
  if (asked !== undefined && asked > MAX_RETRY_AFTER_MS)
    health.rest(origin, now + Math.min(asked, MAX_REST_MS), answer);
  else health.reached(origin);
}
