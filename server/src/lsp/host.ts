import type { Engine } from '../engine/engine.js';
import type { RepositoryJudge } from '../engine/repository-judge.js';
import type { IntelligenceChange, Outcome, Settings, Words } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Files } from '../platform/files.js';
import type { Logger } from '../platform/logger.js';
import type { EditorNetwork } from '../protocol/messages.js';
import type { Timers } from '../platform/timers.js';
import type { Turns } from '../platform/turns.js';

/** What an engine needs that only the editor's side knows. */
export interface EngineEnvironment {
  /** Open documents over the disk. */
  readonly files: Files;
  readonly logger: Logger;
  readonly network: EditorNetwork;
  /** For what is done in the background. */
  readonly turns: Turns;
}

export interface Composition {
  readonly engine: Engine;
  readonly repositories: RepositoryJudge;
  readonly cache: Pick<DiskCache, 'info' | 'clear' | 'read' | 'write'>;
  readonly intelligence: OfflineData;
}

/** The offline data that an engine judges with. */
export interface OfflineData {
  /** How new it is, in milliseconds since the epoch; undefined where there is none that can be used. */
  asOf(): Promise<number | undefined>;
  /**
   * Takes up what has been put in the place of the user's own data since it was opened; whether there was something. Whoever asks
   * meanwhile is answered from the old or from the new one, whole.
   */
  renew(): Promise<boolean>;
}

/** What renewing the offline data takes. */
export interface IntelligenceUpdate {
  /** As for `IntelligenceRequest`. */
  readonly from: string;
  readonly settings: Settings;
  readonly network: EditorNetwork;
  readonly signal: AbortSignal;
  readonly onProgress: (what: Words) => void;
  readonly logger: Logger;
}

/** The machine and the choice of implementations, handed in at the edge. */
export interface ServerHost {
  createEngine(environment: EngineEnvironment, settings: Settings): Composition;
  /** Renews the user's own offline data outside of the server's event loop. Rejects only with the signal's reason. */
  updateIntelligence(update: IntelligenceUpdate): Promise<Outcome<IntelligenceChange>>;
  /** A file that comes with the program, as text. */
  readAsset(name: string): string;
  readonly diskFiles: Files;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Of this tool, for the reports that people send. */
  readonly version: string;
}
