import { inflateRawSync } from 'node:zlib';
import { take, Unreadable, type InnerFile, type Room } from './inner-file.js';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
/** Behind the end stands a comment of at most this length. */
const MAX_COMMENT = 0xffff;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= LOCAL_BYTES && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === LOCAL;
}

/** The files of a zip archive, as its directory lists them. Throws an `Unreadable`. */
export function readZip(bytes: Uint8Array, room: Room): readonly InnerFile[] {
  try {
    return entriesIn(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), bytes, room);
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('is damaged');
    throw error;
  }
}

function entriesIn(view: DataView, bytes: Uint8Array, room: Room): readonly InnerFile[] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const files: InnerFile[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== CENTRAL) throw new Unreadable('is damaged');
    const nameLength = view.getUint16(at + 28, true);
    const path = Buffer.from(bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength)).toString('utf8');
    if (!path.endsWith('/')) files.push({ path, bytes: contentOf(view, bytes, at, room) });
    at += CENTRAL_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at -= 1) if (view.getUint32(at, true) === END) return at;
  throw new Unreadable('is damaged');
}

function contentOf(view: DataView, bytes: Uint8Array, entry: number, room: Room): Uint8Array {
  if ((view.getUint16(entry + 8, true) & ENCRYPTED) !== 0) throw new Unreadable('is encrypted');
  const method = view.getUint16(entry + 10, true);
  const packed = view.getUint32(entry + 20, true);
  const local = view.getUint32(entry + 42, true);
  const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const content = bytes.subarray(start, start + packed);
  if (method === STORED) {
    take(room, content.length);
    return content;
  }
  if (method !== DEFLATED) throw new Unreadable('is packed in a way that few programs know');
  const unpacked = inflated(content, room);
  take(room, unpacked.length);
  return unpacked;
}

function inflated(content: Uint8Array, room: Room): Uint8Array {
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, room.bytes) });
  } catch (error) {
    throw new Unreadable(error instanceof RangeError ? 'unpacks to more than is looked into' : 'is damaged');
  }
}
