import { createTurns, type Turns } from '../../server/src/platform/turns.js';
import path from 'node:path';
import type { FactTypes, Outcome, Question } from '../../server/src/model/index.js';
import { createDiskCache } from '../../server/src/platform/cache/file-disk-cache.js';
import type { DiskCache } from '../../server/src/platform/disk-cache.js';
import type { Http } from '../../server/src/platform/http.js';
import { silentLogger } from '../../server/src/platform/logger.js';
import type { NpmConfiguration } from '../../server/src/platform/npm/npm-config.js';
import { createHttp, createOfflineHttp } from '../../server/src/platform/network/npm-http.js';
import type { LookUp, LookUpOptions, Source } from '../../server/src/sources/source.js';
import { npmMachine } from '../support/npm-machine.js';
import type { LoadOptions, NpmMachine, NpmMachineOptions } from '../support/npm-machine.js';
import { recordingTimers } from '../support/recording-timers.js';

export const START = Date.UTC(2026, 5, 1);
export const MINUTE_MS = 60_000;

/** A machine with configuration, cache and network, whose clock the test turns. */
export interface OnlineSetup {
  readonly machine: NpmMachine;
  readonly cache: DiskCache;
  readonly clock: () => number;
  pass(milliseconds: number): void;
  /** What a source takes. `offline` cuts the network. */
  parts(options?: LoadOptions & { readonly offline?: boolean }): Promise<{
    readonly config: NpmConfiguration;
    readonly http: Http;
    readonly cache: DiskCache;
    readonly clock: () => number;
    readonly turns: Turns;
  }>;
  close(): Promise<void>;
}

export async function onlineSetup(options: NpmMachineOptions = {}): Promise<OnlineSetup> {
  const machine = await npmMachine(options);
  let now = START;
  const clock = (): number => now;
  const cache = createDiskCache({
    folder: path.join(machine.folder, 'cache'),
    maxBytes: 10_000_000,
    clock,
    logger: silentLogger,
  });
  return {
    machine,
    cache,
    clock,
    pass: (milliseconds) => (now += milliseconds),
    async parts({ offline = false, ...load } = {}) {
      const config = await machine.load(load);
      const shared = { concurrency: 8, timeoutMs: 20_000, clock, logger: silentLogger, random: () => 0 };
      const online = createHttp({ config, network: {}, timers: recordingTimers(20_000), ...shared });
      return {
        config,
        http: offline ? createOfflineHttp() : online,
        cache,
        clock,
        turns: createTurns(),
      };
    },
    async close() {
      await cache.settle();
      await machine.remove();
    },
  };
}

/** Looks up and waits until what was learnt is on disk. */
export async function lookUp<Q extends Question>(
  source: Source<Q>,
  setup: OnlineSetup,
  requests: readonly LookUp[],
  options: Partial<LookUpOptions> = {},
): Promise<readonly Outcome<FactTypes[Q]>[]> {
  const signal = new AbortController().signal;
  const outcomes = await source.lookUp(requests, { signal, freshness: 'cached', ...options });
  await setup.cache.settle();
  return outcomes;
}

/** `ok`, `ok stale`, `failed unauthorized: …` */
export function inWords(outcome: Outcome<unknown> | undefined): string {
  if (outcome === undefined) return 'none';
  const parts = [
    outcome.status,
    'stale' in outcome && outcome.stale === true ? 'stale' : '',
    'reason' in outcome ? `${outcome.reason}: ${outcome.message}` : '',
  ];
  return parts.filter(Boolean).join(' ');
}
