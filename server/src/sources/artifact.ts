import type { ArtifactRequest } from '../artifacts/artifact-reader.js';
import type { PackageAnalyser } from '../artifacts/package-analyser.js';
import { ok, phrase, skipped, type ArtifactFacts, type Outcome } from '../model/index.js';
import type { DiskCache } from '../platform/disk-cache.js';
import { InFlight } from '../platform/in-flight.js';
import { registryFor, type NpmConfiguration } from '../platform/npm/npm-config.js';
import type { LookUp, LookUpOptions, Source } from './source.js';
import { parseJson } from './support/json.js';
import { MAX_AGE_WITHOUT_INTEGRITY_MS, type HashedBytes, type PackageBytes } from './support/package-bytes.js';
import { factsOf } from './support/team-facts/signed-entry.js';
import type { Found, TeamFacts } from './support/team-facts/team-facts.js';

export interface ArtifactSourceOptions {
  readonly config: NpmConfiguration;
  readonly bytes: PackageBytes;
  readonly analyser: PackageAnalyser;
  /** Facts that another version of the analyser found are not used. */
  readonly analyserVersion: () => string;
  /** How many bytes of package files may be fetched for analysis in one session, shared by all that are given it. */
  readonly budget: { left: number };
  readonly cache: DiskCache;
  /** Absent where the team shares none. */
  readonly team?: TeamFacts;
}

/** What is larger holds programs for machines, which are not analysed anyway. */
const MAX_PACKED_BYTES = 64 * 1024 * 1024;

const OVER_BUDGET = skipped('over-budget', phrase('As much as a setting allows has been fetched for analysis.'));

type ArtifactOutcome = Outcome<ArtifactFacts>;

/** What the code of a package does: fetched once, analysed once, remembered by the SHA-512 of the bytes. */
export function createArtifactSource(options: ArtifactSourceOptions): Source<'artifact'> {
  const inFlight = new InFlight<ArtifactOutcome>();
  const keyOf = ({ name, version, resolved, integrity }: LookUp): string =>
    JSON.stringify([name, version, resolved, integrity]);
  const lookUpOne = (request: LookUp, { signal }: LookUpOptions): Promise<ArtifactOutcome> => {
    const { version } = request;
    if (version === undefined) {
      return Promise.resolve(skipped('not-resolved', phrase('No version is known whose files could be looked at.')));
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
  const hash = await options.bytes.hashOf(request);
  const known = hash === undefined ? undefined : await remembered(hash, options);
  if (known !== undefined) return known;
  // Whoever knows the hash beforehand has what others found without fetching anything.
  if (hash !== undefined)
    return shared(hash, () => fetchedAndAnalysed(hash, request, signal, options), signal, options);
  const read = await fetchWithin(request, signal, options);
  if (read.status !== 'ok') return read;
  const { hash: own } = read.value;
  const same = await remembered(own, options);
  return same ?? shared(own, () => analysed(read.value, signal, options), signal, options);
}

async function shared(
  hash: string,
  find: () => Promise<Found>,
  signal: AbortSignal,
  options: ArtifactSourceOptions,
): Promise<ArtifactOutcome> {
  const { team } = options;
  if (team === undefined) return (await find()).outcome;
  const outcome = await team.share(hash, find, signal);
  await remember(hash, outcome, options);
  return outcome;
}

async function fetchedAndAnalysed(
  hash: string,
  request: ArtifactRequest,
  signal: AbortSignal,
  options: ArtifactSourceOptions,
): Promise<Found> {
  const read = await fetchWithin(request, signal, options);
  if (read.status !== 'ok') return { outcome: read, hash };
  const same = read.value.hash === hash ? undefined : await remembered(read.value.hash, options);
  return same === undefined ? analysed(read.value, signal, options) : { outcome: same, hash: read.value.hash };
}

/** The package file, if it is no larger than what is left of the budget, which becomes smaller by it. */
async function fetchWithin(
  request: ArtifactRequest,
  signal: AbortSignal,
  { bytes, budget }: ArtifactSourceOptions,
): Promise<Outcome<HashedBytes>> {
  if (budget.left <= 0) return OVER_BUDGET;
  const maxBytes = Math.min(budget.left, MAX_PACKED_BYTES);
  const read = await bytes.read(request, maxBytes, signal);
  if (read.status === 'ok') budget.left -= read.value.bytes.length;
  const wasCut = read.status === 'failed' && read.reason === 'too-large' && maxBytes < MAX_PACKED_BYTES;
  return wasCut ? OVER_BUDGET : read;
}

async function analysed(
  { hash, bytes }: HashedBytes,
  signal: AbortSignal,
  options: ArtifactSourceOptions,
): Promise<Found> {
  const outcome = await options.analyser.analyse({ kind: 'bytes', bytes }, signal);
  await remember(hash, outcome, options);
  return { outcome, hash };
}

async function remember(hash: string, outcome: ArtifactOutcome, options: ArtifactSourceOptions): Promise<void> {
  if (outcome.status !== 'ok') return;
  await options.cache.write(factsKey(hash, options), { text: JSON.stringify(outcome.value), asOf: outcome.asOf });
}

function factsKey(hash: string, { analyserVersion }: Pick<ArtifactSourceOptions, 'analyserVersion'>): string {
  return `artifact:${analyserVersion()}:${hash}`;
}

async function remembered(hash: string, options: ArtifactSourceOptions): Promise<ArtifactOutcome | undefined> {
  const cached = await options.cache.read(factsKey(hash, options));
  const facts = cached && factsOf(parseJson(cached.text));
  return cached !== undefined && facts !== undefined ? ok(facts, cached.asOf) : undefined;
}
