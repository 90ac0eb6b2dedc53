import type { SeededRandom } from '../../bench/random.js';
import type { Site, Told } from './site.js';

/** One kind of fault: a row of the table. */
export interface Kind {
  /** For the command line. */
  readonly id: string;
  /** For the reader. */
  readonly title: string;
  /** The registry speaks TLS. */
  readonly tls?: boolean;
  /** The project has a lockfile, or lines for these. */
  readonly lines?: readonly string[];
  /** Always, or never, after a run without faults that fills the cache. */
  readonly warm?: boolean;
  /** How long answers that came under the fault may be used afterwards; they are asked for again at once unless given. */
  readonly recoversAfterMs?: number;
  /** Rules that speak of the fault itself. */
  readonly mayFind?: readonly string[];
  /** Before anything is judged with a cache, also without faults. */
  prepare?(site: Site, cache: string): Promise<void>;
  /** Brings the fault about. */
  arrange?(site: Site, random: SeededRandom): void | Promise<void>;
  /** How the project is judged under the fault, where that is not as always: what all have said. None: nobody was left to. */
  run?(site: Site, random: SeededRandom): Promise<readonly Told[]>;
  /** Takes the fault back, where `Site.heal` does not. */
  restore?(site: Site): void | Promise<void>;
}
