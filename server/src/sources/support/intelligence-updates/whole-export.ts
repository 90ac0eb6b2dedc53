import { readFile } from 'node:fs/promises';
import { phrase, type IntelligenceChange, type IntelligenceRequest } from '../../../model/index.js';
import { failed, type Outcome } from '../../../model/index.js';
import { RecordArena } from '../intelligence/intelligence-arena.js';
import { compileArena } from '../intelligence/intelligence-compiler.js';
import { writeAsset } from './asset-file.js';
import type { ExportPlace } from './export-place.js';
import { gatherRecords, recordsIn } from './osv-export.js';
import { changeOf, gatherOptions, kindOf, notAfter, originOf, type UpdateMachine } from './update-parts.js';

/** The archive of a whole export, beside the files of its records. */
const WHOLE = 'all.zip';

/** Compiles a whole export, or takes an asset that somebody has compiled. */
export async function buildFrom(
  place: ExportPlace,
  to: string,
  request: IntelligenceRequest,
  machine: UpdateMachine,
): Promise<Outcome<IntelligenceChange>> {
  const source = await exportAt(place, request);
  if (source.status === 'absent')
    return failed('unsupported', phrase('{place} does not exist.', { place: place.shown }));
  if (source.status !== 'ok') return source;
  const now = machine.clock();
  if (kindOf(request) === 'asset') {
    const written = await writeAsset(to, await readFile(source.value), now);
    return changeOf(written, to, { changed: 0, unreadable: 0 });
  }
  const arena = new RecordArena();
  const gathered = await gatherRecords(
    recordsIn(source.value),
    arena,
    gatherOptions(request, machine, (records) => phrase('Reading {records} records', { records })),
  );
  if (gathered.records === 0)
    return failed('malformed', phrase('{place} holds no OSV records of npm packages.', { place: place.shown }));
  request.onProgress(phrase('Writing'));
  const through = notAfter(gathered.through, now);
  const bytes = compileArena(arena, { popular: [], origins: [originOf(place, through)], through });
  return changeOf(await writeAsset(to, bytes, now), to, {
    changed: gathered.records,
    unreadable: gathered.unreadable,
  });
}

/** The file to read, or the folder: a local one may hold the records themselves. */
async function exportAt(place: ExportPlace, request: IntelligenceRequest): Promise<Outcome<string>> {
  request.onProgress(phrase('Fetching'));
  if (kindOf(request) !== 'parts') return place.file('', request.signal);
  const archive = await place.file(WHOLE, request.signal);
  return archive.status === 'absent' && !place.isRemote ? place.file('', request.signal) : archive;
}
