import { phrase, type Outcome, type SignatureFacts } from '../model/index.js';
import { ok, skipped } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import { createRegistryChooser } from '../platform/npm/npm-config.js';
import type { NpmConfiguration, Registry } from '../platform/npm/npm-config.js';
import type { LookUp, Source } from './source.js';
import type { RegistryKeys } from './support/signatures/registry-keys.js';
import { verifySignatures } from './support/signatures/verify-signature.js';

export interface SignatureSourceOptions {
  readonly config: NpmConfiguration;
  readonly keys: RegistryKeys;
  readonly clock: Clock;
}

/** Verifying takes some tens of microseconds; between batches others get their turn. */
const BATCH_SIZE = 50;
const NOT_TOLD = skipped(
  'not-resolved',
  phrase('The registry’s document has no hash of this version that could be signed.'),
);

/**
 * Whether the registry has signed what its document says of a version, by the keys that it publishes. Absent where it has none. The
 * signatures come with the question; only the keys are asked for.
 */
export function createSignatureSource({ config, keys, clock }: SignatureSourceOptions): Source<'signature'> {
  const registryOf = createRegistryChooser(config);
  const answer = async (request: LookUp, signal: AbortSignal): Promise<Outcome<SignatureFacts>> => {
    const registry: Registry | Outcome<never> = registryOf(request.name);
    if ('status' in registry) return registry;
    const { name, version, signed } = request;
    if (version === undefined || signed === undefined) return NOT_TOLD;
    const known = await keys.of(registry, signal);
    if (known.status !== 'ok') return known;
    return ok(verifySignatures({ name, version, ...signed }, known.value), clock());
  };
  return {
    question: 'signature',
    batchSize: BATCH_SIZE,
    // The bytes that were signed do not change, and keys that are taken back are asked for anew each day.
    maxAgeMs: 24 * 60 * 60_000,
    key: ({ name, version, signed }) => [name, version, signed?.integrity, ...signaturesIn(signed)].join('|'),
    lookUp: (requests, { signal }) => Promise.all(requests.map((request) => answer(request, signal))),
  };
}

function signaturesIn(signed: LookUp['signed']): readonly string[] {
  return signed?.signatures.map(({ signature }) => signature) ?? [];
}
