import type { Engine } from '../engine/engine.js';
import type { Settings } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Files } from '../platform/files.js';
import type { Logger } from '../platform/logger.js';
import type { EditorNetwork } from '../protocol/messages.js';
import type { Timers } from '../platform/timers.js';

/** What an engine needs that only the editor's side knows. */
export interface EngineEnvironment {
  /** Open documents over the disk. */
  readonly files: Files;
  readonly logger: Logger;
  readonly network: EditorNetwork;
}

export interface Composition {
  readonly engine: Engine;
  readonly cache: Pick<DiskCache, 'info' | 'clear'>;
}

/** The machine and the choice of implementations, handed in at the edge. */
export interface ServerHost {
  createEngine(environment: EngineEnvironment, settings: Settings): Composition;
  readonly diskFiles: Files;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Of this tool, for the reports that people send. */
  readonly version: string;
}
