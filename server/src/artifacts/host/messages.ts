import type { ArtifactFacts, Outcome } from '../../model/index.js';
import type { PackageSource } from '../package-analyser.js';

/** To the host: analyse this. */
export interface HostRequest {
  readonly id: number;
  readonly source: PackageSource;
}

/** From the host. */
export interface HostAnswer {
  readonly id: number;
  readonly outcome: Outcome<ArtifactFacts>;
}

/** With what the host ends where it needs more memory than it may have. */
export const OUT_OF_MEMORY = 70;
