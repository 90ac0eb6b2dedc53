import { phrase, type Outcome } from '../../../model/index.js';
import { absent, failed, ok } from '../../../model/index.js';
import { isWaiting, type Clock } from '../../../platform/clock.js';
import type { DiskCache } from '../../../platform/disk-cache.js';
import type { Http } from '../../../platform/http.js';
import { InFlight } from '../../../platform/in-flight.js';
import type { Registry } from '../../../platform/npm/npm-config.js';
import { failureFrom, olderWillDo } from '../http-outcome.js';
import { arrayOf, objectOf, parseJson, textOf } from '../json.js';

/** A public key with which a registry signs. */
export interface RegistryKey {
  readonly keyId: string;
  readonly pem: string;
  /** Milliseconds since the epoch; what was published from then on must not be signed with it. */
  readonly expires?: number;
}

/** Absent: the registry has no keys. */
export type KeysOutcome = Outcome<readonly RegistryKey[]>;

export interface RegistryKeys {
  /** Rejects only with the signal's reason. */
  of(registry: Registry, signal: AbortSignal): Promise<KeysOutcome>;
}

/** npm has changed its key once in three years, and said so before. */
const MAX_AGE_MS = 24 * 60 * 60_000;
/** A failure is worth another try soon. */
const FAILURE_MAX_AGE_MS = 60_000;
/** That a registry which signs has no keys can be a mirror's nature, or a bad moment. */
const ABSENCE_MAX_AGE_MS = 60 * 60_000;
const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_KEYS = 50;
/** How registries say that they have none; Nexus says 400. */
const NO_KEYS: readonly number[] = [400, 404, 405, 410, 501];

interface Parts {
  readonly http: Http;
  readonly cache: DiskCache;
  readonly clock: Clock;
}

/** The keys of registries, by the endpoint that `npm audit signatures` asks; asked for once a day. */
export function createRegistryKeys(parts: Parts): RegistryKeys {
  const inFlight = new InFlight<KeysOutcome>();
  const known = new Map<string, { readonly outcome: KeysOutcome; readonly until: number }>();
  return {
    async of(registry, signal) {
      const kept = known.get(registry.id);
      if (kept !== undefined && isWaiting(kept.until, MAX_AGE_MS, parts.clock())) return kept.outcome;
      const outcome = await inFlight.run(registry.id, signal, (shared) => lookUp(parts, registry, shared));
      known.set(registry.id, { outcome, until: parts.clock() + maxAgeOf(outcome) });
      return outcome;
    },
  };
}

function maxAgeOf({ status }: KeysOutcome): number {
  if (status === 'failed') return FAILURE_MAX_AGE_MS;
  return status === 'absent' ? ABSENCE_MAX_AGE_MS : MAX_AGE_MS;
}

/** A registry that had keys yesterday and has none today has not stopped signing. */
function isOlderBetter(outcome: KeysOutcome): boolean {
  return outcome.status === 'absent' || (outcome.status === 'failed' && olderWillDo(outcome));
}

async function lookUp(parts: Parts, registry: Registry, signal: AbortSignal): Promise<KeysOutcome> {
  const { cache, clock } = parts;
  const key = `registry-keys:1:${registry.id}`;
  const cached = await cache.read(key);
  const older = cached && outcomeOf(cached.text, cached.asOf);
  if (cached !== undefined && older !== undefined && clock() - cached.asOf < MAX_AGE_MS) return older;
  const { outcome, text } = await ask(parts, registry, signal);
  if (isOlderBetter(outcome) && older?.status === 'ok') return { ...older, stale: true };
  if (text !== undefined) void cache.write(key, { text, asOf: clock() });
  return outcome;
}

async function ask(
  { http, clock }: Parts,
  registry: Registry,
  signal: AbortSignal,
): Promise<{ readonly outcome: Extract<KeysOutcome, { status: 'failed' }> | KeysOutcome; readonly text?: string }> {
  const answer = await http.send({
    url: `${registry.url}-/npm/v1/keys`,
    headers: { accept: 'application/json' },
    signal,
    maxBytes: MAX_ANSWER_BYTES,
  });
  if (answer.status === 'failed') return { outcome: failureFrom(answer, registry.host) };
  if (NO_KEYS.includes(answer.httpStatus)) return { outcome: absent(clock()) };
  if (answer.httpStatus !== 200) return { outcome: failureFrom(answer, registry.host) };
  const text = answer.body.toString('utf8');
  const outcome = outcomeOf(text, clock());
  if (outcome !== undefined) return outcome.status === 'ok' ? { outcome, text } : { outcome };
  return {
    outcome: failed(
      'malformed',
      phrase('{host} answered with something that is no list of keys (200).', { host: registry.host }),
    ),
  };
}

/** Undefined where the text is no list of keys. */
function outcomeOf(text: string, asOf: number): KeysOutcome | undefined {
  const listed = objectOf(parseJson(text))?.keys;
  if (!Array.isArray(listed)) return undefined;
  const keys = arrayOf(listed).slice(0, MAX_KEYS).flatMap(keyOf);
  return keys.length === 0 ? absent(asOf) : ok(keys, asOf);
}

function keyOf(json: unknown): readonly RegistryKey[] {
  const given = objectOf(json);
  const keyId = textOf(given?.keyid, 200);
  const key = textOf(given?.key, 4000);
  if (keyId === undefined || key === undefined || !/^[A-Za-z0-9+/=\s]+$/.test(key)) return [];
  const pem = `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----`;
  const expires = typeof given?.expires === 'string' ? Date.parse(given.expires) : Number.NaN;
  return [{ keyId, pem, ...(Number.isFinite(expires) && { expires }) }];
}
