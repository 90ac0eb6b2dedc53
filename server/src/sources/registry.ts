import { phrase, type Outcome, type Packument } from '../model/index.js';
import { absent, failed, ok } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { CachedBytes, DiskCache } from '../platform/disk-cache.js';
import type { Http, HttpAnswer } from '../platform/http.js';
import { InFlight } from '../platform/in-flight.js';
import { createLimiter } from '../platform/limiter.js';
import { DEFAULT_REGISTRY_HOST } from '../platform/npm/default-registry.js';
import { createRegistryChooser } from '../platform/npm/npm-config.js';
import type { NpmConfiguration, Registry } from '../platform/npm/npm-config.js';
import type { Turns } from '../platform/turns.js';
import { isPackageName } from '../platform/npm/registry-for.js';
import type { LookUpOptions, Source } from './source.js';
import { failureFrom, olderWillDo } from './support/http-outcome.js';
import { condenseHere, type Condense } from './support/packument/condense.js';
import { PACKUMENT_CODEC, decodePackument } from './support/packument/packument-codec.js';

export interface RegistrySourceOptions {
  readonly config: NpmConfiguration;
  readonly http: Http;
  readonly cache: DiskCache;
  readonly clock: Clock;
  /** Documents are large, and come by the dozen. */
  readonly turns: Turns;
  /** Absent: on this thread. */
  readonly condense?: Condense;
}

/** A release can be minutes old and malicious, so nothing older is used without asking whether it still holds. */
const MAX_AGE_MS = 5 * 60_000;
/** The largest documents seen have 25 MB (firebase). */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
/** Somewhat more than are fetched at once: networks are faster than what is made of documents, and those that wait fill the memory. */
const MAX_DOCUMENTS_AT_ONCE = 32;

type PackumentOutcome = Outcome<Packument>;
type Answered = Extract<PackumentOutcome, { readonly status: 'ok' | 'absent' }>;

/** Registry documents, from the registry that npm's configuration names for each package. */
export function createRegistrySource(options: RegistrySourceOptions): Source<'packument'> {
  const inFlight = new InFlight<PackumentOutcome>();
  const registryOf = createRegistryChooser(options.config);
  const condense = options.condense ?? condenseHere(options.turns);
  const documents = createLimiter(MAX_DOCUMENTS_AT_ONCE);
  const lookUpOne = async (name: string, { signal, freshness }: LookUpOptions): Promise<PackumentOutcome> => {
    // npm would refuse the name before it asked anybody, so nobody can have it.
    if (!isPackageName(name)) return absent(options.clock());
    const registry = registryOf(name);
    if ('status' in registry) return registry;
    const key = `packument:${PACKUMENT_CODEC}:${registry.id}:${name}`;
    return inFlight.run(`${freshness}:${key}`, signal, async (shared) => {
      const cached = await options.cache.readBytes(key);
      const known = cached && (await options.turns.run(() => outcomeOf(cached, options.clock())));
      if (known !== undefined && known.stale !== true && freshness === 'cached') return known;
      return documents.run(shared, () =>
        ask({ ...options, condense, registry, name, key, cached, known, signal: shared }),
      );
    });
  };
  return {
    question: 'packument',
    batchSize: 1,
    maxAgeMs: MAX_AGE_MS,
    key: ({ name }) => name,
    lookUp: (requests, lookUpOptions) => Promise.all(requests.map(({ name }) => lookUpOne(name, lookUpOptions))),
  };
}

interface Question extends RegistrySourceOptions {
  readonly condense: Condense;
  readonly registry: Registry;
  readonly name: string;
  readonly key: string;
  readonly cached: CachedBytes | undefined;
  /** What the cached value says; undefined where it cannot be read. */
  readonly known: Answered | undefined;
  readonly signal: AbortSignal;
}

