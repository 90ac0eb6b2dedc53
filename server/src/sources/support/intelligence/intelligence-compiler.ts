import { createHash } from 'node:crypto';
import { ByteWriter } from './intelligence-bytes.js';
import {
  CHECKSUM_START,
  FORMAT_VERSION,
  HEADER_BYTES,
  MAGIC,
  NAMES_PER_BLOCK,
  SECTIONS,
  type IntelligenceCounts,
  type IntelligenceOrigin,
  type Section,
  type StoredMeta,
} from './intelligence-format.js';
import { AdvisoryNumbers, RecordArena, writeRecords, type NamedRecords } from './intelligence-arena.js';
import { writeAdvisoryHead, type Intern, type NameRecords } from './intelligence-records.js';

export interface IntelligenceContent extends Described {
  readonly records: ReadonlyMap<string, NameRecords>;
}

/** What an asset says besides its records. */
export interface Described {
  /** First is rank 1; no name twice. */
  readonly popular: readonly string[];
  readonly origins: readonly IntelligenceOrigin[];
  /** Of an export that holds all that its publisher has: until which change, as the publisher writes the moment. */
  readonly through?: string;
}

/** The asset's bytes: the same for the same content, whatever the order in which it was gathered. */
export function compileIntelligence({ records, ...described }: IntelligenceContent): Buffer {
  const arena = new RecordArena();
  for (const [name, known] of records) arena.add(name, known);
  return compileArena(arena, described);
}

/** The same for what was gathered record by record: there is never more than one name's records as objects. */
export function compileArena(arena: RecordArena, described: Described): Buffer {
  const heads = new AdvisoryNumbers();
  const counts = { names: 0, malwareNames: 0, malwareRecords: 0 };
  const scratch = new ByteWriter();
  const texts = rankTexts((intern) => {
    for (const name of arena.sorted()) {
      counts.names += 1;
      counts.malwareNames += name.malware.length > 0 ? 1 : 0;
      counts.malwareRecords += name.malware.length;
      scratch.clear();
      writeRecords(scratch, name, heads, intern);
    }
    for (const head of heads.heads) {
      scratch.clear();
      writeAdvisoryHead(scratch, head, intern);
    }
  });
  const { bytes, blocks } = writeNames(arena.sorted(), heads, texts.intern);
  const [advisoryBytes, advisoryOffsets] = writeEach(heads.heads, (out, head) =>
    writeAdvisoryHead(out, head, texts.intern),
  );
  const [textBytes, textOffsets] = writeEach(texts.ranked, (out, text) => out.bytes(Buffer.from(text, 'utf8')));
  const sections: Readonly<Record<Section, Buffer>> = {
    names: bytes,
    blocks: u32s(blocks),
    advisories: advisoryBytes,
    advisoryOffsets: u32s(advisoryOffsets),
    texts: textBytes,
    textOffsets: u32s(textOffsets),
    popular: Buffer.from(described.popular.join('\n'), 'utf8'),
  };
  const all = { ...counts, advisories: heads.heads.length, popularNames: described.popular.length };
  return assemble(sections, described, all);
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
  names: Iterable<NamedRecords>,
  advisories: AdvisoryNumbers,
  intern: Intern,
): { readonly bytes: Buffer; readonly blocks: readonly number[] } {
  const out = new ByteWriter();
  const records = new ByteWriter();
  const blocks: number[] = [];
  let before: Buffer = Buffer.alloc(0);
  let index = 0;
  for (const name of names) {
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
    index += 1;
  }
  return { bytes: out.written(), blocks };
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

function assemble(
  sections: Readonly<Record<Section, Buffer>>,
  { origins, through }: Described,
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
    ...(through !== undefined && { through }),
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
