import { createHash } from 'node:crypto';
import { bufferOver } from '../buffer-over.js';
import type { CachedBytes, CachedValue } from '../disk-cache.js';

/** Raised when the layout of a file changes; older files are then misses and get evicted with age. */
const FORMAT = 2;
const LINE_END = 0x0a;

interface Header {
  readonly packageRisk: typeof FORMAT;
  readonly key: string;
  readonly asOf: number;
  readonly etag?: string;
  /** Of the rest of the header, and of the bytes behind it: a date that is not the one that was written is as bad as another text. */
  readonly sha256: string;
}

/** The file name of a key: everything in a key is somebody's text, a digest is always a good name. */
export function digestOf(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** One JSON line that says what follows, then the text. */
export function encodeEntry(key: string, { asOf, etag, ...value }: CachedValue | CachedBytes): Buffer {
  const payload = 'text' in value ? Buffer.from(value.text) : bufferOver(value.bytes);
  const header: Header = { packageRisk: FORMAT, key, asOf, etag, sha256: sealOf({ key, asOf, etag }, payload) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), payload]);
}

/** Undefined where the bytes are not, or not wholly, what was once written for this key. */
export function decodeEntry(key: string, file: Buffer): CachedBytes | undefined {
  const end = file.indexOf(LINE_END);
  const header = end < 0 ? undefined : readHeader(file.toString('utf8', 0, end));
  const payload = file.subarray(end + 1);
  if (header?.key !== key || header.sha256 !== sealOf(header, payload)) return undefined;
  return { bytes: payload, asOf: header.asOf, etag: header.etag };
}

export function asText({ bytes, asOf, etag }: CachedBytes): CachedValue {
  return { text: bufferOver(bytes).toString('utf8'), asOf, etag };
}

function sealOf({ key, asOf, etag }: Omit<Header, 'packageRisk' | 'sha256'>, payload: Buffer): string {
  return createHash('sha256')
    .update(JSON.stringify([key, asOf, etag]))
    .update(payload)
    .digest('hex');
}

function readHeader(line: string): Header | undefined {
  try {
    const header = JSON.parse(line) as Partial<Header> | null;
    const whole =
      header?.packageRisk === FORMAT &&
      typeof header.key === 'string' &&
      typeof header.asOf === 'number' &&
      typeof header.sha256 === 'string' &&
      (header.etag === undefined || typeof header.etag === 'string');
    return whole ? (header as Header) : undefined;
  } catch {
    return undefined;
  }
}
