import KeyvRedis from '@keyv/redis';
import KeyvPostgres from '@keyv/postgres';
import type { RedisClientType } from '@redis/client';
import Keyv, { type KeyvStoreAdapter } from 'keyv';
import { systemTimers } from '../../../platform/timers.js';
import { claimedLeases } from './claimed-leases.js';
import type { LeaseBoard } from './lease-board.js';
import { redisLeases } from './redis-leases.js';
import type { TeamStore } from './team-store.js';

interface Opened {
  readonly adapter: KeyvStoreAdapter;
  /** Where the store has leases of its own. */
  readonly leases?: LeaseBoard;
}

const CONNECT_TIMEOUT_MS = 2000;

/** Stores by the protocol of their address: one line is one more kind. */
const KINDS: Readonly<Record<string, (url: string) => Opened>> = Object.freeze({
  'redis:': openRedis,
  'rediss:': openRedis,
  'postgres:': openPostgres,
  'postgresql:': openPostgres,
});

/** @param url with user and password, where the store asks for them. Throws where nothing speaks its protocol. */
export function openTeamStore(url: string): Promise<TeamStore> {
  const { protocol } = new URL(url);
  const open = KINDS[protocol];
  if (open === undefined) throw new Error(`nothing is known that speaks ${protocol}`);
  const { adapter, leases } = open(url);
  const entries = new Keyv<string>({ store: adapter, useKeyPrefix: false, throwOnErrors: true });
  // Its own errors reach whoever asked; without a listener they would end the process.
  entries.on('error', () => undefined);
  return Promise.resolve({
    get: (key) => entries.get<string>(key),
    async set(key, text, maxAgeMs) {
      await entries.set(key, text, maxAgeMs);
    },
    leases: leases ?? claimedLeases(entries, systemTimers),
    close: () => entries.disconnect(),
  });
}

function openRedis(url: string): Opened {
  const adapter = new KeyvRedis<string>(
    { url, socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false } },
    { throwOnConnectError: true, throwOnErrors: true, noNamespaceAffectsAll: false },
  );
  return { adapter, leases: redisLeases(async () => (await adapter.getClient()) as RedisClientType) };
}

function openPostgres(url: string): Opened {
  const adapter = new KeyvPostgres({
    uri: url,
    table: 'package_risk_facts',
    max: 4,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  return { adapter };
}
