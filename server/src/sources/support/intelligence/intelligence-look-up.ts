import { ByteReader } from './intelligence-bytes.js';
import { MAX_NAME_BYTES, NAMES_PER_BLOCK, type Section } from './intelligence-format.js';
import {
  readAdvisory,
  readAdvisoryHead,
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
  const blockFor = blockSearch(sections);
  return (name) => {
    const key = Buffer.from(name, 'utf8');
    if (key.length > MAX_NAME_BYTES) return NOTHING;
    const block = blockFor(key);
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

/**
 * Finds the offset of the last block whose first name is not behind a key. What a search has seen of the first names is
 * remembered as numbers that lie side by side: the names themselves are far apart, and memory is slow.
 */
function blockSearch({ names, blocks }: SectionBytes): (key: Buffer) => number | undefined {
  const count = Math.floor(blocks.length / 4);
  const beginnings = new Float64Array(count);
  const beginningAt = (index: number): number => {
    const known = beginnings[index] ?? 0;
    if (known !== 0) return known;
    const { start, end } = firstName(names, blocks.readUInt32LE(index * 4));
    return (beginnings[index] = beginningOf(names, start, end));
  };
  return (key) => {
    const wanted = beginningOf(key, 0, key.length);
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const beginning = beginningAt(middle);
      const isSame = beginning === wanted;
      if (isSame ? isBehind(names, blocks.readUInt32LE(middle * 4), key) : beginning > wanted) high = middle;
      else low = middle + 1;
    }
    return low === 0 ? undefined : blocks.readUInt32LE((low - 1) * 4);
  };
}

/** As many bytes as a number holds exactly. Names are sorted as these numbers are, where the numbers differ. */
const BEGINNING_BYTES = 6;

function beginningOf(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < start + BEGINNING_BYTES; at++) value = value * 0x100 + (at < end ? (bytes[at] ?? 0) : 0);
  return value;
}

/** Whether a block's first name comes behind `key`. */
function isBehind(names: Buffer, block: number, key: Buffer): boolean {
  const { start, end } = firstName(names, block);
  const same = sameBytes(names, start, end, key, 0);
  if (same === end - start) return false;
  return isGreater(names[start + same], key[same]);
}

/** It shares nothing with the one before: a zero, its length, its bytes. */
function firstName(names: Buffer, block: number): { readonly start: number; readonly end: number } {
  const first = names[block + 1] ?? 0;
  const long = first >= 0x80;
  const length = long ? (first & 0x7f) + (names[block + 2] ?? 0) * 0x80 : first;
  const start = block + (long ? 3 : 2);
  return { start, end: start + length };
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
  const advisories = input.list(() => readAdvisory(input, textAt, headAt(input.varint())));
  return { malware, advisories };
}

/** Some six megabytes; projects ask for the much-used names again and again. */
const REMEMBERED_HEADS = 16_384;

function headTable({ advisories, advisoryOffsets }: SectionBytes, textAt: TextAt): Tables['headAt'] {
  let remembered: AdvisoryHead[] = [];
  let count = 0;
  return (index) => {
    const known = remembered[index];
    if (known !== undefined) return known;
    const start = offsetAt(advisoryOffsets, index) ?? advisories.length;
    const head = readAdvisoryHead(new ByteReader(advisories, start), textAt);
    if (count >= REMEMBERED_HEADS) {
      remembered = [];
      count = 0;
    }
    count += 1;
    remembered[index] = head;
    return head;
  };
}

/** The first texts are in most records (`1.0.0`, a list's name): they are decoded once. */
const REMEMBERED_TEXTS = 65_536;

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
