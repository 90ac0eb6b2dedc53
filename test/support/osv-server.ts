import semver from 'semver';
import { startLocalServer } from './local-server.js';
import type { Answer, LocalServer, LocalServerOptions, RecordedRequest } from './local-server.js';

/** A record of the OSV schema, as far as the server itself reads it. */
export interface RawOsvRecord {
  readonly id: string;
  readonly modified: string;
  readonly affected?: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly versions?: readonly string[];
    readonly ranges?: readonly {
      readonly type: string;
      readonly events: readonly Readonly<Record<string, string>>[];
    }[];
  }[];
  readonly [field: string]: unknown;
}

export interface OsvServerOptions extends LocalServerOptions {
  readonly records?: readonly RawOsvRecord[];
  /** Vulnerabilities a page and package. */
  readonly pageSize?: number;
}

interface Query {
  readonly version?: string;
  readonly package?: { readonly name?: string; readonly ecosystem?: string };
  readonly page_token?: string;
}

const MAX_QUERIES = 1000;

/** OSV on this machine: `POST /v1/querybatch` with pages, and `GET /v1/vulns/{id}`. */
export async function startOsv({
  records = [],
  pageSize = 1000,
  ...server
}: OsvServerOptions = {}): Promise<LocalServer> {
  return startLocalServer((request) => {
    if (request.method === 'POST' && request.path === '/v1/querybatch') return queryBatch(request, records, pageSize);
    const id = /^\/v1\/vulns\/([^/]+)$/.exec(request.path)?.[1];
    const found = records.find((record) => record.id === id);
    return found === undefined ? json(404, { code: 5, message: 'Bug not found.' }) : json(200, found);
  }, server);
}

function json(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function queryBatch(request: RecordedRequest, records: readonly RawOsvRecord[], pageSize: number): Answer {
  const { queries } = JSON.parse(request.body) as { queries: readonly Query[] };
  if (queries.length > MAX_QUERIES) return json(400, { code: 3, message: 'Too many queries.' });
  return json(200, { results: queries.map((query) => page(query, records, pageSize)) });
}

/** A query without hits has neither `vulns` nor a token. Tokens are opaque to clients. */
function page(query: Query, records: readonly RawOsvRecord[], pageSize: number): object {
  const hits = records.filter((record) => record.withdrawn === undefined && isAffected(record, query));
  const start = query.page_token === undefined ? 0 : Number(query.page_token.replace('after-', ''));
  const vulns = hits.slice(start, start + pageSize).map(({ id, modified }) => ({ id, modified }));
  const more = start + pageSize < hits.length ? { next_page_token: `after-${start + pageSize}` } : {};
  return vulns.length === 0 ? {} : { vulns, ...more };
}

function isAffected({ affected = [] }: RawOsvRecord, { version = '', package: asked }: Query): boolean {
  return affected
    .filter((entry) => entry.package.name === asked?.name && entry.package.ecosystem === asked.ecosystem)
    .some(
      ({ versions = [], ranges = [] }) =>
        versions.includes(version) || ranges.some(({ events }) => satisfies(version, events)),
    );
}

/** The last event at or below the version decides. */
function satisfies(version: string, events: readonly Readonly<Record<string, string>>[]): boolean {
  let affected = false;
  const whole = (bound: string): string => (bound === '0' ? '0.0.0-0' : bound);
  const order = (event: Readonly<Record<string, string>>): string => whole(Object.values(event)[0] ?? '0');
  for (const event of [...events].sort((a, b) => semver.compare(order(a), order(b)))) {
    if (event.introduced !== undefined && semver.gte(version, whole(event.introduced))) affected = true;
    if (event.fixed !== undefined && semver.gte(version, event.fixed)) affected = false;
    if (event.last_affected !== undefined && semver.gt(version, event.last_affected)) affected = false;
  }
  return affected;
}
