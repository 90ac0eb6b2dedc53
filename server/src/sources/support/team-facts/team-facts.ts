import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ok, type ArtifactFacts, type Outcome } from '../../../model/index.js';
import type { Clock } from '../../../platform/clock.js';
import type { Logger } from '../../../platform/logger.js';
import { wait, type Timers } from '../../../platform/timers.js';
import type { GuardedStore } from './guarded-store.js';
import { readEntry, writeEntry, type SharedEntry } from './signed-entry.js';
import type { TeamWriter, TrustedWriters } from './team-keys.js';

/** What was found in bytes, and in which: another than those that were asked for is given to nobody else. */
export interface Found {
  readonly outcome: Outcome<ArtifactFacts>;
  readonly hash: string;
}

/** Facts that a fleet finds once and all of it uses. */
export interface TeamFacts {
  /**
   * The facts of the bytes with a hash: what somebody trusted has found, else what `find` finds, which others of the fleet
   * wait for meanwhile. A store that fails, lies or has nothing is as if there were none.
   * Rejects with the signal's reason, and as `find` does.
   */
  share(hash: string, find: () => Promise<Found>, signal: AbortSignal): Promise<Outcome<ArtifactFacts>>;
}

export interface TeamFactsOptions {
  readonly store: GuardedStore;
  readonly trusted: TrustedWriters;
  /** Absent on machines that only read. */
  readonly writer?: TeamWriter;
  /** Facts of another version are not looked for. */
  readonly analyserVersion: () => string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly leaseMs?: number;
}

/** Of the facts that others found, so many are found again here and compared. */
const CHECKED_SHARE = 0.01;
/** A holder that is gone is waited for so long at most; one that works renews its lease. */
const LEASE_MS = 15_000;
const RENEWALS_PER_LEASE = 3;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;
/** The largest packages take half a minute. Whoever waits longer has been waiting for somebody who cannot do it. */
const PATIENCE_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** By then another version of the analyser has come. */
const MAX_AGE_MS = 60 * DAY_MS;

export function createTeamFacts(options: TeamFactsOptions): TeamFacts {
  const fleet = new Fleet(options);
  return {
    async share(hash, find, signal) {
      const key = `package-risk:facts:${options.analyserVersion()}:${hash}`;
      const entry = await fleet.read(key);
      if (entry !== undefined) return fleet.believed(entry, hash, find);
      return fleet.found(key, hash, find, signal);
    },
  };
}

class Fleet {
  readonly #options: TeamFactsOptions;
  /** Names this member in its leases. */
  readonly #self = randomUUID();
  /** Ids of writers whose facts were found to differ from what the bytes hold. */
  readonly #distrusted = new Set<string>();

  constructor(options: TeamFactsOptions) {
    this.#options = options;
  }

  async read(key: string): Promise<SharedEntry | undefined> {
    const { store, trusted, clock, logger } = this.#options;
    const text = await store.use((open) => open.get(key));
    if (text === undefined) return undefined;
    const entry = await readEntry(key, text, trusted);
    if (entry === 'foreign') {
      logger.warn(`The team's store holds an entry that nobody trusted has signed (${key}): it is not used.`);
      return undefined;
    }
    if (this.#distrusted.has(entry.writer)) return undefined;
    return { ...entry, asOf: Math.min(entry.asOf, clock()) };
  }

  /** Now and then somebody looks: a writer that errs or lies is found out by the first one who does. */
  async believed(entry: SharedEntry, hash: string, find: () => Promise<Found>): Promise<Outcome<ArtifactFacts>> {
    const { random, logger } = this.#options;
    const shared = ok(entry.facts, entry.asOf);
    if (random() >= CHECKED_SHARE) return shared;
    const own = await find();
    if (!isShareable(own, hash)) return shared;
    if (!isDeepStrictEqual(plain(own.outcome.value), plain(entry.facts))) {
      this.#distrusted.add(entry.writer);
      logger.error(
        `The team's store says of the package file with the SHA-512 ${hash} what is not found in it. Nothing more of what the key ${entry.writer} has signed is used; whoever looks after the store should know.`,
      );
    }
    return own.outcome;
  }

  async found(
    key: string,
    hash: string,
    find: () => Promise<Found>,
    signal: AbortSignal,
  ): Promise<Outcome<ArtifactFacts>> {
    const { clock, timers, writer } = this.#options;
    const end = clock() + PATIENCE_MS;
    for (let pause = FIRST_PAUSE_MS; clock() < end; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const work = writer === undefined ? await this.#isDoneByNobody(key) : await this.#take(key);
      if (work) {
        // It may have come between the last look and the lease.
        const entry = await this.read(key);
        if (entry === undefined) return this.#work(key, hash, find);
        await this.#release(key);
        return ok(entry.facts, entry.asOf);
      }
      await wait(timers, pause, signal);
      const entry = await this.read(key);
      if (entry !== undefined) return ok(entry.facts, entry.asOf);
    }
    return (await find()).outcome;
  }

  /** @returns true where there is no store to ask, too: then everybody works for himself. */
  async #take(key: string): Promise<boolean> {
    const { store, leaseMs = LEASE_MS } = this.#options;
    return (await store.use(({ leases }) => leases.take(leaseOf(key), this.#self, leaseMs))) ?? true;
  }

  /** Who may not write takes no lease, as nobody would have anything of his work, but waits for those who do. */
  async #isDoneByNobody(key: string): Promise<boolean> {
    return !((await this.#options.store.use(({ leases }) => leases.isHeld(leaseOf(key)))) ?? false);
  }

  async #release(key: string): Promise<void> {
    const { store, writer } = this.#options;
    if (writer !== undefined) await store.use(({ leases }) => leases.release(leaseOf(key), this.#self));
  }

  async #work(key: string, hash: string, find: () => Promise<Found>): Promise<Outcome<ArtifactFacts>> {
    const { writer, store } = this.#options;
    if (writer === undefined) return (await find()).outcome;
    const stop = this.#keep(key);
    try {
      const found = await find();
      if (isShareable(found, hash)) {
        const text = await writeEntry(key, { facts: found.outcome.value, asOf: found.outcome.asOf }, writer);
        await store.use((open) => open.set(key, text, MAX_AGE_MS));
      }
      return found.outcome;
    } finally {
      stop();
      await this.#release(key);
    }
  }

  /** Renews a lease until the answer is called. */
  #keep(key: string): () => void {
    const { store, timers, leaseMs = LEASE_MS } = this.#options;
    let cancel = (): void => {};
    const again = (): void => {
      cancel = timers.after(leaseMs / RENEWALS_PER_LEASE, () => {
        void store.use(({ leases }) => leases.renew(leaseOf(key), this.#self, leaseMs));
        again();
      });
    };
    again();
    return () => cancel();
  }
}

type Shareable = Found & { readonly outcome: Extract<Outcome<ArtifactFacts>, { readonly status: 'ok' }> };

/** What came out incomplete for lack of time may come out whole on another machine. */
function isShareable(found: Found, hash: string): found is Shareable {
  return found.hash === hash && found.outcome.status === 'ok' && found.outcome.value.incomplete.length === 0;
}

/** As it comes back from JSON: what is undefined is absent. */
function plain(facts: ArtifactFacts): unknown {
  return JSON.parse(JSON.stringify(facts));
}

function leaseOf(key: string): string {
  return `${key}:lease`;
}
