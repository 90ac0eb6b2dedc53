import { createHash } from 'node:crypto';
import type { Advisory } from '../../../model/index.js';
import { ByteWriter } from './intelligence-bytes.js';
import {
  CHECKSUM_START,
  FORMAT_VERSION,
  HEADER_BYTES,
  MAGIC,
  MAX_NAME_BYTES,
  NAMES_PER_BLOCK,
  SECTIONS,
  type IntelligenceCounts,
  type IntelligenceOrigin,
  type Section,
  type StoredMeta,
} from './intelligence-format.js';
import {
  writeAdvisoryHead,
  writeAffected,
  writeMalware,
  type AdvisoryHead,
  type Intern,
  type NameRecords,
} from './intelligence-records.js';

export interface IntelligenceContent {
  readonly records: ReadonlyMap<string, NameRecords>;
  /** First is rank 1; no name twice. */
  readonly popular: readonly string[];
  readonly origins: readonly IntelligenceOrigin[];
}

interface NamedRecords extends NameRecords {
  readonly key: Buffer;
}

/** Advisories are stored once, however many names they are about. */
interface AdvisoryNumbers {
  readonly heads: readonly AdvisoryHead[];
  numberOf(advisory: Advisory): number;
}

/** The asset's bytes: the same for the same content, whatever the order in which it was gathered. */
export function compileIntelligence(content: IntelligenceContent): Buffer {
  const names = sortedNames(content.records);
  const advisories = numberAdvisories(names);
  const texts = rankTexts((intern) => writeNames(names, advisories, intern));
  const { bytes, blocks } = writeNames(names, advisories, texts.intern);
  const [advisoryBytes, advisoryOffsets] = writeEach(advisories.heads, writeAdvisoryHead);
  const [textBytes, textOffsets] = writeEach(texts.ranked, (out, text) => out.bytes(Buffer.from(text, 'utf8')));
  const sections: Readonly<Record<Section, Buffer>> = {
    names: bytes,
    blocks: u32s(blocks),
    advisories: advisoryBytes,
    advisoryOffsets: u32s(advisoryOffsets),
    texts: textBytes,
    textOffsets: u32s(textOffsets),
    popular: Buffer.from(content.popular.join('\n'), 'utf8'),
  };
  return assemble(sections, content.origins, countsOf(names, advisories.heads.length, content.popular.length));
}

function sortedNames(records: ReadonlyMap<string, NameRecords>): readonly NamedRecords[] {
  return [...records]
    .map(([name, known]) => ({ key: Buffer.from(name, 'utf8'), ...known }))
    .filter(({ key, malware, advisories }) => key.length <= MAX_NAME_BYTES && malware.length + advisories.length > 0)
    .sort((a, b) => Buffer.compare(a.key, b.key));
}

function numberAdvisories(names: readonly NamedRecords[]): AdvisoryNumbers {
  const heads: AdvisoryHead[] = [];
  const numbers = new Map<string, number>();
  const identity = ({ id, aliases, summary, severity, url }: Advisory): string =>
    JSON.stringify([id, aliases, summary, severity, url]);
  for (const advisory of names.flatMap((name) => name.advisories)) {
    const key = identity(advisory);
    if (!numbers.has(key)) numbers.set(key, heads.push(advisory) - 1);
  }
  return { heads, numberOf: (advisory) => numbers.get(identity(advisory)) ?? 0 };
}

/** A dry run counts each shared text; the most used get the shortest numbers. */
function rankTexts(dryRun: (intern: Intern) => void): { readonly ranked: readonly string[]; readonly intern: Intern } {
  const uses = new Map<string, number>();
  dryRun((text) => {
    uses.set(text, (uses.get(text) ?? 0) + 1);
    return 0;
  });
  const ranked = [...uses].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([text]) => text);
  const numbers = new Map(ranked.map((text, index) => [text, index]));
  return { ranked, intern: (text) => numbers.get(text) ?? 0 };
}

function writeNames(
  names: readonly NamedRecords[],
  advisories: AdvisoryNumbers,
  intern: Intern,
): { readonly bytes: Buffer; readonly blocks: readonly number[] } {
  const out = new ByteWriter();
  const records = new ByteWriter();
  const blocks: number[] = [];
  let before: Buffer = Buffer.alloc(0);
  names.forEach((name, index) => {
    if (index % NAMES_PER_BLOCK === 0) {
      blocks.push(out.length);
      before = Buffer.alloc(0);
    }
    const shared = sharedPrefix(before, name.key);
    out.varint(shared);
    out.varint(name.key.length - shared);
    out.bytes(name.key.subarray(shared));
    records.clear();
    writeRecords(records, name, advisories, intern);
    out.varint(records.length);
    out.bytes(records.written());
    before = name.key;
  });
  return { bytes: out.written(), blocks };
}

function writeRecords(out: ByteWriter, name: NameRecords, advisories: AdvisoryNumbers, intern: Intern): void {
  out.varint(name.malware.length);
  for (const record of name.malware) writeMalware(out, record, intern);
  out.varint(name.advisories.length);
  for (const advisory of name.advisories) {
    out.varint(advisories.numberOf(advisory));
    writeAffected(out, advisory, intern);
  }
}

function sharedPrefix(a: Buffer, b: Buffer): number {
  const most = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < most && a[shared] === b[shared]) shared++;
  return shared;
}

function writeEach<T>(items: readonly T[], write: (out: ByteWriter, item: T) => void): [Buffer, readonly number[]] {
  const out = new ByteWriter();
  const offsets = items.map((item) => {
    const at = out.length;
    write(out, item);
    return at;
  });
  return [out.written(), offsets];
}

function u32s(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => bytes.writeUInt32LE(number, index * 4));
  return bytes;
}

function countsOf(names: readonly NamedRecords[], advisories: number, popularNames: number): IntelligenceCounts {
  return {
    names: names.length,
    malwareNames: names.filter((name) => name.malware.length > 0).length,
    malwareRecords: names.reduce((sum, name) => sum + name.malware.length, 0),
    advisories,
    popularNames,
  };
}

function assemble(
  sections: Readonly<Record<Section, Buffer>>,
  origins: readonly IntelligenceOrigin[],
  counts: IntelligenceCounts,
): Buffer {
  let at = 0;
  const places = SECTIONS.map((section) => {
    const place = [section, [at, sections[section].length]] as const;
    at += sections[section].length;
    return place;
  });
  const asOf = origins.reduce((newest, { date }) => (date > newest ? date : newest), '1970-01-01');
  const meta = {
    asOf,
    origins,
    counts,
    sections: Object.fromEntries(places) as unknown as StoredMeta['sections'],
  } satisfies StoredMeta;
  const metaBytes = Buffer.from(JSON.stringify(meta), 'utf8');
  const body = Buffer.concat([metaBytes, ...SECTIONS.map((section) => sections[section])]);
  return Buffer.concat([header(metaBytes.length, body), body]);
}

function header(metaLength: number, body: Buffer): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(FORMAT_VERSION, 8);
  bytes.writeUInt32LE(metaLength, 12);
  bytes.writeUInt32LE(HEADER_BYTES + body.length, 16);
  createHash('sha256').update(bytes.subarray(0, CHECKSUM_START)).update(body).digest().copy(bytes, CHECKSUM_START);
  return bytes;
}
