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

/** Undefined where the network is not known any more. */
type Got = Answered | undefined;

interface Answered {
  readonly answer: HttpAnswer;
  /** What was logged since somebody was last told. */
  readonly log: readonly string[];
}

/** Each configuration that npm is given while an editor is open is a network of its own. More are not used at the same time. */
const MAX_NETWORKS = 16;

/** What the thread does: the same requests as without one. */
export function serveHttp(clock: Clock): Handlers {
  const networks = new Map<string, Http>();
  const underWay = new Map<string, AbortController>();
  const log: string[] = [];
  const logger = { ...silentLogger, debug: (line: string) => void log.push(line) };
  return {
    reach: ({ id, route }: Introduced) => {
      networks.set(id, createHttp({ ...route, clock, logger, random: Math.random }));
      const [oldest] = networks.keys();
      if (oldest !== undefined && networks.size > MAX_NETWORKS) networks.delete(oldest);
      return Promise.resolve();
    },
    send: async ({ id, ticket, request }: Sent) => {
      const stop = new AbortController();
      underWay.set(ticket, stop);
      try {
        const http = networks.get(id);
        if (http === undefined) return undefined;
        // The one that was used last is the last to go.
        networks.delete(id);
        networks.set(id, http);
        return handedOver(await http.send({ ...request, signal: stop.signal }), log.splice(0));
      } finally {
        underWay.delete(ticket);
      }
    },
    stop: (ticket: string) => Promise.resolve(underWay.get(ticket)?.abort()),
  };
}

function handedOver(answer: HttpAnswer, log: readonly string[]): unknown {
  if (answer.status === 'failed') return { answer, log } satisfies Answered;
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
  const route: Route = { config, network, concurrency, timeoutMs };
  const introduce = (): Promise<unknown> => thread.call('reach', { id, route } satisfies Introduced);
  let introduction: Promise<unknown> | undefined;
  const ask = async (ticket: string, request: Sent['request']): Promise<Got> => {
    const asked = introduction;
    await asked;
    const got = (await thread.call('send', { id, ticket, request } satisfies Sent)) as Got;
    if (got !== undefined) return got;
    // Somebody else may have introduced it anew meanwhile.
    if (introduction === asked) introduction = introduce();
    await introduction;
    return (await thread.call('send', { id, ticket, request } satisfies Sent)) as Got;
  };
  const send = async (ticket: string, request: Sent['request']): Promise<HttpAnswer> => {
    introduction ??= introduce();
    const got = await ask(ticket, request);
    if (got === undefined) throw new Error('The thread forgets networks as soon as it is told of them.');
    const { answer, log } = got;
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
