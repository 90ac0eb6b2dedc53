import { phrase, skipped, type Outcome } from '../../model/index.js';
import type { Clock } from '../../platform/clock.js';
import type { DiskCache } from '../../platform/disk-cache.js';
import type { LookUp, LookUpOptions } from '../source.js';
import { olderWillDo } from './http-outcome.js';
import { parseJson } from './json.js';

export interface CachedAnswers<T> {
  readonly cache: DiskCache;
  readonly clock: Clock;
  /** Names the service and the layout of what is kept; raise its number when that changes. */
  readonly keyPrefix: string;
  readonly maxAgeMs: number;
  /** What tells two requests apart. */
  key(request: LookUp): string;
  /** Why a name is not asked about; undefined where it is. */
  refuse(name: string): Promise<Outcome<never> | undefined>;
  /** Answers in order. */
  ask(requests: readonly LookUp[], signal: AbortSignal): Promise<readonly Outcome<T>[]>;
  /** What was kept; undefined where it cannot be read. */
  read(json: unknown): T | undefined;
}

const NOT_ASKED = skipped('not-resolved', phrase('Nothing was asked.'));

/** Answers in order: from disk what is young enough, the rest by asking for it at once. Where asking fails, an older answer is marked. */
export async function lookUpCached<T>(
  service: CachedAnswers<T>,
  requests: readonly LookUp[],
  { signal, freshness }: LookUpOptions,
): Promise<readonly Outcome<T>[]> {
  const found = await Promise.all(
    requests.map(async (request) => (await service.refuse(request.name)) ?? (await recall(service, request))),
  );
  signal.throwIfAborted();
  const isAsked = (known: Outcome<T> | undefined): boolean => {
    if (known === undefined) return true;
    const asOf = known.status === 'ok' || known.status === 'absent' ? known.asOf : Infinity;
    return service.clock() - asOf >= service.maxAgeMs || (freshness === 'revalidate' && asOf !== Infinity);
  };
  const open = requests.filter((_, index) => isAsked(found[index]));
  const answers = open.length === 0 ? [] : await service.ask(open, signal);
  const told = new Map(open.map((request, index) => [request, answers[index] ?? NOT_ASKED]));
  return requests.map((request, index) => settled(service, request, told.get(request), found[index]));
}

function settled<T>(
  service: CachedAnswers<T>,
  request: LookUp,
  told: Outcome<T> | undefined,
  older: Outcome<T> | undefined,
): Outcome<T> {
  if (told === undefined) return older ?? NOT_ASKED;
  if (!isAnswer(told)) {
    const isPassing = told.status === 'failed' && olderWillDo(told);
    return isPassing && isAnswer(older) ? { ...older, stale: true } : told;
  }
  const text = told.status === 'ok' ? JSON.stringify({ value: told.value }) : '{}';
  void service.cache.write(service.keyPrefix + service.key(request), { text, asOf: told.asOf });
  return told;
}

function isAnswer<T>(
  outcome: Outcome<T> | undefined,
): outcome is Extract<Outcome<T>, { readonly status: 'ok' | 'absent' }> {
  return outcome?.status === 'ok' || outcome?.status === 'absent';
}

async function recall<T>(service: CachedAnswers<T>, request: LookUp): Promise<Outcome<T> | undefined> {
  const kept = await service.cache.read(service.keyPrefix + service.key(request));
  const json = kept && parseJson(kept.text);
  if (kept === undefined || typeof json !== 'object' || json === null) return undefined;
  if (!('value' in json)) return { status: 'absent', asOf: kept.asOf };
  const value = service.read(json.value);
  return value === undefined ? undefined : { status: 'ok', value, asOf: kept.asOf };
}
