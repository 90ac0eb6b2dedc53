import type { Engine } from './engine/engine.js';
import type { Settings } from './model/index.js';
import type { Clock } from './platform/clock.js';
import type { DiskCache } from './platform/disk-cache.js';
import type { Files } from './platform/files.js';
import type { Logger } from './platform/logger.js';

/** How the editor (or the command line) reaches the network, beyond what `.npmrc` says. */
export interface NetworkEnvironment {
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  readonly strictSsl?: boolean;
  readonly certificates?: readonly string[];
  /** `--registry URL`: used for every scope, above all configuration. */
  readonly registry?: string;
}

/** The machine, as the engine may use it. */
export interface Environment {
  readonly files: Files;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly network: NetworkEnvironment;
  /** Folder that holds `intelligence.bin`, built by `npm run build`. */
  readonly assetsFolder: string;
  /** Environment variables for npm's configuration and the place of caches. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface Composition {
  readonly engine: Engine;
  readonly cache: DiskCache;
}

/** The only place that chooses implementations. */
export function createEngine(environment: Environment, settings: Settings): Composition {
  throw new Error(`under construction: ${environment.assetsFolder} ${String(settings.enable)}`);
}
