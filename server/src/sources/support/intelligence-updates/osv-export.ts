import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { zipFiles } from '../../../platform/zip-file.js';
import { malwareOf } from '../intelligence/intelligence-merge.js';
import { MALWARE_RECORDS_FROM } from '../intelligence/intelligence-content.js';
import type { RecordArena } from '../intelligence/intelligence-arena.js';
import { parseJson } from '../json.js';
import { readOsvRecord, type OsvRecord } from '../osv/osv-record.js';

/** Records have some kilobytes; those of packages with thousands of versions some hundred. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** Ten times as many as there are. */
const MAX_RECORDS = 3_000_000;

/** What an export was found to hold. */
export interface Gathered {
  /** Records of npm packages. */
  readonly records: number;
  readonly withdrawn: number;
  /** Not to be read as OSV records. */
  readonly unreadable: number;
  /** The newest change, as the publisher writes the moment; empty where no record tells. */
  readonly through: string;
}

export interface GatherOptions {
  readonly signal: AbortSignal;
  /** Gives others their turn, every few records. */
  readonly breathe: () => Promise<void>;
  readonly onProgress: (records: number) => void;
}

const RECORDS_BETWEEN_BREATHS = 100;
const RECORDS_BETWEEN_REPORTS = 5000;

/** Reads all records of an export into the arena. @param texts JSON, a record each */
export async function gatherRecords(
  texts: AsyncIterable<Buffer>,
  arena: RecordArena,
  { signal, breathe, onProgress }: GatherOptions,
): Promise<Gathered> {
  const counts = { records: 0, withdrawn: 0, unreadable: 0 };
  let through = '';
  let read = 0;
  for await (const text of texts) {
    const record = readOsvRecord(parseJson(text.toString('utf8')));
    if (record === undefined) counts.unreadable += 1;
    else if (record === 'withdrawn') counts.withdrawn += 1;
    else {
      counts.records += addRecord(arena, record) ? 1 : 0;
      through = later(through, record.modified ?? '');
    }
    read += 1;
    if (read % RECORDS_BETWEEN_BREATHS === 0) {
      signal.throwIfAborted();
      await breathe();
    }
    if (read % RECORDS_BETWEEN_REPORTS === 0) onProgress(read);
  }
  return { ...counts, through };
}

/** False where it says nothing of an npm package. */
export function addRecord(arena: RecordArena, record: OsvRecord): boolean {
  for (const [name, advisory] of record.packages) {
    if (record.malware) arena.add(name, { malware: malwareOf(record, name, MALWARE_RECORDS_FROM), advisories: [] });
    else arena.add(name, { malware: [], advisories: [advisory] });
  }
  return record.packages.size > 0;
}

/** Moments are compared as such: their texts have fractions of a second, or none. */
export function later(a: string, b: string): string {
  const [first, second] = [Date.parse(a), Date.parse(b)];
  if (Number.isNaN(second)) return a;
  return Number.isNaN(first) || second > first ? b : a;
}

/**
 * The records of a zip archive, or of a folder and those below it. Rejects with an error whose message is a sentence
 * where the archive is damaged.
 */
export async function* recordsIn(place: string): AsyncGenerator<Buffer> {
  if ((await stat(place)).isDirectory()) {
    yield* recordsInFolder(place);
    return;
  }
  const limits = { maxFileBytes: MAX_RECORD_BYTES, maxFiles: MAX_RECORDS };
  for await (const { bytes } of zipFiles(place, isRecordFile, limits)) yield bytes;
}

function isRecordFile(name: string): boolean {
  return name.endsWith('.json');
}

async function* recordsInFolder(folder: string): AsyncGenerator<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !isRecordFile(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    if ((await stat(file)).size <= MAX_RECORD_BYTES) yield readFile(file);
  }
}
