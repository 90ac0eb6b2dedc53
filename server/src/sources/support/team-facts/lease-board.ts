/**
 * Who of a fleet is at work on what. A lease ends by itself when its holder is gone; a holder is named by a text that
 * nobody else has. Rejects where the store cannot be reached.
 */
export interface LeaseBoard {
  /** @returns whether the lease is this holder's now. */
  take(key: string, holder: string, lengthMs: number): Promise<boolean>;
  /** Makes it end `lengthMs` from now; nothing where it is another's by now. */
  renew(key: string, holder: string, lengthMs: number): Promise<void>;
  /** Gives back what is this holder's still. */
  release(key: string, holder: string): Promise<void>;
  isHeld(key: string): Promise<boolean>;
}
