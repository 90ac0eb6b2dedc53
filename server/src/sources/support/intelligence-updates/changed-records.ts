import { failed, ok, phrase, type Outcome } from '../../../model/index.js';
import type { RecordArena } from '../intelligence/intelligence-arena.js';
import type { Intelligence } from '../intelligence/intelligence-reader.js';
import { parseJson } from '../json.js';
import { readOsvRecord, type OsvRecord } from '../osv/osv-record.js';
import type { ExportPlace } from './export-place.js';
import { addRecord, type GatherOptions } from './osv-export.js';

const NAMES_BETWEEN_BREATHS = 500;
/** Requests that are under way at once are bounded by the network itself. */
const RECORDS_AT_ONCE = 32;

/** Puts everything into the arena that the asset holds, but for some records. */
export async function keepOthers(
  asset: Intelligence,
  left: ReadonlySet<string>,
  arena: RecordArena,
  { breathe, signal }: GatherOptions,
): Promise<void> {
  const stays = ({ id }: { readonly id: string }): boolean => !left.has(id);
  let count = 0;
  for (const [name, { malware, advisories }] of asset.records()) {
    arena.add(name, { malware: malware.filter(stays), advisories: advisories.filter(stays) });
    count += 1;
    if (count % NAMES_BETWEEN_BREATHS === 0) {
      signal.throwIfAborted();
      await breathe();
    }
  }
}

/** Fetches records and puts them into the arena. A record that is not there any more was taken back. */
export async function fetchRecords(
  place: ExportPlace,
  ids: ReadonlySet<string>,
  arena: RecordArena,
  { signal, onProgress }: GatherOptions,
): Promise<Outcome<number>> {
  const all = [...ids];
  for (let start = 0; start < all.length; start += RECORDS_AT_ONCE) {
    const batch = all.slice(start, start + RECORDS_AT_ONCE);
    const records = await Promise.all(batch.map((id) => recordOf(place, id, signal)));
    for (const record of records) {
      if (record.status !== 'ok' && record.status !== 'absent') return record;
      if (record.status === 'ok') addRecord(arena, record.value);
    }
    onProgress(Math.min(start + RECORDS_AT_ONCE, all.length));
  }
  return ok(all.length, 0);
}

/** `absent` for a record that was taken back. */
async function recordOf(place: ExportPlace, id: string, signal: AbortSignal): Promise<Outcome<OsvRecord>> {
  const bytes = await place.bytes(`${id}.json`, signal);
  if (bytes.status !== 'ok') return bytes;
  const record = readOsvRecord(parseJson(bytes.value.toString('utf8')));
  if (record === 'withdrawn') return { status: 'absent', asOf: bytes.asOf };
  return record?.id === id
    ? ok(record, bytes.asOf)
    : failed('malformed', phrase('{place} has no OSV record {id}.', { place: place.shown, id }));
}
