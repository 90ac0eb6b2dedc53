import type { Policy } from '../model/index.js';

/** A file in which the team has already decided something. `read` never throws: see `Policy.problems`. */
export interface PolicyFormat {
  readonly id: string;
  readonly fileName: string;
  read(text: string): Policy;
}
