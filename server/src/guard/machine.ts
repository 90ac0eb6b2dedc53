import type { Program } from '../platform/programs/find-program.js';
import type { Ended, RunOptions } from '../platform/programs/run-program.js';

/** What a guard needs of the machine. */
export interface GuardMachine {
  readonly find: (name: string) => Promise<Program | undefined>;
  readonly run: (program: Program, given: readonly string[], options: RunOptions) => Promise<Ended>;
  /** A folder that only this user can write to, for a scratch folder; absolute. */
  readonly scratchParent: string;
  /** Asks whoever sits at the terminal; absent where nobody does. */
  readonly ask?: (question: string) => Promise<boolean>;
}
