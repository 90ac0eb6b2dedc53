import { startLocalServer, type Answer, type LocalServer, type LocalServerOptions } from './local-server.js';

interface Key {
  readonly system: string;
  readonly name?: string;
  readonly version?: string;
}

export interface DepsDevServerOptions extends LocalServerOptions {
  /** What is found, by `name@version`; nothing is found about others. */
  readonly findings?: Readonly<Record<string, object>>;
  /** Responses a page. */
  readonly pageSize?: number;
}

const MAX_REQUESTS = 5000;

/** deps.dev on this machine: `POST /v3alpha/findingsbatch` with pages. */
export async function startDepsDev({
  findings = {},
  pageSize = 1000,
  ...server
}: DepsDevServerOptions = {}): Promise<LocalServer> {
  return startLocalServer((request) => {
    if (request.method !== 'POST' || request.path !== '/v3alpha/findingsbatch') return json(404, { code: 5 });
    const { requests, pageToken } = JSON.parse(request.body) as {
      readonly requests: readonly { readonly versionKey?: Key; readonly packageKey?: Key }[];
      readonly pageToken?: string;
    };
    if (requests.length > MAX_REQUESTS) return json(400, { code: 3, message: 'too many requests' });
    const start = pageToken === undefined ? 0 : Number(pageToken.replace('after-', ''));
    const responses = requests.slice(start, start + pageSize).map((asked) => {
      const { name = '', version = '' } = asked.versionKey ?? asked.packageKey ?? {};
      return { request: asked, findings: { versionKey: asked.versionKey, ...findings[`${name}@${version}`] } };
    });
    const more = start + pageSize < requests.length ? { nextPageToken: `after-${start + pageSize}` } : {};
    return json(200, { responses, ...more });
  }, server);
}

function json(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
