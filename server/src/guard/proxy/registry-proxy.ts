import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../platform/clock.js';
import type { Http } from '../../platform/http.js';
import { createRegistryChooser, type NpmConfiguration } from '../../platform/npm/npm-config.js';
import { askedBy, type Asked } from './asked.js';
import { ASKS_ITSELF, createDocuments, type Documents } from './documents.js';
import { fileName, recordIn, tarballOf, versionOfFile, withoutHidden, type Hidden } from './hidden-versions.js';

export interface ProxyOptions {
  readonly config: NpmConfiguration;
  readonly http: Http;
  readonly clock: Clock;
  readonly cooldownHours: number;
  /** What is known against the versions of a name. */
  readonly malwareOf: (name: string) => Promise<(version: string) => string | undefined>;
  /** 0: one that is free. */
  readonly port: number;
  /** For package files on their way: a folder that only this user can write to. */
  readonly folder: string;
  /** One sentence for whoever has started it. */
  readonly tell: (sentence: string) => void;
}

export interface RegistryProxy {
  /** Ends with `/`. */
  readonly url: string;
  close(): Promise<void>;
}

/** The largest package files of npm's registry have less. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;
const MAX_QUESTION_BYTES = 16 * 1024 * 1024;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const REQUEST_TIMEOUT_MS = 60_000;
/** A header that lists more than this would be refused by clients. */
const MAX_HEADER = 1000;

/** What answers one request. */
interface Exchange extends ProxyOptions {
  readonly documents: Documents;
  readonly base: string;
  readonly scratch: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly signal: AbortSignal;
}

/** A registry on the loopback interface in front of those that npm is configured for. */
export async function startRegistryProxy(options: ProxyOptions): Promise<RegistryProxy> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const scratch = await mkdtemp(path.join(options.folder, 'proxy-'));
  const isOwn = (url: string): boolean => leadsTo(url, portOf(server));
  const documents = createDocuments({ ...options, isOwn, registryOf: createRegistryChooser(options.config) });
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const base = `http://127.0.0.1:${portOf(server)}/`;
    const exchange = { ...options, documents, base, scratch, request, response, signal: gone.signal };
    void answer(exchange).catch(() => fail(response, 502, 'The registry could not be asked.'));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** Somebody who has made the proxy npm's registry has made it its own. */
function leadsTo(url: string, port: number): boolean {
  const to = new URL(url);
  return to.port === String(port) && ['127.0.0.1', 'localhost', '[::1]'].includes(to.hostname);
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function answer(exchange: Exchange): Promise<void> {
  const { request, response, base } = exchange;
  const asked = askedBy(request.method ?? '', request.url ?? '');
  // A page in a browser may have a name of its own lead here.
  const { host } = new URL(base);
  const isMeant = request.headers.host === host || request.headers.host === `localhost:${new URL(base).port}`;
  if (isMeant && asked.kind !== 'nothing') return ANSWERS[asked.kind](exchange, asked as never);
  fail(response, isMeant ? 405 : 421, 'This proxy only reads packages.');
}

type Of<K extends Asked['kind']> = Extract<Asked, { readonly kind: K }>;

const ANSWERS: {
  readonly [K in Exclude<Asked['kind'], 'nothing'>]: (exchange: Exchange, asked: Of<K>) => Promise<void>;
} = {
  ping: async ({ response }) => {
    await Promise.resolve();
    json(response, 200, {});
  },
  document: sendDocument,
  file: sendFile,
  advisories: sendAdvisories,
};

async function sendDocument(exchange: Exchange, { name }: Of<'document'>): Promise<void> {
  const { documents, response, base, signal, request, tell } = exchange;
  const found = await documents.of(name, signal);
  if (found.status !== 'ok') {
    fail(response, found.httpStatus, found.message);
    return;
  }
  const { document, hidden } = found;
  const versions = Object.keys(recordIn(document, 'versions'));
  for (const [version, reason] of found.isNews ? hidden : []) tell(`${name}@${version} is hidden: ${reason}.`);
  if (versions.length > 0 && versions.every((version) => hidden.has(version))) {
    fail(response, 403, `package-risk hides every version of ${name}: ${[...hidden.values()][0] ?? ''}.`);
    return;
  }
  const shown = withoutHidden(document, hidden, (_version, url) => `${base}${name}/-/${fileName(url)}`);
  json(response, 200, shown, headersFor(hidden), request.method === 'HEAD');
}

function headersFor(hidden: Hidden): Readonly<Record<string, string>> {
  if (hidden.size === 0) return {};
  const all = [...hidden].map(([version, reason]) => `${version} (${reason})`).join('; ');
  return { 'x-package-risk-hidden': all.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_HEADER) };
}

async function sendFile(exchange: Exchange, { name, file }: Of<'file'>): Promise<void> {
  const { documents, response, signal, tell } = exchange;
  const found = await documents.of(name, signal);
  if (found.status !== 'ok') {
    fail(response, found.httpStatus, found.message);
    return;
  }
  const version = versionOfFile(found.document, file);
  const url = version === undefined ? undefined : tarballOf(found.document, version);
  if (version === undefined || url === undefined) {
    fail(response, 404, `${name} has no version with ${file}.`);
    return;
  }
  const reason = found.hidden.get(version);
  if (reason === undefined) return passFile(exchange, url);
  const sentence = `package-risk does not let ${name}@${version} through: ${reason}.`;
  tell(sentence);
  fail(response, 403, sentence);
}

/** By way of the disk, so that no package file is held in memory. */
async function passFile({ http, response, scratch, signal, request }: Exchange, url: string): Promise<void> {
  const folder = await mkdtemp(path.join(scratch, 'file-'));
  const saveTo = path.join(folder, 'package.tgz');
  try {
    const got = await http.send({ url, signal, maxBytes: MAX_FILE_BYTES, saveTo });
    if (got.status === 'failed') {
      fail(response, 502, got.message);
      return;
    }
    if (got.httpStatus !== 200) {
      fail(response, got.httpStatus, 'The registry does not have this file.');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(saveTo), response);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What `npm audit` asks goes to the registry that npm would ask. */
async function sendAdvisories(exchange: Exchange, { path: where }: Of<'advisories'>): Promise<void> {
  const { http, request, response, signal, config } = exchange;
  const registry = createRegistryChooser(config)('any-name');
  if ('status' in registry) {
    fail(response, 404, 'There is no registry to ask.');
    return;
  }
  if (leadsTo(registry.url, Number(new URL(exchange.base).port))) {
    fail(response, 508, ASKS_ITSELF);
    return;
  }
  const body = await bodyOf(request);
  if (body === undefined) {
    fail(response, 413, 'The question is too long.');
    return;
  }
  const encoding = request.headers['content-encoding'];
  const headers = {
    'content-type': 'application/json',
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
  };
  const got = await http.send({
    ...{ url: registry.url + where.slice(1), method: 'POST', headers, body, signal },
    maxBytes: MAX_ANSWER_BYTES,
  });
  if (got.status === 'failed') {
    fail(response, 502, got.message);
    return;
  }
  response.writeHead(got.httpStatus, { 'content-type': 'application/json' }).end(got.body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > MAX_QUESTION_BYTES) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function json(
  response: ServerResponse,
  status: number,
  value: object,
  headers: Readonly<Record<string, string>> = {},
  isHead = false,
): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-cache', ...headers });
  response.end(isHead ? undefined : JSON.stringify(value));
}

/** npm prints what stands under `error`, pnpm and Yarn the status. */
function fail(response: ServerResponse, status: number, sentence: string): void {
  json(response, status, { error: sentence, reason: sentence });
}
