import type { Outcome } from '../../model/index.js';
import type { AnalysisTask } from '../package-analyser.js';

/** To the host: analyse this. */
export interface HostRequest {
  readonly id: number;
  readonly source: AnalysisTask;
}

/** From the host: the facts that the task is about. */
export interface HostAnswer {
  readonly id: number;
  readonly outcome: Outcome<unknown>;
}

/** With what the host ends where it needs more memory than it may have. */
export const OUT_OF_MEMORY = 70;
