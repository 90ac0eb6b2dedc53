// A registry of its own process that has every answer ready: what it costs to make one is measured with nobody.
// Started with this file, it is that process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import type { RawPackument } from '../../support/packuments.js';

export interface DocumentServer {
  readonly url: string;
  close(): void;
}

/** What it has. */
export interface Served {
  readonly documents: readonly RawPackument[];
  /** Package files by their paths, which stand in the documents, too. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

export async function startDocumentServer(served: Served): Promise<DocumentServer> {
  const child = fork(import.meta.filename, { serialization: 'advanced' });
  child.send(served);
  const [url] = (await once(child, 'message')) as [string];
  return { url, close: () => child.disconnect() };
}

/** Where a registry has the document of a name. */
export function documentPath(name: string): string {
  return `/${name.replace('/', '%2f')}`;
}

const JSON_GZIP = { 'content-type': 'application/json', 'content-encoding': 'gzip' };

function serve({ documents, files }: Served): void {
  const bodies = new Map<string, Buffer>();
  // No package has a flaw; whoever asks about other things hears that there is nothing.
  const none = gzipSync('{}');
  const server = createServer((request, response) => {
    request.resume();
    const file = files[decodeURIComponent(request.url ?? '')];
    const body = bodies.get((request.url ?? '').toLowerCase()) ?? (request.method === 'POST' ? none : undefined);
    if (file !== undefined) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
    else if (body === undefined) response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    else response.writeHead(200, JSON_GZIP).end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const one of documents) {
      const text = JSON.stringify(one).replaceAll('"tarball":"/', `"tarball":"${base}/`);
      bodies.set(documentPath(one.name).toLowerCase(), gzipSync(text, { level: 1 }));
    }
    process.send?.(base);
  });
}

if (process.argv[1] === import.meta.filename) {
  process.once('message', (served: Served) => serve(served));
  process.once('disconnect', () => process.exit());
}
