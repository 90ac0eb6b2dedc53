import { randomUUID } from 'node:crypto';
import { bufferOver, ownBytes } from '../buffer-over.js';
import type { Clock } from '../clock.js';
import type { Http, HttpAnswer, HttpRequest } from '../http.js';
import { silentLogger } from '../logger.js';
import { HandedOver, type CalledThread, type Handlers } from '../threads/calls.js';
import { createHttp, type HttpOptions } from './npm-http.js';

/** What there is to know of a network, as far as it can be told to a thread. */
type Route = Pick<HttpOptions, 'config' | 'network' | 'concurrency' | 'timeoutMs'>;

interface Introduced {
  readonly id: string;
  readonly route: Route;
}

interface Sent {
  /** Of the network. */
  readonly id: string;
  readonly ticket: string;
  readonly request: Omit<HttpRequest, 'signal'>;
}

interface Got {
  readonly answer: HttpAnswer;
  /** What was logged since somebody was last told. */
  readonly log: readonly string[];
}

/** What the thread does: the same requests as without one. */
export function serveHttp(clock: Clock): Handlers {
  const networks = new Map<string, Http>();
  const underWay = new Map<string, AbortController>();
  const log: string[] = [];
  const logger = { ...silentLogger, debug: (line: string) => void log.push(line) };
  return {
    reach: ({ id, route }: Introduced) => {
      networks.set(id, createHttp({ ...route, clock, logger, random: Math.random }));
      return Promise.resolve();
    },
    send: async ({ id, ticket, request }: Sent) => {
      const stop = new AbortController();
      underWay.set(ticket, stop);
      try {
        const answer = await networks.get(id)?.send({ ...request, signal: stop.signal });
        return answer && handedOver(answer, log.splice(0));
      } finally {
        underWay.delete(ticket);
      }
    },
    stop: (ticket: string) => Promise.resolve(underWay.get(ticket)?.abort()),
  };
}

function handedOver(answer: HttpAnswer, log: readonly string[]): unknown {
  if (answer.status === 'failed') return { answer, log } satisfies Got;
  const body = ownBytes(answer.body);
  return new HandedOver({ answer: { ...answer, body }, log }, [body.buffer]);
}

/**
 * A network whose connections are a thread's: what npm's agent, TLS and unpacking take for each of thousands of answers is more than
 * all that is made of them, and would be taken from who types. Without the thread it is done here.
 */
export function createThreadedHttp(options: HttpOptions, thread: CalledThread): Http {
  const { config, network, concurrency, timeoutMs, logger } = options;
  const here = createHttp(options);
  const id = randomUUID();
  let introduction: Promise<unknown> | undefined;
  const send = async (ticket: string, request: Sent['request']): Promise<HttpAnswer> => {
    const route: Route = { config, network, concurrency, timeoutMs };
    introduction ??= thread.call('reach', { id, route } satisfies Introduced);
    await introduction;
    const { answer, log } = (await thread.call('send', { id, ticket, request } satisfies Sent)) as Got;
    for (const line of log) logger.debug(line);
    return answer.status === 'failed' ? answer : { ...answer, body: bufferOver(answer.body) };
  };
  return {
    async send({ signal, ...request }) {
      signal.throwIfAborted();
      const ticket = randomUUID();
      const stop = (): void => void thread.call('stop', ticket).catch(() => {});
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await send(ticket, request);
      } catch {
        signal.throwIfAborted();
        return await here.send({ ...request, signal });
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
