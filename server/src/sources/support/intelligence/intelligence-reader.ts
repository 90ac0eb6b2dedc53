import { createHash } from 'node:crypto';
import { failed, ok, phrase, type Outcome, type Phrase } from '../../../model/index.js';
import {
  CHECKSUM_START,
  FORMAT_VERSION,
  HEADER_BYTES,
  MAGIC,
  SECTIONS,
  type IntelligenceCounts,
  type IntelligenceOrigin,
  type Section,
  type StoredMeta,
} from './intelligence-format.js';
import { everyRecord, popularNamesIn, recordLookUp, type SectionBytes } from './intelligence-look-up.js';
import type { NameRecords } from './intelligence-records.js';
import { arrayOf, objectOf, parseJson, textOf, type JsonObject } from '../json.js';

/** An open asset of offline data. */
export interface Intelligence {
  /** For the reader: `offline data of 2026-08-22`. */
  readonly title: string;
  /** When the newest of its lists was true, in milliseconds since the epoch. */
  readonly asOf: number;
  /** Of an export that holds all that its publisher has: until which change, as the publisher writes the moment. */
  readonly through?: string;
  readonly origins: readonly IntelligenceOrigin[];
  readonly counts: IntelligenceCounts;
  /** Bytes on disk, and in memory. */
  readonly size: number;
  /** What is known of exactly this name; both lists are empty where nothing is. */
  recordsOf(name: string): NameRecords;
  /** Everything, one name at a time. */
  records(): Iterable<readonly [name: string, records: NameRecords]>;
  /** Much-used names, the first is rank 1. Read anew with each call. */
  popularNames(): readonly string[];
}

/** Answers the open data, and the same data each time. */
export type IntelligenceProvider = () => Promise<Outcome<Intelligence>>;

/**
 * Opens an asset without reading its records: those are decoded one look-up at a time.
 * Fails with `unsupported` for another format version and with `malformed` for anything damaged. Never throws.
 */
export function readIntelligence(source: Uint8Array): Outcome<Intelligence> {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    return unusable('malformed', phrase('it is not a file of offline data'));
  }
  const version = bytes.readUInt32LE(8);
  if (version !== FORMAT_VERSION) {
    const which = phrase('it has format {version}, and this version of Package Risk reads format {known}', {
      version,
      known: FORMAT_VERSION,
    });
    return unusable('unsupported', which);
  }
  if (bytes.readUInt32LE(16) !== bytes.length) return unusable('malformed', phrase('it is not complete'));
  if (!checksum(bytes).equals(bytes.subarray(CHECKSUM_START, HEADER_BYTES))) {
    return unusable('malformed', phrase('its checksum is wrong'));
  }
  return readContents(bytes.subarray(HEADER_BYTES), bytes.readUInt32LE(12));
}

function unusable(reason: 'malformed' | 'unsupported', why: Phrase): Outcome<never> {
  return failed(reason, phrase('The offline data cannot be used: {why}.', { why }));
}

function checksum(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes.subarray(0, CHECKSUM_START)).update(bytes.subarray(HEADER_BYTES)).digest();
}

/** @param body everything behind the header, which starts with `metaLength` bytes of meta text. */
function readContents(body: Buffer, metaLength: number): Outcome<Intelligence> {
  const meta = objectOf(parseJson(body.toString('utf8', 0, metaLength)));
  const sections = sectionsOf(body.subarray(metaLength), objectOf(meta?.sections));
  const date = textOf(meta?.asOf, 10) ?? '';
  const asOf = Date.parse(date);
  if (meta === undefined || sections === undefined || Number.isNaN(asOf)) {
    return unusable('malformed', phrase('its table of contents cannot be read'));
  }
  // Only the reader's own eyes meet these, so their shape is taken on trust.
  const { origins = [], counts = NO_COUNTS } = meta as Partial<StoredMeta>;
  const through = textOf(meta.through, MAX_MOMENT_LENGTH);
  const recordsOf = recordLookUp(sections);
  const popularNames = (): readonly string[] => popularNamesIn(sections);
  const records = (): ReturnType<typeof everyRecord> => everyRecord(sections);
  const size = HEADER_BYTES + body.length;
  const title = `offline data of ${date}`;
  return ok({ title, asOf, through, origins, counts, size, recordsOf, records, popularNames }, asOf);
}

/** ISO 8601, with fractions of a second. */
const MAX_MOMENT_LENGTH = 40;

const NO_COUNTS: IntelligenceCounts = Object.freeze({
  names: 0,
  malwareNames: 0,
  malwareRecords: 0,
  advisories: 0,
  popularNames: 0,
});

/** Undefined where a section is missing or reaches beyond the file. */
function sectionsOf(rest: Buffer, places: JsonObject = {}): SectionBytes | undefined {
  const found: Partial<Record<Section, Buffer>> = {};
  for (const section of SECTIONS) {
    const [offset, length] = arrayOf(places[section]);
    if (!isCount(offset) || !isCount(length) || offset + length > rest.length) return undefined;
    found[section] = rest.subarray(offset, offset + length);
  }
  return found as SectionBytes;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
