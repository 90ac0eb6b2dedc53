import { failed, phrase, type FactTypes, type Outcome, type Question } from '../model/index.js';
import { ageOf, type Clock } from '../platform/clock.js';
import type { LookUp, LookUpOptions, Source } from '../sources/source.js';
import { Departures } from './departures.js';
import { SharedTask } from './shared-task.js';

/** A failure is worth another try soon: the network comes back, a token gets set. */
const FAILURE_MAX_AGE_MS = 30_000;

/** What is asked for at once costs memory until it is answered, and connections are far fewer. */
const MAX_AT_ONCE = 2000;

/** A breath is taken after so many questions: some milliseconds of work. */
const SLICE = 30;

/** A fact in memory. One that has expired is shown until a newer one is there. */
export interface Recalled<T> {
  readonly outcome: Outcome<T>;
  readonly expired: boolean;
}

interface Kept {
  readonly outcome: Outcome<unknown>;
  readonly keptAt: number;
}

/** What one source has answered, and what it is being asked. */
interface Shelf {
  readonly kept: Map<string, Kept>;
  readonly inFlight: Map<string, { readonly task: SharedTask<readonly Outcome<unknown>[]>; readonly index: number }>;
}

/** Facts in memory: each question is put once, however many ask. Holds facts, never verdicts. */
export class FactStore {
  #shelves = new Map<Source, Shelf>();
  readonly #clock: Clock;
  readonly #breathe: () => Promise<void>;

  /** @param breathe lets whatever waits have its turn */
  constructor(clock: Clock, breathe: () => Promise<void>) {
    this.#clock = clock;
    this.#breathe = breathe;
  }

  /** What is in memory, however old; no input or output. */
  recall<Q extends Question>(source: Source<Q>, request: LookUp): Recalled<FactTypes[Q]> | undefined {
    const kept = this.#shelf(source).kept.get(source.key(request));
    if (kept === undefined) return undefined;
    const expired = ageOf(kept.keptAt, this.#clock()) > maxAge(source, kept.outcome);
    return { outcome: kept.outcome as Outcome<FactTypes[Q]>, expired };
  }

  /**
   * Asks for what is not in memory, in batches as large as the source takes, and calls `onAnswer` once for each request, with it.
   * Rejects only with the signal's reason.
   */
  async ask(
    source: Source,
    requests: readonly LookUp[],
    options: LookUpOptions,
    onAnswer: (request: LookUp) => void = () => undefined,
  ): Promise<void> {
    const departures = new Departures(options.signal);
    try {
      for (const some of batches(requests, MAX_AT_ONCE)) {
        const waits: Promise<unknown>[] = [];
        for (const slice of batches(some, SLICE)) {
          if (waits.length > 0) await this.#breathe();
          const asked = this.#waits(source, slice, options, departures, onAnswer);
          // They are heard below; until then one may fail that nobody hears yet.
          for (const wait of asked) wait.catch(() => undefined);
          waits.push(...asked);
        }
        await Promise.all(waits);
      }
    } finally {
      departures.close();
    }
  }

  now(): number {
    return this.#clock();
  }

  /**
   * What `find` makes of each, in slices: going through the packages of a large lockfile at one go takes longer than a keystroke may
   * wait. Rejects with the signal's reason, or with what `find` throws.
   */
  async gather<T, Found>(
    items: readonly T[],
    signal: AbortSignal,
    find: (item: T) => readonly Found[],
  ): Promise<readonly Found[]> {
    const found: Found[] = [];
    for (const [index, slice] of [...batches(items, SLICE)].entries()) {
      if (index > 0) await this.#breathe();
      signal.throwIfAborted();
      for (const item of slice) found.push(...find(item));
    }
    return found;
  }

  /** Drops everything, or the answers to some questions: what is being asked at this moment is not kept either. */
  forget(questions?: readonly Question[]): void {
    const kept = [...this.#shelves].filter(([{ question }]) => questions?.includes(question) === false);
    this.#shelves = new Map(kept);
  }

  #waits(
    source: Source,
    requests: readonly LookUp[],
    options: LookUpOptions,
    departures: Departures,
    onAnswer: (request: LookUp) => void,
  ): readonly Promise<unknown>[] {
    const shelf = this.#shelf(source);
    const waits: Promise<unknown>[] = [];
    const missing: LookUp[] = [];
    for (const request of requests) {
      const running = shelf.inFlight.get(source.key(request));
      if (options.freshness === 'cached' && this.recall(source, request)?.expired === false) onAnswer(request);
      else if (running !== undefined && !running.task.abandoned)
        waits.push(running.task.join(departures).then(() => onAnswer(request)));
      else missing.push(request);
    }
    for (const batch of batches(missing, source.batchSize)) {
      waits.push(
        this.#start(source, shelf, batch, options, departures).then(() =>
          batch.forEach((request) => onAnswer(request)),
        ),
      );
    }
    return waits;
  }

  #shelf(source: Source): Shelf {
    const known = this.#shelves.get(source);
    if (known !== undefined) return known;
    const shelf: Shelf = { kept: new Map(), inFlight: new Map() };
    this.#shelves.set(source, shelf);
    return shelf;
  }

  async #start(
    source: Source,
    shelf: Shelf,
    batch: readonly LookUp[],
    options: LookUpOptions,
    departures: Departures,
  ): Promise<void> {
    const keys = batch.map((request) => source.key(request));
    const task = new SharedTask(async (signal) => {
      const outcomes = await lookUp(source, batch, { ...options, signal });
      keys.forEach((key, index) => {
        const outcome = outcomes[index] ?? failed('malformed', phrase('The source gave no answer.'));
        shelf.kept.set(key, { outcome, keptAt: this.#clock() });
      });
      return outcomes;
    });
    keys.forEach((key, index) => shelf.inFlight.set(key, { task, index }));
    try {
      await task.join(departures);
    } finally {
      for (const key of keys) if (shelf.inFlight.get(key)?.task === task) shelf.inFlight.delete(key);
    }
  }
}

/** A source that breaks its promise and throws costs its own answer, nobody else's. */
async function lookUp(
  source: Source,
  batch: readonly LookUp[],
  options: LookUpOptions,
): Promise<readonly Outcome<unknown>[]> {
  try {
    return await source.lookUp(batch, options);
  } catch (error) {
    options.signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return batch.map(() => failed('malformed', phrase('Looking up failed unexpectedly: {message}', { message })));
  }
}

function maxAge(source: Source, outcome: Outcome<unknown>): number {
  return outcome.status === 'ok' || outcome.status === 'absent' ? source.maxAgeMs : FAILURE_MAX_AGE_MS;
}

function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
