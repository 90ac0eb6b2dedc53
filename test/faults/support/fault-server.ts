import {
  createServer,
  request as sendUpstream,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { closeServer } from '../../support/local-server.js';
import { sendWith, type Fault, type Original } from './faults.js';

/** What came in, as far as faults are chosen by it. */
export interface Seen {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type FaultPlan = (path: string) => Fault | undefined;

export interface FaultServerOptions {
  /** The server that knows the right answers. */
  readonly upstream: string;
  /** The certificate at the moment, where it speaks TLS. */
  readonly tls?: () => { readonly cert: string; readonly key: string };
}

/** Stands before a server of the tests and does to its answers what networks, proxies and bad days do. */
export interface FaultServer {
  readonly url: string;
  readonly host: string;
  readonly seen: readonly Seen[];
  /** What happens to requests from now on; undefined: nothing. */
  plan: FaultPlan | undefined;
  /** Called for each request before it is answered. */
  onRequest: (count: number) => void;
  /** Nobody listens any more, and all connections are cut. */
  goDown(): Promise<void>;
  /** Listens at the same place, by whatever certificate there is by now. */
  restart(): Promise<void>;
  /** Nothing goes wrong any more. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export async function startFaultServer({ upstream, tls }: FaultServerOptions): Promise<FaultServer> {
  const seen: Seen[] = [];
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    void answer(incoming, response).catch(() => response.socket?.destroy());
  };
  const create = (): Server => (tls === undefined ? createServer(listener) : createTlsServer(tls(), listener));
  let server = create();
  const port = await listenAt(server, 0);
  const host = `127.0.0.1:${port}`;
  const faulty: FaultServer = {
    ...{ url: `${tls === undefined ? 'http' : 'https'}://${host}`, host, seen, plan: undefined },
    onRequest: () => undefined,
    goDown: () => closeServer(server),
    async restart() {
      if (server.listening) await closeServer(server);
      server = create();
      await listenAt(server, port);
    },
    async heal() {
      faulty.plan = undefined;
      faulty.onRequest = () => undefined;
      await faulty.restart();
    },
    close: () => (server.listening ? closeServer(server) : Promise.resolve()),
  };
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Whoever leaves in the middle is expected.
    response.on('error', () => undefined);
    const body = await bodyOf(incoming);
    const path = incoming.url ?? '';
    seen.push({ path, headers: headersOf(incoming), body: body.toString('latin1') });
    const fault = faulty.plan?.(path);
    faulty.onRequest(seen.length);
    const original = (): Promise<Original> => ask(upstream, incoming, body);
    await sendWith(fault, response, path, tls === undefined ? original : async () => secured(await original(), host));
  };
  return faulty;
}

async function listenAt(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** The host that the client names is kept, so that addresses in documents lead back here. */
function ask(upstream: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Original> {
  return new Promise((resolve, reject) => {
    const sent = sendUpstream(
      upstream + (url ?? ''),
      { method, headers: { ...headers, connection: 'close' } },
      (from) => {
        bodyOf(from).then(
          (raw) => resolve({ status: from.statusCode ?? 500, headers: headersOf(from), raw }),
          (error: unknown) => reject(error as Error),
        );
      },
    );
    sent.on('error', reject).end(body);
  });
}

/** The server behind does not know that it is reached by TLS. */
function secured(original: Original, host: string): Original {
  if (original.headers['content-type']?.includes('json') !== true) return original;
  const { 'content-encoding': encoding, ...headers } = original.headers;
  const text = (encoding === 'gzip' ? gunzipSync(original.raw) : original.raw).toString('utf8');
  return { ...original, headers, raw: Buffer.from(text.replaceAll(`http://${host}`, `https://${host}`)) };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