async function ask(question: Question): Promise<PackumentOutcome> {
  const { http, registry, name, cached, known, signal } = question;
  const etag = known === undefined ? undefined : cached?.etag;
  const answer = await http.send({
    url: registry.url + name.replace('/', '%2f'),
    headers: { accept: 'application/json', ...(etag ? { 'if-none-match': etag } : {}) },
    signal,
    maxBytes: MAX_DOCUMENT_BYTES,
  });
  const outcome = await judge(question, answer);
  return outcome.status === 'failed' && olderWillDo(outcome) ? (known ?? outcome) : outcome;
}

async function judge(question: Question, answer: HttpAnswer): Promise<PackumentOutcome> {
  const { registry, clock } = question;
  if (answer.status === 'failed') return failureFrom(answer, registry.host);
  switch (answer.httpStatus) {
    case 304:
      return renew(question) ?? failureFrom(answer, registry.host);
    case 404:
      return isAuthority(question) ? remember(question, NOTHING, absent(clock())) : notShown(question);
    case 200:
      return read(question, answer);
    default:
      return failureFrom(answer, registry.host);
  }
}

/**
 * Whether this registry's "no" means that the name does not exist. Only the user's own default registry may say so;
 * and where it shows more to those who are logged in, a scoped name may be one that it hides from this user.
 */
function isAuthority({ registry, name }: Question): boolean {
  return registry.isDefault && !(registry.hasCredentials && name.startsWith('@'));
}

function notShown({ registry, name }: Question): PackumentOutcome {
  return failed(
    'unauthorized',
    phrase('{host} has no {name}, or does not show it to this user (404).', { host: registry.host, name }),
  );
}

/** A cached "there is no such package". */
const NOTHING = Buffer.from('{"absent":true}');

async function read(
  question: Question,
  answer: HttpAnswer & { readonly status: 'answered' },
): Promise<PackumentOutcome> {
  const { registry, name, clock, turns, condense } = question;
  const seenAbsentAt = absenceKnownTo(question);
  const isPublicRegistry = registry.host === DEFAULT_REGISTRY_HOST;
  const bytes = await condense(answer.body, { name, registryHost: registry.host, isPublicRegistry, seenAbsentAt });
  // Read back from its short form, a document is as small in memory as one from the cache.
  const value = bytes === undefined ? undefined : await turns.run(() => decodePackument(bytes));
  if (bytes === undefined || value === undefined) {
    const type = answer.headers.get('content-type')?.split(';')[0]?.slice(0, 100) ?? phrase('no type given');
    return failed(
      'malformed',
      phrase('{host} answered with something that is no package document (200, {type}).', {
        host: registry.host,
        type,
      }),
    );
  }
  return remember(question, bytes, ok(value, clock()), answer.headers.get('etag'));
}

/** A name that somebody takes after it was asked for in vain stays marked for as long as its document is kept. */
function absenceKnownTo({ known }: Question): number | undefined {
  if (known === undefined) return undefined;
  return known.status === 'absent' ? known.asOf : known.value.seenAbsentAt;
}

/** The registry says that what is known still holds. */
function renew(question: Question): PackumentOutcome | undefined {
  const { known, cached, clock } = question;
  if (known === undefined || cached === undefined) return undefined;
  const renewed = known.status === 'ok' ? ok(known.value, clock()) : absent(clock());
  return remember(question, cached.bytes, renewed, cached.etag);
}

/** Nobody waits for the disk: `cache.settle()` does, when the work is over. */
function remember(
  { cache, key, clock }: Question,
  bytes: Uint8Array,
  outcome: PackumentOutcome,
  etag?: string,
): PackumentOutcome {
  void cache.write(key, { bytes, asOf: clock(), etag });
  return outcome;
}

/** Undefined where the bytes cannot be read: then it is as if nothing had been cached. */
function outcomeOf({ bytes, asOf }: CachedBytes, now: number): Answered | undefined {
  const age = now - asOf >= MAX_AGE_MS ? { stale: true } : {};
  if (NOTHING.equals(bytes)) return { status: 'absent', asOf, ...age };
  const value = decodePackument(bytes);
  return value && { status: 'ok', value, asOf, ...age };
}
