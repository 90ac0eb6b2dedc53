/**
 * The asset of offline data, as bytes. All numbers are little-endian; "varint" is LEB128, unsigned.
 *
 * ```
 * 0   8 bytes   MAGIC
 * 8   u32       format version
 * 12  u32       length of the meta text
 * 16  u32       length of the whole file
 * 20  12 bytes  zero
 * 32  32 bytes  SHA-256 of bytes 0–31 and of everything from byte 64
 * 64            meta: JSON (`StoredMeta`), then the sections; their offsets count from the end of the meta
 * ```
 *
 * Sections:
 * - `names`: all names with records, in byte order, front-coded in blocks of `NAMES_PER_BLOCK`: varint of bytes shared
 *   with the name before, varint and bytes of the rest, varint and bytes of the name's records.
 *   `blocks`: u32 offset of each block in `names`, for the binary search.
 * - `advisories` with `advisoryOffsets` (u32): what an advisory says whatever the name.
 * - `texts` with `textOffsets` (u32): versions, ranges and lists that stand in many records, the most used first.
 * - `popular`: much-used names, first is rank 1, separated by line feeds.
 *
 * Nothing is compressed: a look-up touches a few hundred bytes and inflates none, and the packages that carry the file
 * are compressed themselves.
 */
export const MAGIC = Buffer.from('pkgrisk\n', 'latin1');

/** Raised whenever an older reader would misread the bytes. */
export const FORMAT_VERSION = 2;

export const HEADER_BYTES = 64;
export const CHECKSUM_START = 32;

/** Larger blocks are smaller on disk and slower to scan: 16 names are passed in about a microsecond. */
export const NAMES_PER_BLOCK = 16;

/** npm allows 214 characters; a longer "name" in somebody's list names no package. */
export const MAX_NAME_BYTES = 512;

export const SECTIONS = [
  'names',
  'blocks',
  'advisories',
  'advisoryOffsets',
  'texts',
  'textOffsets',
  'popular',
] as const;
export type Section = (typeof SECTIONS)[number];

/** One list that the data was compiled from. */
export interface IntelligenceOrigin {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly revision: string;
  /** `YYYY-MM-DD`: how new the list itself is. */
  readonly date: string;
  readonly licence: string;
}

export interface IntelligenceCounts {
  /** Names with at least one record. */
  readonly names: number;
  readonly malwareNames: number;
  readonly malwareRecords: number;
  readonly advisories: number;
  readonly popularNames: number;
}

export interface StoredMeta {
  /** `YYYY-MM-DD` of the newest origin. */
  readonly asOf: string;
  /** Of an export that holds all that its publisher has: until which change, as the publisher writes the moment. */
  readonly through?: string;
  readonly origins: readonly IntelligenceOrigin[];
  readonly counts: IntelligenceCounts;
  readonly sections: Readonly<Record<Section, readonly [offset: number, length: number]>>;
}
