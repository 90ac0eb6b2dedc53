import type Keyv from 'keyv';
import { wait, type Timers } from '../../../platform/timers.js';
import type { LeaseBoard } from './lease-board.js';

/** Longer than a write takes to be seen by everybody. */
const SETTLING_MS = 120;

/**
 * Leases in a store that cannot say who came first: each writes its name, waits, and looks whose name stands there. Two
 * that are further apart than the wait can both think that they have it, which costs one analysis and nothing else.
 */
export function claimedLeases(claims: Pick<Keyv<string>, 'get' | 'set' | 'delete'>, timers: Timers): LeaseBoard {
  const holderOf = (key: string): Promise<string | undefined> => claims.get(key);
  return {
    async take(key, holder, lengthMs) {
      if ((await holderOf(key)) !== undefined) return false;
      await claims.set(key, holder, lengthMs);
      await wait(timers, SETTLING_MS, new AbortController().signal);
      return (await holderOf(key)) === holder;
    },
    async renew(key, holder, lengthMs) {
      if ((await holderOf(key)) === holder) await claims.set(key, holder, lengthMs);
    },
    async release(key, holder) {
      if ((await holderOf(key)) === holder) await claims.delete(key);
    },
    isHeld: async (key) => (await holderOf(key)) !== undefined,
  };
}
