import { Readable } from 'node:stream';
import type { Duplex } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AnswerError } from './http-failure.js';

/**
 * Reads a body, decompressed, and stops as soon as it is longer than `maxBytes`.
 *
 * Decompression is done here and not by the HTTP library, which takes a compressed body that breaks off for a whole
 * one. Rejects with an `AnswerError` (`too-large`, `malformed`) or with the connection's error.
 *
 * @param subject the host, for messages.
 */
export async function readBody(
  chunks: AsyncIterable<Buffer>,
  encoding: string,
  maxBytes: number,
  subject: string,
): Promise<Buffer> {
  const decoder = decoderFor(encoding, subject);
  const source = Readable.from(chunks, { objectMode: false });
  const collect = collector(maxBytes, subject);
  if (decoder === undefined) return collect(source);
  source.on('error', (error) => decoder.destroy(error));
  try {
    return await collect(source.pipe(decoder));
  } finally {
    source.destroy();
  }
}

function decoderFor(encoding: string, subject: string): Duplex | undefined {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new AnswerError('malformed', `${subject} sent an answer in an encoding that was not asked for.`);
  }
}

function collector(maxBytes: number, subject: string): (chunks: AsyncIterable<Buffer>) => Promise<Buffer> {
  return async (chunks) => {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > maxBytes) {
        throw new AnswerError('too-large', `${subject} sent an answer of more than ${megabytes(maxBytes)}.`);
      }
      parts.push(chunk);
    }
    return Buffer.concat(parts, length);
  };
}

function megabytes(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${bytes} bytes`;
}
