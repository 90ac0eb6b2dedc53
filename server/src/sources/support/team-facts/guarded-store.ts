import { isWaiting, type Clock } from '../../../platform/clock.js';
import type { Logger } from '../../../platform/logger.js';
import type { Timers } from '../../../platform/timers.js';
import type { OpenTeamStore, TeamStore } from './team-store.js';

export interface GuardedStoreOptions {
  readonly url: string;
  readonly open: OpenTeamStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** A store of facts is there to save time: whoever waits longer than this for one answer is better off without. */
const TIMEOUT_MS = 2000;
/** So long everything is done on this machine before the store is tried again. */
const OUTAGE_MS = 30_000;

/** A store that may go away at any time. */
export interface GuardedStore {
  /** Undefined where the store cannot be used now; that is logged once for each outage. Never rejects. */
  use<T>(task: (store: TeamStore) => Promise<T>): Promise<T | undefined>;
  close(): Promise<void>;
}

/** The store is opened when it is used first. */
export function guardStore({ url, open, clock, timers, logger }: GuardedStoreOptions): GuardedStore {
  let opening: Promise<TeamStore> | undefined;
  let outUntil = Number.NEGATIVE_INFINITY;
  const lost = (error: unknown): void => {
    const isNews = outUntil < clock();
    // A connection that was lost once is not used again: the next try opens another.
    void opening?.then((store) => store.close()).catch(() => undefined);
    opening = undefined;
    outUntil = clock() + OUTAGE_MS;
    if (isNews)
      logger.warn(`The team's store of facts cannot be used (${reasonOf(error, url)}): packages are analysed here.`);
  };
  const within = <T>(task: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cancel = timers.after(TIMEOUT_MS, () => reject(new Error('it does not answer')));
      task.then(resolve, reject).finally(cancel);
    });
  return {
    async use(task) {
      if (isWaiting(outUntil, OUTAGE_MS, clock())) return undefined;
      try {
        opening ??= open(url);
        const store = opening;
        return await within(store.then(task));
      } catch (error) {
        lost(error);
        return undefined;
      }
    },
    async close() {
      const store = await opening?.catch(() => undefined);
      await store?.close().catch(() => undefined);
    },
  };
}

/** Drivers put the address into what they say, and addresses hold passwords. */
function reasonOf(error: unknown, url: string): string {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const secrets = [url, URL.canParse(url) ? decodeURIComponent(new URL(url).password) : ''].filter((one) => one !== '');
  const said = code ?? message ?? 'no reason given';
  return secrets.reduce((text, secret) => text.replaceAll(secret, '…'), said);
}
