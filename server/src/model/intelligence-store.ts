import type { Outcome } from './outcome.js';
import type { Words } from './phrase.js';
import type { Settings } from './settings.js';

/** Where OSV publishes its records of npm packages, all of them and each by itself. */
const OSV_EXPORT = 'https://storage.googleapis.com/osv-vulnerabilities/npm';

/** Where the offline data is updated from, unless somebody says otherwise: the machine's mirror, else OSV itself. */
export function intelligenceSource(settings: Pick<Settings, 'intelligence.mirror'>): string {
  return settings['intelligence.mirror'].trim() || OSV_EXPORT;
}

/** What one asset of offline data holds, and how new it is. */
export interface IntelligenceInfo {
  /** How new the data is, in milliseconds since the epoch. */
  readonly asOf: number;
  /** Of an export that holds all that its publisher has: until which change. */
  readonly through?: string;
  readonly counts: {
    /** Names with at least one record. */
    readonly names: number;
    readonly malwareNames: number;
    readonly malwareRecords: number;
    readonly advisories: number;
    readonly popularNames: number;
  };
  readonly origins: readonly {
    readonly id: string;
    readonly title: string;
    readonly url: string;
    readonly date: string;
    readonly licence: string;
  }[];
  /** On disk. */
  readonly bytes: number;
}

export interface IntelligenceStatus {
  /** The data that came with the program. */
  readonly shipped: Outcome<IntelligenceInfo>;
  /** What `build` or `update` have put above it; `absent` where they have not. */
  readonly updated: Outcome<IntelligenceInfo>;
  /** Where that lies, or would; undefined where the user has no place for it. */
  readonly file?: string;
}

export interface IntelligenceRequest {
  /** A folder, a file or an `http(s)` address of an OSV export, or of a compiled asset (`.bin`). */
  readonly from: string;
  readonly signal: AbortSignal;
  /** @param what is done now, for the reader */
  readonly onProgress: (what: Words) => void;
}

export interface IntelligenceChange {
  readonly info: IntelligenceInfo;
  readonly file: string;
  /** Records that were read anew. */
  readonly changed: number;
  /** Files in the export that are no OSV records. */
  readonly unreadable: number;
}

/** Keeps the offline data new. What goes wrong is said in a sentence and leaves the data as it was. */
export interface IntelligenceStore {
  status(): Promise<IntelligenceStatus>;
  /** Compiles an export. @param to another file than the one that is used */
  build(request: IntelligenceRequest, to?: string): Promise<Outcome<IntelligenceChange>>;
  /** Takes in what has changed since; the whole export where there is nothing to add to. */
  update(request: IntelligenceRequest): Promise<Outcome<IntelligenceChange>>;
}
