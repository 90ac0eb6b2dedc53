import type { Engine } from '../engine/engine.js';
import type { RepositoryJudge } from '../engine/repository-judge.js';
import type { Scanner } from '../engine/scanner.js';
import type { GuardMachine } from '../guard/machine.js';
import type { RegistryProxy } from '../guard/proxy/registry-proxy.js';
import type { IntelligenceStore, RuleDescription, Settings } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { Files } from '../platform/files.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Logger } from '../platform/logger.js';
import type { BillOptions } from '../report/cyclonedx/bill-of-materials.js';
import type { Report } from '../report/report.js';

/** As much of a stream as the command line needs. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What one run asks of the engine's composition. */
export interface EngineRequest {
  readonly settings: Settings;
  /** `--registry`: used for every scope. */
  readonly registry?: string;
  /** How the editor that has started this reaches it. */
  readonly network?: { readonly proxy?: string; readonly noProxy?: readonly string[]; readonly strictSsl?: boolean };
  readonly logger: Logger;
  /** Texts that stand in for files: by absolute path. */
  readonly texts?: ReadonlyMap<string, string>;
  /** Where projects are read from; absent: from this machine's disk. */
  readonly files?: Files;
}

export interface ComposedEngine {
  readonly engine: Engine;
  readonly repositories: RepositoryJudge;
  readonly cache: DiskCache;
  readonly intelligence: { renew(): Promise<boolean> };
}

/** A repository as it was; what lies outside of it is as it is. */
export interface OpenedRevision {
  /** At the commit that was named. */
  readonly tip: Files;
  /** Where the branch at hand has left it. */
  readonly base: Files;
}

/** What agents are served with. */
export interface AgentService {
  readonly engine: Engine;
  readonly repositories: RepositoryJudge;
  /** The folder that they work in: absolute. */
  readonly cwd: string;
  /** Whether that folder's own files may decide anything. */
  readonly trusted: boolean;
  readonly logger: Logger;
  readonly renew: () => Promise<unknown>;
}

/** Where npm's configuration is looked for. */
export interface ScanPlace {
  readonly folder: string;
  /** Whether the project's own files may decide anything. */
  readonly trusted: boolean;
}

export interface ProxyPlace extends ScanPlace {
  /** 0: one that is free. */
  readonly port: number;
  readonly tell: (sentence: string) => void;
}

/** The process, as the command line may use it. */
export interface CliIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  readonly now: Clock;
  readonly version: string;
  /** The text of a file; throws where it cannot be read. */
  readonly readText: (file: string) => string;
  /** Writes a file that the user has named, anew; throws where that cannot be done. */
  readonly writeText: (file: string, text: string) => void;
  /** The text of a file that comes with the program, by its name. */
  readonly readAsset: (name: string) => string;
  /** What two commits of the repository around a folder hold: see `--changed-since`. */
  readonly openRevision: (folder: string, revision: string) => Promise<OpenedRevision | { readonly problem: string }>;
  /** Every rule, as reports introduce them. */
  readonly describeRules: () => readonly RuleDescription[];
  /** Aborted when the user interrupts the run. */
  readonly signal: AbortSignal;
  readonly createEngine: (request: EngineRequest) => ComposedEngine;
  /** For the commands that look at packages without a project. */
  readonly createScanner: (request: EngineRequest, place: ScanPlace) => Promise<Scanner>;
  /** A report as a bill of materials: the library for it is loaded only then. */
  readonly billOfMaterials: (report: Report, options: BillOptions) => string;
  /** Serves an agent over the process's own streams until that goes away. */
  readonly serveMcp: (service: AgentService) => Promise<void>;
  /** The registry proxy of `guard --proxy`, started. */
  readonly createGuardProxy: (request: EngineRequest, place: ProxyPlace) => Promise<RegistryProxy>;
  /** For the command that starts package managers. */
  readonly guard: GuardMachine;
  /** For the command that keeps the offline data new. */
  readonly createIntelligenceStore: (request: EngineRequest, place: ScanPlace) => Promise<IntelligenceStore>;
}
