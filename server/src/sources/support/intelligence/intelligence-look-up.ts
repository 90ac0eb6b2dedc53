import type { Advisory } from '../../../model/index.js';
import { ByteReader } from './intelligence-bytes.js';
import { MAX_NAME_BYTES, NAMES_PER_BLOCK, type Section } from './intelligence-format.js';
import {
  readAdvisoryHead,
  readAffected,
  readMalware,
  type AdvisoryHead,
  type NameRecords,
  type TextAt,
} from './intelligence-records.js';

export type SectionBytes = Readonly<Record<Section, Buffer>>;

const NOTHING: NameRecords = Object.freeze({ malware: [], advisories: [] });

export function popularNamesIn({ popular }: SectionBytes): readonly string[] {
  return popular.length === 0 ? [] : popular.toString('utf8').split('\n');
}

/**
 * Finds a name's records: a binary search over the blocks' first names, a scan of one block, and only then any decoding.
 * Names are compared whole, as bytes.
 */
export function recordLookUp(sections: SectionBytes): (name: string) => NameRecords {
  const tables = tablesOf(sections);
  return (name) => {
    const key = Buffer.from(name, 'utf8');
    if (key.length > MAX_NAME_BYTES) return NOTHING;
    const block = blockFor(sections, key);
    const records = block === undefined ? undefined : scanBlock(sections.names, block, key);
    return records === undefined ? NOTHING : decode(records, tables);
  };
}

/** All names with their records, in the order of the names' bytes. */
export function* everyRecord(sections: SectionBytes): Generator<readonly [name: string, records: NameRecords]> {
  const tables = tablesOf(sections);
  const input = new ByteReader(sections.names);
  let key: Buffer = Buffer.alloc(0);
  while (input.remaining > 0) {
    const shared = input.varint();
    const rest = input.count();
    const start = input.skip(rest);
    key = Buffer.concat([key.subarray(0, shared), sections.names.subarray(start, start + rest)]);
    const length = input.count();
    const records = input.skip(length);
    yield [key.toString('utf8'), decode(new ByteReader(sections.names, records, records + length), tables)];
  }
}

/** Offset of the last block whose first name is not behind `key`. */
function blockFor({ names, blocks }: SectionBytes, key: Buffer): number | undefined {
  let low = 0;
  let high = Math.floor(blocks.length / 4);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(names, blocks.readUInt32LE(middle * 4), key)) high = middle;
    else low = middle + 1;
  }
  return low === 0 ? undefined : blocks.readUInt32LE((low - 1) * 4);
}

/** Whether a block's first name comes behind `key`. It shares nothing with the one before: a zero, its length, its bytes. */
function isBehind(names: Buffer, block: number, key: Buffer): boolean {
  const first = names[block + 1] ?? 0;
  const long = first >= 0x80;
  const length = long ? (first & 0x7f) + (names[block + 2] ?? 0) * 0x80 : first;
  const start = block + (long ? 3 : 2);
  const same = sameBytes(names, start, start + length, key, 0);
  if (same === length) return false;
  return isGreater(names[start + same], key[same]);
}

/**
 * The bytes of the records of `key`, where the block holds it.
 * `matched` is how much of the key the names passed so far begin with: a name that shares more with the name before it
 * is as far before the key as that one, and a name that shares less is behind the key.
 */
function scanBlock(names: Buffer, block: number, key: Buffer): ByteReader | undefined {
  const input = new ByteReader(names, block);
  let matched = 0;
  for (let index = 0; index < NAMES_PER_BLOCK && input.remaining > 0; index++) {
    const shared = input.varint();
    const rest = input.count();
    const start = input.skip(rest);
    const length = input.count();
    const records = input.skip(length);
    if (shared < matched) return undefined;
    if (shared > matched) continue;
    matched += sameBytes(names, start, start + rest, key, matched);
    if (matched < shared + rest) {
      // The names are sorted, so none behind this one can be the key.
      if (isGreater(names[start + matched - shared], key[matched])) return undefined;
    } else if (matched === key.length) {
      return new ByteReader(names, records, records + length);
    }
  }
  return undefined;
}

/** As names are sorted: where one ends, the other is behind it. */
function isGreater(byte = -1, other = -1): boolean {
  return byte > other;
}

/** How many bytes of `names` from `start` equal those of `key` from `from`. */
function sameBytes(names: Buffer, start: number, end: number, key: Buffer, from: number): number {
  const most = Math.min(end - start, key.length - from);
  let same = 0;
  while (same < most && names[start + same] === key[from + same]) same++;
  return same;
}

/** What records refer to by number. */
interface Tables {
  readonly textAt: TextAt;
  readonly headAt: (index: number) => AdvisoryHead;
}

function tablesOf(sections: SectionBytes): Tables {
  const textAt = textTable(sections);
  return { textAt, headAt: headTable(sections, textAt) };
}

function decode(input: ByteReader, { textAt, headAt }: Tables): NameRecords {
  const malware = input.list(() => readMalware(input, textAt));
  const advisories = input.list((): Advisory => readAffected(input, textAt, { ...headAt(input.varint()) }));
  return { malware, advisories };
}

/** Some six megabytes; projects ask for the much-used names again and again. */
const REMEMBERED_HEADS = 16_384;

function headTable({ advisories, advisoryOffsets }: SectionBytes, textAt: TextAt): Tables['headAt'] {
  const remembered = new Map<number, AdvisoryHead>();
  return (index) => {
    const known = remembered.get(index);
    if (known !== undefined) return known;
    const start = offsetAt(advisoryOffsets, index) ?? advisories.length;
    const head = readAdvisoryHead(new ByteReader(advisories, start), textAt);
    if (remembered.size >= REMEMBERED_HEADS) remembered.clear();
    remembered.set(index, head);
    return head;
  };
}

/** The first texts are in most records (`1.0.0`, a list's name): they are decoded once. */
const REMEMBERED_TEXTS = 4096;

function textTable({ texts, textOffsets }: SectionBytes): TextAt {
  const remembered: string[] = [];
  const read: TextAt = (index) => {
    const start = offsetAt(textOffsets, index);
    return start === undefined ? '' : texts.toString('utf8', start, offsetAt(textOffsets, index + 1) ?? texts.length);
  };
  return (index) => (index < REMEMBERED_TEXTS ? (remembered[index] ??= read(index)) : read(index));
}

/** Undefined beyond the table. */
function offsetAt(table: Buffer, index: number): number | undefined {
  return (index + 1) * 4 <= table.length ? table.readUInt32LE(index * 4) : undefined;
}
