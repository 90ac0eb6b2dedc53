import type { Capability, Finding, Level, Outcome } from '../model/index.js';

/** What to look at, as a user writes it. */
export interface ScanRequest {
  /** A package's folder, a `.tgz`, or `name@version`. */
  readonly target: string;
  /** The version before it, in the same ways: what is new then weighs more. */
  readonly previous?: string;
  /** Absolute path of a registry document about the package. */
  readonly packument?: string;
  /** What else is scanned in the same run: what the target does together with those is told, too. */
  readonly others?: readonly string[];
  /** Where relative paths begin. */
  readonly cwd: string;
}

/** What static analysis alone says of one package. */
export interface Scanned {
  /** Absent where the package does not say. */
  readonly name?: string;
  readonly version?: string;
  readonly level: Level;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly files: number;
  /** Bytes of all files, unpacked. */
  readonly bytes: number;
  /** What its code can do: context, and no finding. */
  readonly capabilities: readonly Capability[];
  /** Those that the version before did not have; absent where none was given. */
  readonly newCapabilities?: readonly Capability[];
  /** What was not looked at, and why. */
  readonly incomplete?: string;
  /** What the analysis cannot look into, as native programs. */
  readonly notAnalysed?: string;
}

/** Judges packages by their bytes, without a project. */
export interface Scanner {
  /** How many packages are worth giving to it at once. */
  readonly concurrency: number;
  /** What cannot be scanned has failed with a sentence. Rejects only with the signal's reason. */
  scan(request: ScanRequest, signal: AbortSignal): Promise<Outcome<Scanned>>;
  close(): Promise<void>;
}
