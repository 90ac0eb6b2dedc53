import type { SinkKind } from '../../../../model/index.js';
import type { Taints } from './origins.js';

/** It goes out of the package: as an argument of another package's export, or to whoever has called an own one. */
export type OpenSink = 'handed-over' | 'given';

export interface SinkReport {
  readonly sink: SinkKind | OpenSink;
  readonly taints: Taints;
  /** Where it goes, where that is known. */
  readonly host?: string;
  readonly detail?: string;
  /** Of what is handed over: which argument of which export. */
  readonly argument?: { readonly of: string; readonly index: number; readonly isConstant: boolean };
}

/** Who is told what happens while functions are looked at one by one. */
export interface Onlooker {
  /** Something that may say something by itself: it is worth being followed in full. */
  tells(): void;
  callsApi(api: string): void;
  /** Something is decoded. */
  decodes(): void;
  /** It waits for what happens to something that is not known: that may be the page. */
  listens(): void;
}
