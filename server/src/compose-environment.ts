import type { PackageAnalyser, RepositoryAnalyser } from './artifacts/package-analyser.js';
import type { Clock } from './platform/clock.js';
import type { Files } from './platform/files.js';
import type { Logger } from './platform/logger.js';
import type { CalledThread } from './platform/threads/calls.js';
import type { Turns } from './platform/turns.js';

/** How the editor (or the command line) reaches the network, beyond what `.npmrc` says. */
export interface NetworkEnvironment {
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  readonly strictSsl?: boolean;
  readonly certificates?: readonly string[];
  /** `--registry URL`: used for every scope, above all configuration. */
  readonly registry?: string;
}

/** What analyses packages, and which version of it: facts that another one found are not used. */
export interface Analysis {
  readonly analyser: PackageAnalyser & RepositoryAnalyser;
  readonly analyserVersion: () => string;
}

/** The machine, as the engine may use it. */
export interface Environment {
  readonly files: Files;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly network: NetworkEnvironment;
  /** Folder that holds `intelligence.bin`, built by `npm run build`. */
  readonly assetsFolder: string;
  /** Looks into the bytes of packages; one for all engines, as it is a process of its own. */
  readonly analysis: Analysis;
  /** Environment variables for npm's configuration and the place of caches. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Absent: of the engine's own. */
  readonly turns?: Turns;
  /** Asks the network, and condenses documents. Absent: that is done on this thread. */
  readonly networkThread?: CalledThread;
  /** Reads and writes what is remembered. Absent: that is done on this thread. */
  readonly cacheThread?: CalledThread;
}
