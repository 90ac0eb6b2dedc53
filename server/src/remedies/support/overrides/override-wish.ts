import type { JsonChange } from '../../../model/index.js';

/** What an override is to bring about. */
export interface OverrideWish {
  readonly name: string;
  /** What is to be installed: an exact version. */
  readonly version: string;
  /** The version whose place it takes. */
  readonly replaced: string;
  /** Only below these; empty: everywhere. */
  readonly below: readonly string[];
  /** Those of `below` that manifests name themselves. */
  readonly lines: readonly string[];
}

/** Changes of one of the files of an override site. */
export interface OverrideChanges {
  readonly where: 'root' | 'settings';
  readonly changes: readonly JsonChange[];
}
