import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { closeServer, listen } from './local-server.js';

export interface ConnectProxyOptions {
  /** Port on this machine that stands for `host:port`. Everything else is refused, and makes `close` reject. */
  readonly routes: Readonly<Record<string, number>>;
  /** `user:password` that clients must give. */
  readonly credentials?: string;
}

export interface ConnectProxy {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** `CONNECT host:port` or `GET http://host/path` of every request, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** A proxy on this machine: tunnels for https, forwarding for http. */
export async function startConnectProxy({ routes, credentials }: ConnectProxyOptions): Promise<ConnectProxy> {
  const requests: string[] = [];
  const strangers: string[] = [];
  const sockets = new Set<Socket>();
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const admitted = (incoming: IncomingMessage): boolean =>
    expected === undefined || incoming.headers['proxy-authorization'] === expected;
  const route = (target: string): number | undefined => {
    if (!Object.hasOwn(routes, target)) strangers.push(target);
    return Object.hasOwn(routes, target) ? routes[target] : undefined;
  };

  const server = createServer((incoming, response) => {
    requests.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    if (!admitted(incoming)) return void response.writeHead(407).end();
    const url = new URL(incoming.url ?? '');
    const port = route(`${url.hostname}:${url.port || '80'}`);
    if (port === undefined) return void response.writeHead(502).end();
    forward(incoming, response, url, port);
  });
  server.on('connect', (incoming: IncomingMessage, client: Socket) => {
    requests.push(`CONNECT ${incoming.url ?? ''}`);
    sockets.add(client);
    client.on('error', () => client.destroy());
    if (!admitted(incoming))
      return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    const port = route(incoming.url ?? '');
    if (port === undefined) return void client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
    tunnel(client, port);
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      await closeServer(server);
      if (strangers.length > 0) throw new Error(`asked for hosts that are not expected: ${strangers.join(', ')}`);
    },
  };
}

function tunnel(client: Socket, port: number): void {
  const upstream = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  client.on('close', () => upstream.destroy());
}

function forward(incoming: IncomingMessage, response: ServerResponse, url: URL, port: number): void {
  const { method, headers } = incoming;
  const path = url.pathname + url.search;
  const upstream = httpRequest({ host: '127.0.0.1', port, method, headers, path }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  incoming.pipe(upstream);
}
