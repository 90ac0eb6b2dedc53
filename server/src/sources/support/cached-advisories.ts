import { phrase, type Advisory, type Outcome, type PackageRef } from '../../model/index.js';
import { packageId, skipped } from '../../model/index.js';
import type { Clock } from '../../platform/clock.js';
import type { CachedValue, DiskCache } from '../../platform/disk-cache.js';
import type { LookUp, LookUpOptions } from '../source.js';
import { olderWillDo } from './http-outcome.js';
import { objectOf, parseJson } from './json.js';

export type AdvisoriesOutcome = Outcome<readonly Advisory[]>;

/** What an advisory service said of one package. */
export interface ServiceAnswer {
  readonly outcome: AdvisoriesOutcome;
  /** False where a part is still missing, so that it is asked for again next time. */
  readonly complete: boolean;
}

export interface CachedAdvisories {
  readonly cache: DiskCache;
  readonly clock: Clock;
  /** Names the service and the layout of what is kept; raise its number when that changes. */
  readonly keyPrefix: string;
  readonly maxAgeMs: number;
  /** Why a package is not asked about; undefined where it is. */
  refuse(name: string): Promise<Outcome<never> | undefined>;
  /** Answers in order. */
  ask(packages: readonly PackageRef[], signal: AbortSignal): Promise<readonly ServiceAnswer[]>;
}

/**
 * Answers in order: from disk what is young enough, the rest by asking for all of it at once. Where asking fails, an
 * older answer is used and marked.
 */
export async function lookUpAdvisories(
  service: CachedAdvisories,
  requests: readonly LookUp[],
  { signal, freshness }: LookUpOptions,
): Promise<readonly AdvisoriesOutcome[]> {
  signal.throwIfAborted();
  const packages = packagesOf(requests);
  const found = await Promise.all(
    packages.map(async (ref) => (await service.refuse(ref.name)) ?? (await cached(service, packageId(ref)))),
  );
  signal.throwIfAborted();
  const known = new Map(
    packages.flatMap((ref, index) => {
      const answer = found[index];
      return answer === undefined ? [] : [[packageId(ref), answer] as const];
    }),
  );
  const refs = packages.filter((_, index) => isAsked(found[index], service, freshness));
  const answers = refs.length === 0 ? [] : await service.ask(refs, signal);
  refs.forEach((ref, index) => settle(service, packageId(ref), answers[index], known));
  return requests.map((request) => outcomeFor(request, known));
}

function packagesOf(requests: readonly LookUp[]): readonly PackageRef[] {
  const refs = new Map<string, PackageRef>();
  for (const { name, version } of requests) {
    if (version !== undefined) refs.set(packageId({ name, version }), { name, version });
  }
  return [...refs.values()];
}

/** In the order of the requests, not in that in which the disk answers. */
function isAsked(
  answer: AdvisoriesOutcome | undefined,
  service: CachedAdvisories,
  freshness: LookUpOptions['freshness'],
): boolean {
  return answer === undefined || isOld(answer, service) || isRepeated(answer, freshness);
}

function isOld(answer: AdvisoriesOutcome, { clock, maxAgeMs }: CachedAdvisories): boolean {
  return answer.status === 'ok' && clock() - answer.asOf >= maxAgeMs;
}

function isRepeated(answer: AdvisoriesOutcome, freshness: LookUpOptions['freshness']): boolean {
  return answer.status === 'ok' && freshness === 'revalidate';
}

function settle(
  service: CachedAdvisories,
  id: string,
  answer: ServiceAnswer | undefined,
  known: Map<string, AdvisoriesOutcome>,
): void {
  if (answer === undefined) return;
  const { outcome, complete } = answer;
  const older = known.get(id);
  if (outcome.status === 'failed' && olderWillDo(outcome) && older?.status === 'ok') {
    known.set(id, { ...older, ...(isOld(older, service) ? { stale: true } : {}) });
    return;
  }
  known.set(id, outcome);
  if (outcome.status !== 'ok' || !complete) return;
  void service.cache.write(service.keyPrefix + id, { text: JSON.stringify(outcome.value), asOf: outcome.asOf });
}

function outcomeFor({ name, version }: LookUp, known: ReadonlyMap<string, AdvisoriesOutcome>): AdvisoriesOutcome {
  if (version === undefined)
    return skipped('not-resolved', phrase('No version of {name} is known to ask about.', { name }));
  return (
    known.get(packageId({ name, version })) ??
    skipped('not-resolved', phrase('Nothing was asked about {name}.', { name }))
  );
}

async function cached({ cache, keyPrefix }: CachedAdvisories, id: string): Promise<AdvisoriesOutcome | undefined> {
  const found: CachedValue | undefined = await cache.read(keyPrefix + id);
  const value = found && parseJson(found.text);
  if (found === undefined || !Array.isArray(value)) return undefined;
  const whole = value.every((item) => typeof objectOf(item)?.id === 'string');
  return whole ? { status: 'ok', value: value as readonly Advisory[], asOf: found.asOf } : undefined;
}
