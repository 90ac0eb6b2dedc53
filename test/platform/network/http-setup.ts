import type { Http, HttpAnswer, HttpRequest } from '../../../server/src/platform/http.js';
import { silentLogger } from '../../../server/src/platform/logger.js';
import { createHttp } from '../../../server/src/platform/network/npm-http.js';
import type { HttpOptions } from '../../../server/src/platform/network/npm-http.js';
import { npmConfigOf } from '../../support/npm-machine.js';
import { recordingTimers } from '../../support/recording-timers.js';
import type { RecordingTimers } from '../../support/recording-timers.js';

export const TIMEOUT_MS = 20_000;

export interface TestHttp extends Http {
  readonly timers: RecordingTimers;
}

/** Waits between tries take no time; time-outs come only when the test says so. */
export async function testHttp(options: Partial<HttpOptions> = {}): Promise<TestHttp> {
  const timers = recordingTimers(TIMEOUT_MS);
  const http = createHttp({
    config: await npmConfigOf(),
    network: {},
    concurrency: 4,
    timeoutMs: TIMEOUT_MS,
    clock: () => 0,
    logger: silentLogger,
    random: () => 1,
    timers,
    ...options,
  });
  return { ...http, timers };
}

/** A GET that nobody takes back. */
export function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { url, signal: new AbortController().signal, maxBytes: 1_000_000, ...more };
}

/** `200 body`, or `reason: message`. */
export function summary(answer: HttpAnswer): string {
  return answer.status === 'answered'
    ? `${answer.httpStatus} ${answer.body.toString('utf8')}`.trim()
    : `${answer.reason}: ${answer.message}`;
}
