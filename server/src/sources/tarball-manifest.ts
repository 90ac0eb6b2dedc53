import type { ArtifactReader, ArtifactRequest } from '../artifacts/artifact-reader.js';
import { phrase, skipped, type DeclaredDependencies, type Outcome, type TarballManifest } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import { InFlight } from '../platform/in-flight.js';
import { registryFor, type NpmConfiguration } from '../platform/npm/npm-config.js';
import type { LookUp, LookUpOptions, Source } from './source.js';
import { olderWillDo } from './support/http-outcome.js';
import { objectOf, parseJson, stringRecordOf, stringsOf, type JsonObject } from './support/json.js';

export interface TarballManifestSourceOptions {
  readonly config: NpmConfiguration;
  readonly reader: Pick<ArtifactReader, 'readManifest'>;
  readonly cache: DiskCache;
  readonly clock: Clock;
}

/** Raised whenever the stored text means something else. */
const CODEC = 2;

/** Bytes with a known SHA-2 never change; a version without one could be published anew on a private registry. */
const MAX_AGE_WITHOUT_INTEGRITY_MS = 24 * 3_600_000;

type ManifestOutcome = Outcome<TarballManifest>;
type Manifest = Extract<ManifestOutcome, { readonly status: 'ok' }>;

/** What a package's own file says of installing, where that was read once or can be fetched now. */
export function createTarballManifestSource(options: TarballManifestSourceOptions): Source<'tarballManifest'> {
  const inFlight = new InFlight<ManifestOutcome>();
  const lookUpOne = async (request: LookUp, { signal, freshness }: LookUpOptions): Promise<ManifestOutcome> => {
    const { version } = request;
    if (version === undefined)
      return skipped('not-resolved', phrase('No version is known whose package file could be read.'));
    const registry = registryFor(options.config, request.name);
    if ('status' in registry) return registry;
    const artifact = { ...request, version };
    const key = keyOf(artifact, registry.id);
    return inFlight.run(`${freshness}:${key}`, signal, (shared) => answer(artifact, key, freshness, shared, options));
  };
  return {
    question: 'tarballManifest',
    batchSize: 1,
    maxAgeMs: MAX_AGE_WITHOUT_INTEGRITY_MS,
    key: ({ name, version, resolved, integrity }) => JSON.stringify([name, version, resolved, integrity]),
    lookUp: (requests, lookUpOptions) => Promise.all(requests.map((request) => lookUpOne(request, lookUpOptions))),
  };
}

async function answer(
  request: ArtifactRequest,
  key: string,
  freshness: LookUpOptions['freshness'],
  signal: AbortSignal,
  { reader, cache, clock }: TarballManifestSourceOptions,
): Promise<ManifestOutcome> {
  const cached = await cachedManifest(cache, key);
  if (cached !== undefined && isCurrent(cached, request, freshness, clock())) return cached;
  const outcome = await reader.readManifest(request, signal);
  if (outcome.status === 'ok') {
    await cache.write(key, { text: JSON.stringify(outcome.value), asOf: outcome.asOf });
    return outcome;
  }
  const oldWillDo = outcome.status === 'failed' && olderWillDo(outcome);
  return oldWillDo && cached !== undefined ? { ...cached, stale: true } : outcome;
}

/** SHA-1 alone never keys: bytes can be made to fit one. */
function sha2Of(integrity: string | undefined): string | undefined {
  const hashes = integrity?.match(/\bsha(?:512|384|256)-[A-Za-z0-9+/]+=*/g);
  return hashes?.sort().join(' ');
}

function keyOf({ name, version, resolved, integrity }: ArtifactRequest, registryId: string): string {
  const bytes = sha2Of(integrity) ?? [registryId, `${name}@${version}`, resolved ?? ''].join(' ');
  return `tarball-manifest:${CODEC}:${bytes}`;
}

/** Where the bytes are known, what was read of them once stays true. */
function isCurrent(
  cached: Manifest,
  { integrity }: ArtifactRequest,
  freshness: LookUpOptions['freshness'],
  now: number,
): boolean {
  if (sha2Of(integrity) !== undefined) return true;
  return freshness === 'cached' && now - cached.asOf < MAX_AGE_WITHOUT_INTEGRITY_MS;
}

/** Undefined where nothing is cached, or nothing that can be read. */
async function cachedManifest(cache: DiskCache, key: string): Promise<Manifest | undefined> {
  const cached = await cache.read(key);
  const value = cached && storedManifest(objectOf(parseJson(cached.text)));
  return cached && value && { status: 'ok', value, asOf: cached.asOf };
}

function storedManifest(stored: JsonObject = {}): TarballManifest | undefined {
  const { name, version, hasBindingGyp, fileCount, unpackedSize } = stored;
  const scripts = stringRecordOf(stored.scripts, Number.POSITIVE_INFINITY);
  if (scripts === undefined || typeof hasBindingGyp !== 'boolean') return undefined;
  if (typeof fileCount !== 'number' || typeof unpackedSize !== 'number') return undefined;
  const declares = storedDeclared(objectOf(stored.declares));
  return declares && { ...namesOf(name, version), scripts, hasBindingGyp, declares, fileCount, unpackedSize };
}

function storedDeclared({ required, optional, peers, bundled }: JsonObject = {}): DeclaredDependencies | undefined {
  const records = [required, optional, peers].map((record) => stringRecordOf(record, Number.POSITIVE_INFINITY));
  const [first, second, third] = records;
  if (first === undefined || second === undefined || third === undefined || !Array.isArray(bundled)) return undefined;
  return { required: first, optional: second, peers: third, bundled: stringsOf(bundled, Number.POSITIVE_INFINITY) };
}

function namesOf(name: unknown, version: unknown): Pick<TarballManifest, 'name' | 'version'> {
  return { ...(typeof name === 'string' && { name }), ...(typeof version === 'string' && { version }) };
}
