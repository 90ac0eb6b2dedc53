import { crc32, deflateRawSync } from 'node:zlib';

/** How an archive is to differ from an ordinary one. */
export interface ZipOddity {
  /** Not compressed. */
  readonly stored?: boolean;
  /** With the table of contents of archives of more than 65,535 files. */
  readonly zip64?: boolean;
  readonly wrongChecksum?: boolean;
  /** Claims another size than its files have. */
  readonly claimedSize?: number;
  readonly encrypted?: boolean;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
/** Names are UTF-8. */
const UTF_8 = 0x0800;
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;

/** A zip archive in pieces, a file at a time, as APPNOTE.TXT has it. */
export function* zipPieces(
  files: Iterable<readonly [name: string, text: string]>,
  odd: ZipOddity = {},
): Generator<Buffer> {
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, text] of files) {
    const raw = Buffer.from(text, 'utf8');
    const data = odd.stored === true ? raw : deflateRawSync(raw, { level: 1 });
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(UTF_8 | (odd.encrypted === true ? 1 : 0), 2);
    facts.writeUInt16LE(odd.stored === true ? 0 : 8, 4);
    facts.writeUInt32LE((crc32(raw) ^ (odd.wrongChecksum === true ? 1 : 0)) >>> 0, 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(odd.claimedSize ?? raw.length, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([u32(LOCAL_HEADER), facts, Buffer.from(name)]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    central.push(Buffer.concat([u32(CENTRAL_HEADER), u16(20), facts, rest, Buffer.from(name)]));
    at += local.length + data.length;
    yield Buffer.concat([local, data]);
  }
  const table = Buffer.concat(central);
  yield table;
  yield end(central.length, table.length, at, odd.zip64 === true || central.length >= ELSEWHERE_16);
}

export function zipOf(files: Iterable<readonly [name: string, text: string]>, odd: ZipOddity = {}): Buffer {
  return Buffer.concat([...zipPieces(files, odd)]);
}

function end(count: number, size: number, start: number, is64: boolean): Buffer {
  const last = Buffer.alloc(18);
  last.writeUInt16LE(is64 ? ELSEWHERE_16 : count, 4);
  last.writeUInt16LE(is64 ? ELSEWHERE_16 : count, 6);
  last.writeUInt32LE(size, 8);
  last.writeUInt32LE(is64 ? ELSEWHERE_32 : start, 12);
  if (!is64) return Buffer.concat([u32(END), last]);
  const wide = Buffer.alloc(52);
  wide.writeBigUInt64LE(44n, 0);
  wide.writeUInt16LE(45, 8);
  wide.writeUInt16LE(45, 10);
  for (const place of [20, 28]) wide.writeBigUInt64LE(BigInt(count), place);
  wide.writeBigUInt64LE(BigInt(size), 36);
  wide.writeBigUInt64LE(BigInt(start), 44);
  const locator = Buffer.alloc(16);
  locator.writeBigUInt64LE(BigInt(start + size), 4);
  locator.writeUInt32LE(1, 12);
  return Buffer.concat([u32(END_64), wide, u32(LOCATOR_64), locator, u32(END), last]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
