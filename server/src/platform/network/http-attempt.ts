import { phrase } from '../../model/index.js';
import type { HttpAnswer, HttpRequest } from '../http.js';
import { AnswerError, httpFailure } from './http-failure.js';
import type { Hop, HopResponse } from './http-hop.js';
import { readBody, saveBody } from './response-body.js';
import type { Timers } from '../timers.js';

export interface AttemptOptions {
  readonly sendHop: (hop: Hop) => Promise<HopResponse>;
  readonly timers: Timers;
  /** For the whole attempt: connecting, redirects and body. */
  readonly timeoutMs: number;
}

/** Why what still goes on of an attempt is stopped. One for all, as an error that nobody sees is still made with its stack. */
const OVER = new Error('The attempt is over.');

/** A registry behind a content network needs one or two. */
const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const BODILESS: readonly number[] = [204, 304];

/** Sends a request once. Rejects with what went wrong, or with the signal's reason once that is aborted. */
export async function attempt(request: HttpRequest, options: AttemptOptions): Promise<HttpAnswer> {
  const { host } = new URL(request.url);
  const deadline = new AbortController();
  const seconds = options.timeoutMs / 1000;
  const late = (): AnswerError =>
    new AnswerError('timeout', phrase('{host} did not answer within {seconds} s.', { host, seconds }));
  const start = (): (() => void) => options.timers.after(options.timeoutMs, () => deadline.abort(late()));
  let cancel = start();
  const goOn = (): void => {
    cancel();
    cancel = start();
  };
  const signal = AbortSignal.any([request.signal, deadline.signal]);
  try {
    return await answer(request, await follow(request, signal, options.sendHop), goOn);
  } catch (error) {
    request.signal.throwIfAborted();
    throw deadline.signal.aborted ? deadline.signal.reason : error;
  } finally {
    cancel();
    // Whatever is still being sent (a body that is too long, or a redirect's) is of no use.
    deadline.abort(OVER);
  }
}

/** @param goOn to be called for each piece of a body that may take long */
async function answer(request: HttpRequest, response: HopResponse, goOn: () => void): Promise<HttpAnswer> {
  const { host } = new URL(request.url);
  const { status } = response;
  if (status === 407)
    return httpFailure('unauthorized', phrase('The proxy on the way to {host} asks for credentials (407).', { host }));
  const encoding = BODILESS.includes(status) ? '' : (response.headers.get('content-encoding') ?? '');
  const limits = { maxBytes: request.maxBytes, subject: host };
  const isSaved = request.saveTo !== undefined && status === 200;
  if (isSaved) await saveBody(response.body, encoding, limits, { file: request.saveTo, onPiece: goOn });
  const body = isSaved ? Buffer.alloc(0) : await readBody(response.body, encoding, limits);
  const headers = new Map<string, string>();
  response.headers.forEach((value, name) => headers.set(name.toLowerCase(), value));
  return { status: 'answered', httpStatus: status, headers, body };
}

async function follow(
  request: HttpRequest,
  signal: AbortSignal,
  sendHop: AttemptOptions['sendHop'],
): Promise<HopResponse> {
  const first = new URL(request.url);
  let hop: Hop = {
    url: first,
    method: request.method ?? 'GET',
    headers: request.headers ?? {},
    body: request.body,
    signal,
    mayAuthorize: true,
  };
  for (let redirects = 0; ; redirects += 1) {
    const response = await sendHop(hop);
    if (!REDIRECTS.includes(response.status)) return response;
    response.body.resume();
    if (redirects === MAX_REDIRECTS)
      throw new AnswerError('malformed', phrase('{host} redirects without end.', { host: first.host }));
    hop = redirected(hop, response);
  }
}

/** Each hop gets the credentials that are bound to its own URL, and none once the way has led out of TLS. */
function redirected(hop: Hop, response: HopResponse): Hop {
  const url = targetOf(hop.url, response.headers.get('location') ?? '');
  const mayAuthorize = hop.mayAuthorize && !(hop.url.protocol === 'https:' && url.protocol === 'http:');
  const keepsBody = hop.method === 'GET' || response.status === 307 || response.status === 308;
  return keepsBody
    ? { ...hop, url, mayAuthorize }
    : { ...hop, url, mayAuthorize, method: 'GET', body: undefined, headers: withoutBodyHeaders(hop.headers) };
}

function targetOf(from: URL, location: string): URL {
  const target = location !== '' && URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (target?.protocol === 'https:' || target?.protocol === 'http:') return target;
  throw new AnswerError('malformed', phrase('{host} redirects to nowhere.', { host: from.host }));
}

function withoutBodyHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.toLowerCase().startsWith('content-')));
}
