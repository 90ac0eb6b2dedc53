import type { IntelligenceChange, IntelligenceInfo, IntelligenceRequest, Words } from '../../../model/index.js';
import { ok, type Outcome } from '../../../model/index.js';
import type { Clock } from '../../../platform/clock.js';
import type { IntelligenceOrigin } from '../intelligence/intelligence-format.js';
import type { Intelligence } from '../intelligence/intelligence-reader.js';
import type { ExportPlace } from './export-place.js';
import type { GatherOptions } from './osv-export.js';

/** What building and updating need of the machine. */
export interface UpdateMachine {
  readonly clock: Clock;
  readonly breathe: () => Promise<void>;
}

const ASSET = /\.bin$/i;
const ARCHIVE = /\.zip$/i;

/** What an address or path means: one file, or a place below which the parts of an export lie. */
export function kindOf({ from }: IntelligenceRequest): 'asset' | 'archive' | 'parts' {
  if (ASSET.test(from)) return 'asset';
  return ARCHIVE.test(from) ? 'archive' : 'parts';
}

export function describe({ asOf, through, counts, origins, size }: Intelligence): IntelligenceInfo {
  return { asOf, ...(through !== undefined && { through }), counts, origins, bytes: size };
}

export function changeOf(
  written: Outcome<Intelligence>,
  file: string,
  told: Pick<IntelligenceChange, 'changed' | 'unreadable'>,
): Outcome<IntelligenceChange> {
  return written.status === 'ok' ? ok({ info: describe(written.value), file, ...told }, written.asOf) : written;
}

export function gatherOptions(
  { signal, onProgress }: IntelligenceRequest,
  { breathe }: UpdateMachine,
  saying: (records: string) => Words,
): GatherOptions {
  return {
    signal,
    breathe,
    onProgress: (records) => onProgress(saying(records.toLocaleString('en-US'))),
  };
}

/** The data is as new as its newest change: a mirror may have stood still for months. */
export function originOf({ shown }: ExportPlace, through: string): IntelligenceOrigin {
  return {
    id: 'osv-npm',
    title: "OSV's records of npm packages",
    url: /^https?:/.test(shown) ? shown : '',
    revision: through,
    date: through.slice(0, 'YYYY-MM-DD'.length),
    licence: 'as each record says',
  };
}

/** A record that claims to come from the future must not keep later changes out. */
export function notAfter(through: string, now: number): string {
  const moment = Date.parse(through);
  return Number.isNaN(moment) || moment > now ? new Date(now).toISOString() : new Date(moment).toISOString();
}
