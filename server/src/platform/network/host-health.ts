import { isWaiting } from '../clock.js';
import type { HttpAnswer } from '../http.js';
import { MAX_REST_MS } from './retry-delay.js';

/** One lost packet is not an outage; with several requests in a row lost, the next hundred would be too. */
const FAILURES_IN_A_ROW = 5;
/** How long nothing is asked then. Short, as a person may just be plugging the cable in. */
const REST_MS = 10_000;

interface Health {
  failures: number;
  restsUntil: number;
  last: HttpAnswer | undefined;
}

/**
 * Remembers which hosts cannot be reached just now, so that a lockfile with 1,500 packages is not 1,500 time-outs.
 * While a host rests, its last answer stands for all.
 */
export class HostHealth {
  readonly #hosts = new Map<string, Health>();

  /** What to answer without asking; undefined where the host may be asked. */
  verdict(origin: string, now: number): HttpAnswer | undefined {
    const health = this.#hosts.get(origin);
    return health !== undefined && isWaiting(health.restsUntil, MAX_REST_MS, now) ? health.last : undefined;
  }

  reached(origin: string): void {
    this.#hosts.delete(origin);
  }

  unreachable(origin: string, now: number, answer: HttpAnswer): void {
    const failures = (this.#hosts.get(origin)?.failures ?? 0) + 1;
    const restsUntil = failures >= FAILURES_IN_A_ROW ? now + REST_MS : 0;
    this.#hosts.set(origin, { failures, restsUntil, last: answer });
  }

  /** The host itself has asked to be left alone until then. */
  rest(origin: string, until: number, answer: HttpAnswer): void {
    this.#hosts.set(origin, { failures: 0, restsUntil: until, last: answer });
  }
}
