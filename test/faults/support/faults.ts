import type { ServerResponse } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';

/** The right answer, its body as it would go over the wire. */
export interface Original {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: Buffer;
}

/** What goes wrong with one answer. */
export type Fault =
  /** The connection is reset before anything was sent. */
  | { readonly kind: 'reset' }
  /** Half of the body, then the connection is closed. */
  | { readonly kind: 'broken-off' }
  /** Headers, and then a byte now and then, for as long as anybody listens. */
  | { readonly kind: 'drip' }
  /** The connection stays open, and nothing ever comes. */
  | { readonly kind: 'silent' }
  /** Another answer. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect'; readonly status: number; readonly to: (path: string) => string }
  /** Half of the compressed body, sent as if it were the whole. */
  | { readonly kind: 'truncated-gzip' }
  /** The bytes on the wire are others. */
  | { readonly kind: 'wire'; readonly change: (raw: Buffer, path: string) => Buffer }
  /** The text is another one, and well packed. */
  | { readonly kind: 'text'; readonly change: (text: string, path: string) => string };

const DRIP_MS = 15;

/** Answers a request as the fault has it; undefined: rightly. */
export async function sendWith(
  fault: Fault | undefined,
  response: ServerResponse,
  path: string,
  original: () => Promise<Original>,
): Promise<void> {
  if (fault === undefined) {
    send(response, await original());
    return;
  }
  switch (fault.kind) {
    case 'silent':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'drip':
      drip(response);
      return;
    case 'status':
      response.writeHead(fault.status, { 'content-length': '0', ...fault.headers }).end();
      return;
    case 'redirect':
      response.writeHead(fault.status, { location: fault.to(path), 'content-length': '0' }).end();
      return;
    default:
      sendChanged(fault, response, path, await original());
  }
}

type Change = Extract<Fault, { readonly kind: 'broken-off' | 'truncated-gzip' | 'wire' | 'text' }>;

function sendChanged(fault: Change, response: ServerResponse, path: string, original: Original): void {
  const { status, headers, raw } = original;
  switch (fault.kind) {
    case 'broken-off':
      response.writeHead(status, { ...headers, 'content-length': String(Math.max(raw.length, 2)) });
      response.write(raw.subarray(0, Math.floor(raw.length / 2)), () => response.socket?.destroy());
      return;
    case 'truncated-gzip': {
      const packed = headers['content-encoding'] === 'gzip' ? raw : gzipSync(raw);
      send(response, {
        status,
        headers: { ...headers, 'content-encoding': 'gzip' },
        raw: packed.subarray(0, Math.floor(packed.length / 2)),
      });
      return;
    }
    case 'wire':
      send(response, { status, headers: headersOfAnother(headers), raw: fault.change(raw, path) });
      return;
    case 'text': {
      const isPacked = headers['content-encoding'] === 'gzip';
      const text = fault.change((isPacked ? gunzipSync(raw) : raw).toString('utf8'), path);
      const body = isPacked ? gzipSync(text) : Buffer.from(text);
      send(response, { status, headers: headersOfAnother(headers), raw: body });
    }
  }
}

/** Another body has another tag. */
function headersOfAnother(headers: Original['headers']): Original['headers'] {
  return headers.etag === undefined ? headers : { ...headers, etag: '"another"' };
}

function send(response: ServerResponse, { status, headers, raw }: Original): void {
  const length = status === 304 ? {} : { 'content-length': String(raw.length) };
  const kept = Object.entries(headers).filter(([name]) => name !== 'transfer-encoding' && name !== 'connection');
  response.writeHead(status, { ...Object.fromEntries(kept), ...length }).end(raw);
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), DRIP_MS);
  response.once('close', () => clearInterval(timer));
}
