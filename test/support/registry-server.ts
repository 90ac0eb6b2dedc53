import { createHash } from 'node:crypto';
import semver from 'semver';
import { startLocalServer } from './local-server.js';
import type { Answer, LocalServer, LocalServerOptions, RecordedRequest } from './local-server.js';
import { abbreviated, integrityOf } from './packuments.js';
import type { RawPackument } from './packuments.js';

/** One entry of the bulk advisories endpoint's lists. */
export interface BulkAdvisory {
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly severity: string;
  readonly vulnerable_versions: string;
  readonly [field: string]: unknown;
}

export interface RegistryServerOptions extends LocalServerOptions {
  readonly packages?: readonly RawPackument[];
  /** Bytes of tarballs by `name@version`; their integrity goes into the documents. */
  readonly tarballs?: Readonly<Record<string, Buffer>>;
  /** Everything but a request with this bearer token is answered with 401. */
  readonly token?: string;
  /** What the keys endpoint answers. Absent: the registry has no such endpoint. */
  readonly keys?: readonly object[];
  /** By `name@version`: what the attestations endpoint answers. */
  readonly attestations?: Readonly<Record<string, object>>;
  /** By package name. Absent: the registry has no such endpoint. */
  readonly advisories?: Readonly<Record<string, readonly BulkAdvisory[]>>;
}

export interface RegistryServer extends LocalServer {
  /** Adds or replaces a document. */
  publish(packument: RawPackument): void;
  unpublish(name: string): void;
}

const ABBREVIATED_TYPE = 'application/vnd.npm.install-v1+json';
const KEYS_PATH = '/-/npm/v1/keys';
const ATTESTATIONS_PATH = '/-/npm/v1/attestations/';
const BULK_PATH = '/-/npm/v1/security/advisories/bulk';

/** A registry on this machine that speaks npm's protocol. Tarball URLs in its documents point back to it. */
export async function startRegistry(options: RegistryServerOptions = {}): Promise<RegistryServer> {
  const packages = new Map((options.packages ?? []).map((each) => [each.name, each]));
  const tarballs = new Map(Object.entries(options.tarballs ?? {}));
  const files = new Map([...tarballs].map(([id, body]) => [tarballPathOf(id), body]));
  const respond = (request: RecordedRequest): Answer => {
    if (options.token !== undefined && request.headers.authorization !== `Bearer ${options.token}`) {
      return json(401, { error: 'unauthorized' });
    }
    if (request.path === KEYS_PATH && options.keys !== undefined) return json(200, { keys: options.keys });
    if (request.path.startsWith(ATTESTATIONS_PATH)) return attestationsOf(request, options.attestations);
    if (request.path === BULK_PATH) return bulk(request, options.advisories);
    const base = `${options.tls === true ? 'https' : 'http'}://${request.host}`;
    return tarball(request, files) ?? document(request, packages, (found) => withTarballs(found, base, tarballs));
  };
  const server = await startLocalServer(respond, options);
  return {
    ...server,
    publish: (packument) => void packages.set(packument.name, packument),
    unpublish: (name) => void packages.delete(name),
  };
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function attestationsOf({ path }: RecordedRequest, attestations: RegistryServerOptions['attestations']): Answer {
  const found = attestations?.[decodeURIComponent(path.slice(ATTESTATIONS_PATH.length))];
  return found === undefined ? json(404, { error: 'Not found' }) : json(200, found);
}

function document(
  request: RecordedRequest,
  packages: ReadonlyMap<string, RawPackument>,
  complete: (packument: RawPackument) => RawPackument,
): Answer {
  const found = packages.get(decodeURIComponent(request.path.slice(1)));
  if (request.method !== 'GET' || found === undefined) return json(404, { error: 'Not found' });
  const short = request.headers.accept?.includes(ABBREVIATED_TYPE) === true;
  const full = complete(found);
  const body = JSON.stringify(short ? abbreviated(full) : full);
  const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return { status: 200, headers: { 'content-type': short ? ABBREVIATED_TYPE : 'application/json', etag }, body };
}

/** `lodash/-/lodash-1.0.0.tgz`, `@scope/name/-/name-1.0.0.tgz`. */
function tarballPath(name: string, version: string): string {
  return `/${name}/-/${name.split('/').at(-1) ?? name}-${version}.tgz`;
}

/** @param id `name@version` */
function tarballPathOf(id: string): string {
  const at = id.lastIndexOf('@');
  return tarballPath(id.slice(0, at), id.slice(at + 1));
}

function withTarballs(packument: RawPackument, base: string, tarballs: ReadonlyMap<string, Buffer>): RawPackument {
  const versions = Object.entries(packument.versions).map(([version, manifest]) => {
    const bytes = tarballs.get(`${packument.name}@${version}`);
    const integrity = bytes === undefined ? {} : { integrity: integrityOf(bytes) };
    const dist = { tarball: base + tarballPath(packument.name, version), ...(manifest.dist as object), ...integrity };
    return [version, { ...manifest, dist }];
  });
  return { ...packument, versions: Object.fromEntries(versions) as RawPackument['versions'] };
}

/** @param files by their paths */
function tarball({ path }: RecordedRequest, files: ReadonlyMap<string, Buffer>): Answer | undefined {
  const body = files.get(decodeURIComponent(path));
  if (body === undefined) return undefined;
  return { status: 200, headers: { 'content-type': 'application/octet-stream', 'content-encoding': 'identity' }, body };
}

/** Only advisories that some of the versions asked about are in, and no names without any. */
function bulk(request: RecordedRequest, advisories: RegistryServerOptions['advisories']): Answer {
  if (advisories === undefined || request.method !== 'POST') return json(404, { error: 'Not found' });
  const asked = JSON.parse(request.body) as Readonly<Record<string, readonly string[]>>;
  const found = Object.entries(asked).map(([name, versions]) => {
    const matching = (advisories[name] ?? []).filter(({ vulnerable_versions: range }) =>
      versions.some((version) => semver.satisfies(version, range, { includePrerelease: true })),
    );
    return [name, matching] as const;
  });
  return json(200, Object.fromEntries(found.filter(([, matching]) => matching.length > 0)));
}
