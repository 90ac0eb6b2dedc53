import type { Advisory } from '../../../model/index.js';
import type { Clock } from '../../../platform/clock.js';
import type { DiskCache } from '../../../platform/disk-cache.js';
import { InFlight } from '../../../platform/in-flight.js';
import { arrayOf, objectOf, parseJson } from '../json.js';
import type { OsvClient, OsvReference } from './osv-client.js';
import { readOsvRecord } from './osv-record.js';
import { isWellShaped } from './osv-shape.js';

/** What a record says, by package name. Empty for a record that was taken back. */
export type RecordContent = ReadonlyMap<string, Advisory>;

export interface OsvRecords {
  /** Undefined where the record cannot be had just now, or cannot be read. */
  get(reference: OsvReference, signal: AbortSignal): Promise<RecordContent | undefined>;
}

/** Records, each fetched once for each of its changes and then kept on disk. */
export function createOsvRecords(client: OsvClient, cache: DiskCache, clock: Clock, service: string): OsvRecords {
  const inFlight = new InFlight<RecordContent | undefined>();
  const fetched = async (key: string, id: string, signal: AbortSignal): Promise<RecordContent | undefined> => {
    const kept = await cache.read(key);
    const known = kept && decode(kept.text);
    if (known !== undefined) return known;
    const answer = await client.record(id, signal);
    const record = 'json' in answer && isWellShaped(answer.json) ? readOsvRecord(answer.json) : undefined;
    if (record === undefined || (record !== 'withdrawn' && record.id !== id)) return undefined;
    const content: RecordContent = record === 'withdrawn' ? new Map() : record.packages;
    void cache.write(key, { text: JSON.stringify([...content]), asOf: clock() });
    return content;
  };
  return {
    get({ id, modified }, signal) {
      const key = `osv-record:2:${service}:${id}:${modified}`;
      return inFlight.run(key, signal, (shared) => fetched(key, id, shared));
    },
  };
}

function decode(text: string): RecordContent | undefined {
  const entries = parseJson(text);
  if (!Array.isArray(entries)) return undefined;
  const pairs = entries.map((entry) => arrayOf(entry));
  const whole = pairs.every(([name, advisory]) => typeof name === 'string' && objectOf(advisory) !== undefined);
  return whole ? new Map(pairs as unknown as readonly (readonly [string, Advisory])[]) : undefined;
}
