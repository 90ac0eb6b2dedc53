import { phrase, type AttestationFacts, type Outcome } from '../model/index.js';
import { absent, failed, ok, skipped, valueOf } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Http } from '../platform/http.js';
import { createRegistryChooser } from '../platform/npm/npm-config.js';
import type { NpmConfiguration, Registry } from '../platform/npm/npm-config.js';
import type { LookUp, Source } from './source.js';
import { judgeAttestations } from './support/attestations/judge-attestations.js';
import { readAttestations } from './support/attestations/statements.js';
import { shippedRoot, type RootOfTrust } from './support/attestations/trusted-root.js';
import { createAttestationVerifier, type AttestationVerifier } from './support/attestations/verify-attestation.js';
import { failureFrom } from './support/http-outcome.js';
import { objectOf, parseJson } from './support/json.js';
import type { RegistryKeys } from './support/signatures/registry-keys.js';

export interface AttestationSourceOptions {
  readonly config: NpmConfiguration;
  readonly http: Http;
  readonly cache: DiskCache;
  readonly clock: Clock;
  readonly keys: RegistryKeys;
}

const DAY_MS = 24 * 60 * 60_000;
/** What was stated about a version stays as it was stated. */
const MAX_AGE_MS = 30 * DAY_MS;
/** Two statements with their certificates have some 12 kB. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;
const BATCH_SIZE = 10;
const NO_HASH = skipped(
  'not-resolved',
  phrase('The registry’s document has no hash of this version that a statement could be about.'),
);

type AttestationOutcome = Outcome<AttestationFacts>;

/** What was stated about how a version was built, and whether that holds; absent where nothing was. */
export function createAttestationSource(options: AttestationSourceOptions): Source<'attestation'> {
  const registryOf = createRegistryChooser(options.config);
  let trust: Trust | undefined;
  const answer = async (request: LookUp, signal: AbortSignal): Promise<AttestationOutcome> => {
    const registry: Registry | Outcome<never> = registryOf(request.name);
    if ('status' in registry) return registry;
    const sha512 = /sha512-([A-Za-z0-9+/=]+)/.exec(request.signed?.integrity ?? '')?.[1];
    if (request.version === undefined || sha512 === undefined) return NO_HASH;
    trust ??= trustOf(shippedRoot());
    const asked = {
      name: request.name,
      version: request.version,
      sha512: Buffer.from(sha512, 'base64').toString('hex'),
    };
    return lookUp({ ...options, ...asked, registry, trust, signal });
  };
  return {
    question: 'attestation',
    batchSize: BATCH_SIZE,
    maxAgeMs: DAY_MS,
    key: ({ name, version, signed }) => `${name}@${version ?? ''}|${signed?.integrity ?? ''}`,
    lookUp: (requests, { signal }) => Promise.all(requests.map((request) => answer(request, signal))),
  };
}

interface Trust {
  readonly verify: AttestationVerifier;
  readonly id: string;
}

function trustOf({ root, id }: RootOfTrust): Trust {
  return { verify: createAttestationVerifier(root), id };
}

interface Asked extends AttestationSourceOptions {
  readonly name: string;
  readonly version: string;
  /** In hexadecimal. */
  readonly sha512: string;
  readonly registry: Registry;
  readonly trust: Trust;
  readonly signal: AbortSignal;
}

async function lookUp(asked: Asked): Promise<AttestationOutcome> {
  const { cache, clock, registry, trust, name, version, sha512 } = asked;
  const key = `attestation:1:${trust.id}:${registry.id}:${name}@${version}:${sha512}`;
  const cached = await cache.read(key);
  const known = cached && factsIn(cached.text);
  if (cached !== undefined && known !== undefined && clock() - cached.asOf < maxAgeOf(known))
    return ok(known, cached.asOf);
  const outcome = await ask(asked);
  const value = valueOf(outcome);
  if (value !== undefined) void cache.write(key, { text: JSON.stringify(value), asOf: clock() });
  return outcome;
}

/** Keys of a registry can come to be known. */
function maxAgeOf({ verdict }: AttestationFacts): number {
  return verdict === 'unverifiable' ? DAY_MS : MAX_AGE_MS;
}

function factsIn(text: string): AttestationFacts | undefined {
  const json = objectOf(parseJson(text));
  return typeof json?.verdict === 'string' ? (json as unknown as AttestationFacts) : undefined;
}

async function ask(asked: Asked): Promise<AttestationOutcome> {
  const { http, clock, keys, registry, trust, name, version, signal } = asked;
  const answer = await http.send({
    // Always of the registry that is configured, whatever address its document gives.
    url: `${registry.url}-/npm/v1/attestations/${name.replace('/', '%2f')}@${encodeURIComponent(version)}`,
    headers: { accept: 'application/json' },
    signal,
    maxBytes: MAX_ANSWER_BYTES,
  });
  if (answer.status === 'failed') return failureFrom(answer, registry.host);
  if (answer.httpStatus === 404) return absent(clock());
  if (answer.httpStatus !== 200) return failureFrom(answer, registry.host);
  const attestations = readAttestations(parseJson(answer.body.toString('utf8')));
  if (attestations === undefined) {
    return failed(
      'malformed',
      phrase('{host} answered with something that is no list of attestations (200).', { host: registry.host }),
    );
  }
  if (attestations.length === 0) return absent(clock());
  const known = await keys.of(registry, signal);
  if (known.status === 'failed' || known.status === 'skipped') return known;
  return ok(await judgeAttestations(attestations, asked, valueOf(known) ?? [], trust.verify), clock());
}
