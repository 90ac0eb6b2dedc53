import type { LeaseBoard } from './lease-board.js';

/** Texts by key that a fleet shares. Nothing in it is believed because it is there. Everything rejects where it cannot be reached. */
export interface TeamStore {
  get(key: string): Promise<string | undefined>;
  /** @param maxAgeMs after which the store may forget it */
  set(key: string, text: string, maxAgeMs: number): Promise<void>;
  readonly leases: LeaseBoard;
  close(): Promise<void>;
}

export type OpenTeamStore = (url: string) => Promise<TeamStore>;

/** What the bundle of the stores' drivers exports: it is loaded where a team has a store, and nowhere else. */
export interface TeamStoreModule {
  readonly openTeamStore: OpenTeamStore;
}
