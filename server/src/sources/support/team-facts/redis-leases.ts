import type { RedisClientType } from '@redis/client';
import type { LeaseBoard } from './lease-board.js';

/** Only the holder's own lease is touched: another one may have taken it over in the meantime. */
const RENEW =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0";
const RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/** Leases as Redis has them: `SET NX PX`, of which one comes first. Keyv has no such thing. */
export function redisLeases(client: () => Promise<RedisClientType>): LeaseBoard {
  return {
    async take(key, holder, lengthMs) {
      const redis = await client();
      return (await redis.set(key, holder, { NX: true, PX: lengthMs })) === 'OK';
    },
    async renew(key, holder, lengthMs) {
      const redis = await client();
      await redis.eval(RENEW, { keys: [key], arguments: [holder, String(lengthMs)] });
    },
    async release(key, holder) {
      const redis = await client();
      await redis.eval(RELEASE, { keys: [key], arguments: [holder] });
    },
    async isHeld(key) {
      const redis = await client();
      return (await redis.exists(key)) === 1;
    },
  };
}
