import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server as NetServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { gunzipSync, gzipSync } from 'node:zlib';
import { serverCertificate, testAuthority } from './certificates.js';

/** What a server saw of one request. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Decompressed. */
  readonly body: string;
  /** Common name of the certificate that the client showed. */
  readonly clientCertificate?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What goes wrong with an answer. */
export type Fault =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** Held back until the promise is fulfilled, then as usual. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }
  /** Half of the body, then the connection is closed. */
  | { readonly kind: 'broken-off' }
  /** Half of the compressed body, sent as if it were the whole. */
  | { readonly kind: 'truncated-gzip' }
  | { readonly kind: 'reset' }
  /** Nothing is ever sent; `heard` is called when the request has come. */
  | { readonly kind: 'silent'; readonly heard: () => void };

export interface LocalServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly RecordedRequest[];
  /** The next request whose path contains `part` meets the fault; later calls queue up. */
  fail(part: string, ...faults: readonly Fault[]): void;
  /** Rejects where the server was asked for a host that it is not. */
  close(): Promise<void>;
}

export interface LocalServerOptions {
  /** TLS with the certificate of the tests; asks clients for theirs. */
  readonly tls?: boolean;
  /** Further names under which it may be asked. */
  readonly hosts?: readonly string[];
}

/** A server on this machine that answers requests with a function, compresses where it may, and records all it sees. */
export async function startLocalServer(
  respond: (request: RecordedRequest) => Answer | Promise<Answer>,
  { tls = false, hosts = [] }: LocalServerOptions = {},
): Promise<LocalServer> {
  const requests: RecordedRequest[] = [];
  const faults: { readonly part: string; readonly fault: Fault }[] = [];
  const strangers: string[] = [];
  const listener: RequestListener = (incoming, response) => {
    void (async () => {
      const request = await record(incoming);
      requests.push(request);
      if (!isExpected(request.host, hosts)) {
        strangers.push(request.host);
        send(request, response, { status: 421, body: 'not this host' });
        return;
      }
      const index = faults.findIndex(({ part }) => request.path.includes(part));
      const [found] = index < 0 ? [] : faults.splice(index, 1);
      if (found?.fault.kind === 'silent') {
        found.fault.heard();
        return;
      }
      if (found?.fault.kind === 'hold') await found.fault.until;
      const answer = found?.fault.kind === 'answer' ? found.fault.answer : await respond(request);
      sendFaulty(request, response, answer, found?.fault.kind);
    })();
  };
  const server = tls
    ? createTlsServer(
        { ...serverCertificate(), ca: testAuthority(), requestCert: true, rejectUnauthorized: false },
        listener,
      )
    : createServer(listener);
  const port = await listen(server);
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    requests,
    fail: (part, ...added) => faults.push(...added.map((fault) => ({ part, fault }))),
    async close() {
      await closeServer(server);
      if (strangers.length > 0) throw new Error(`asked for hosts that it is not: ${strangers.join(', ')}`);
    },
  };
}

/** Listens on a free port of the loopback interface and tells which. */
export async function listen(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Does not wait for connections that a client keeps open. */
export async function closeServer(server: Pick<Server, 'close' | 'closeAllConnections'>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

function isExpected(host: string, hosts: readonly string[]): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host) || hosts.includes(host.replace(/:\d+$/, ''));
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const peer = (incoming.socket as Partial<TLSSocket>).getPeerCertificate?.();
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    host: incoming.headers.host ?? '',
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()])),
    body: (incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString('utf8'),
    clientCertificate: (peer?.subject as { CN?: string } | undefined)?.CN,
  };
}

function send(request: RecordedRequest, response: ServerResponse, answer: Answer): void {
  const { body, headers } = encoded(request, answer);
  response.writeHead(answer.status, { 'content-length': String(body.length), ...headers }).end(body);
}

function encoded(request: RecordedRequest, { body = '', headers = {} }: Answer) {
  const plain = Buffer.from(body);
  if (plain.length === 0 || request.headers['accept-encoding']?.includes('gzip') !== true)
    return { body: plain, headers };
  if (headers['content-encoding'] !== undefined) return { body: plain, headers };
  return { body: gzipSync(plain), headers: { ...headers, 'content-encoding': 'gzip' } };
}

function sendFaulty(request: RecordedRequest, response: ServerResponse, answer: Answer, fault?: Fault['kind']): void {
  const { body, headers } = encoded(request, answer);
  switch (fault) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'broken-off':
      response.writeHead(answer.status, { 'content-length': String(body.length), ...headers });
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
      return;
    case 'truncated-gzip': {
      const half = body.subarray(0, Math.floor(body.length / 2));
      response.writeHead(answer.status, { ...headers, 'content-length': String(half.length) }).end(half);
      return;
    }
    default:
      send(request, response, answer);
  }
}
