import { createHash } from 'node:crypto';
import type { ArtifactReader, ArtifactRequest } from '../artifacts/artifact-reader.js';
import type { PackageAnalyser } from '../artifacts/package-analyser.js';
import { ok, skipped, type ArtifactFacts, type Outcome } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import { InFlight } from '../platform/in-flight.js';
import { registryFor, type NpmConfiguration } from '../platform/npm/npm-config.js';
import type { LookUp, LookUpOptions, Source } from './source.js';
import { objectOf, parseJson } from './support/json.js';

export interface ArtifactSourceOptions {
  readonly config: NpmConfiguration;
  readonly reader: Pick<ArtifactReader, 'readBytes'>;
  readonly analyser: PackageAnalyser;
  /** Facts that another version of the analyser found are not used. */
  readonly analyserVersion: () => string;
  /** How many bytes of package files may be fetched for analysis in one session, shared by all that are given it. */
  readonly budget: { left: number };
  readonly cache: DiskCache;
  readonly clock: Clock;
}

/** A version without a known hash could be published anew on a private registry. */
const MAX_AGE_WITHOUT_INTEGRITY_MS = 24 * 3_600_000;

/** What is larger holds programs for machines, which are not analysed anyway. */
const MAX_PACKED_BYTES = 64 * 1024 * 1024;

const OVER_BUDGET = skipped('over-budget', 'As much as a setting allows has been fetched for analysis.');

type ArtifactOutcome = Outcome<ArtifactFacts>;

/** What the code of a package does: fetched once, analysed once, remembered by the SHA-512 of the bytes. */
export function createArtifactSource(options: ArtifactSourceOptions): Source<'artifact'> {
  const inFlight = new InFlight<ArtifactOutcome>();
  const keyOf = ({ name, version, resolved, integrity }: LookUp): string =>
    JSON.stringify([name, version, resolved, integrity]);
  const lookUpOne = (request: LookUp, { signal }: LookUpOptions): Promise<ArtifactOutcome> => {
    const { version } = request;
    if (version === undefined) {
      return Promise.resolve(skipped('not-resolved', 'No version is known whose files could be looked at.'));
    }
    return inFlight.run(keyOf(request), signal, (shared) => answer({ ...request, version }, shared, options));
  };
  return {
    question: 'artifact',
    batchSize: 1,
    maxAgeMs: MAX_AGE_WITHOUT_INTEGRITY_MS,
    key: keyOf,
    lookUp: (requests, lookUpOptions) => Promise.all(requests.map((request) => lookUpOne(request, lookUpOptions))),
  };
}

async function answer(
  request: ArtifactRequest,
  signal: AbortSignal,
  options: ArtifactSourceOptions,
): Promise<ArtifactOutcome> {
  const registry = registryFor(options.config, request.name);
  if ('status' in registry) return registry;
  const nameKey = `artifact-hash:${[registry.id, `${request.name}@${request.version}`, request.resolved ?? ''].join(' ')}`;
  const locked = sha512Of(request.integrity);
  const hash = locked ?? (await recentHash(nameKey, options));
  const known = hash === undefined ? undefined : await remembered(hash, options);
  if (known !== undefined) return known;
  const bytes = await fetchWithin(request, signal, options);
  if (bytes.status !== 'ok') return bytes;
  const found = createHash('sha512').update(bytes.value).digest('base64');
  if (locked === undefined) await options.cache.write(nameKey, { text: found, asOf: bytes.asOf });
  const same = found === hash ? undefined : await remembered(found, options);
  return same ?? analysed(found, bytes.value, signal, options);
}

/** The package file, if it is no larger than what is left of the budget, which becomes smaller by it. */
async function fetchWithin(
  request: ArtifactRequest,
  signal: AbortSignal,
  { reader, budget }: ArtifactSourceOptions,
): Promise<Outcome<Uint8Array>> {
  if (budget.left <= 0) return OVER_BUDGET;
  const maxBytes = Math.min(budget.left, MAX_PACKED_BYTES);
  const bytes = await reader.readBytes(request, maxBytes, signal);
  if (bytes.status === 'ok') budget.left -= bytes.value.length;
  const wasCut = bytes.status === 'failed' && bytes.reason === 'too-large' && maxBytes < MAX_PACKED_BYTES;
  return wasCut ? OVER_BUDGET : bytes;
}

async function analysed(
  hash: string,
  bytes: Uint8Array,
  signal: AbortSignal,
  { analyser, cache, ...options }: ArtifactSourceOptions,
): Promise<ArtifactOutcome> {
  const outcome = await analyser.analyse({ kind: 'bytes', bytes }, signal);
  if (outcome.status === 'ok') {
    await cache.write(factsKey(hash, options), { text: JSON.stringify(outcome.value), asOf: outcome.asOf });
  }
  return outcome;
}

/** The one SHA-512 of a lockfile's integrity, base64. SHA-1 alone never keys: bytes can be made to fit one. */
function sha512Of(integrity = ''): string | undefined {
  const hashes = [...integrity.matchAll(/\bsha512-([A-Za-z0-9+/]{86}==)/g)].map(([, hash]) => hash);
  return hashes.length === 1 ? hashes[0] : undefined;
}

async function recentHash(key: string, { cache, clock }: ArtifactSourceOptions): Promise<string | undefined> {
  const cached = await cache.read(key);
  return cached !== undefined && clock() - cached.asOf < MAX_AGE_WITHOUT_INTEGRITY_MS ? cached.text : undefined;
}

function factsKey(hash: string, { analyserVersion }: Pick<ArtifactSourceOptions, 'analyserVersion'>): string {
  return `artifact:${analyserVersion()}:${hash}`;
}

async function remembered(hash: string, options: ArtifactSourceOptions): Promise<ArtifactOutcome | undefined> {
  const cached = await options.cache.read(factsKey(hash, options));
  const facts = cached && objectOf(parseJson(cached.text));
  // What this version of the analyser has written has its shape.
  const whole = facts !== undefined && Array.isArray(facts.behaviours) && Array.isArray(facts.flows);
  return cached !== undefined && whole ? ok(facts as unknown as ArtifactFacts, cached.asOf) : undefined;
}
