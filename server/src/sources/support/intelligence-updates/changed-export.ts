import { phrase, type IntelligenceChange, type IntelligenceRequest } from '../../../model/index.js';
import { ok, type Outcome } from '../../../model/index.js';
import { RecordArena } from '../intelligence/intelligence-arena.js';
import { compileArena } from '../intelligence/intelligence-compiler.js';
import type { Intelligence } from '../intelligence/intelligence-reader.js';
import { writeAsset } from './asset-file.js';
import { fetchRecords, keepOthers } from './changed-records.js';
import type { ExportPlace } from './export-place.js';
import { changesSince } from './osv-changes.js';
import { changeOf, describe, gatherOptions, kindOf, notAfter, originOf, type UpdateMachine } from './update-parts.js';

/** Of the newest changes first. */
const CHANGES = 'modified_id.csv';

/** More changes than this are fetched sooner as a whole. */
const MAX_CHANGES = 20_000;

/** Takes in what has changed since an asset was made. Undefined where the whole export has to be read for that. */
export async function addChanges(
  before: Intelligence,
  place: ExportPlace,
  to: string,
  request: IntelligenceRequest,
  machine: UpdateMachine,
): Promise<Outcome<IntelligenceChange> | undefined> {
  if (before.through === undefined || kindOf(request) !== 'parts') return undefined;
  request.onProgress(phrase('Asking what has changed'));
  const list = await place.file(CHANGES, request.signal);
  if (list.status !== 'ok') return list.status === 'absent' ? undefined : list;
  const changes = await changesSince(list.value, before.through);
  if (changes === undefined || changes.ids.size > MAX_CHANGES) return undefined;
  const now = machine.clock();
  if (Date.parse(changes.through) <= Date.parse(before.through))
    return ok({ info: describe(before), file: to, changed: 0, unreadable: 0 }, now);
  const gathering = gatherOptions(request, machine, (records) =>
    phrase('Fetching changes: {records} records', { records }),
  );
  const arena = new RecordArena();
  await keepOthers(before, changes.ids, arena, gathering);
  const fetched = await fetchRecords(place, changes.ids, arena, gathering);
  if (fetched.status !== 'ok') return fetched;
  request.onProgress(phrase('Writing'));
  const through = notAfter(changes.through, now);
  const bytes = compileArena(arena, { popular: before.popularNames(), origins: [originOf(place, through)], through });
  return changeOf(await writeAsset(to, bytes, now), to, { changed: fetched.value, unreadable: 0 });
}
