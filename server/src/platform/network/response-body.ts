import { phrase } from '../../model/index.js';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress, createGunzip, createInflate, gunzip, inflate } from 'node:zlib';
import { AnswerError } from './http-failure.js';

export interface BodyLimits {
  /** After decompression. */
  readonly maxBytes: number;
  /** The host, for messages. */
  readonly subject: string;
}

/**
 * Reads a body, decompressed, and stops as soon as it is longer than allowed.
 *
 * Decompression is done here and not by the HTTP library, which takes a compressed body that breaks off for a whole
 * one. Rejects with an `AnswerError` (`too-large`, `malformed`) or with the connection's error.
 */
export async function readBody(chunks: AsyncIterable<Buffer>, encoding: string, limits: BodyLimits): Promise<Buffer> {
  const unpack = unpackerFor(encoding, limits.subject);
  const parts: Buffer[] = [];
  for await (const piece of bounded(chunks, limits)) parts.push(piece);
  const body = Buffer.concat(parts);
  if (unpack === undefined) return body;
  try {
    // At one go: piece by piece, each of thousands of documents is a dozen turns of the event loop.
    return await unpack(body, { ...IN_LARGE_PIECES, maxOutputLength: limits.maxBytes });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(limits) : error;
  }
}

/** The same into a file, which is emptied before. */
export async function saveBody(
  chunks: AsyncIterable<Buffer>,
  encoding: string,
  limits: BodyLimits,
  { file, onPiece }: { readonly file: string; readonly onPiece: () => void },
): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await decoded(chunks, encoding, limits.subject, async (pieces) => {
      for await (const piece of bounded(pieces, limits)) {
        onPiece();
        await handle.writeFile(piece);
      }
    });
  } finally {
    await handle.close();
  }
}

async function decoded(
  chunks: AsyncIterable<Buffer>,
  encoding: string,
  subject: string,
  take: (pieces: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const decoder = decoderFor(encoding, subject);
  const source = Readable.from(chunks, { objectMode: false });
  if (decoder === undefined) {
    await take(source);
    return;
  }
  source.on('error', (error) => decoder.destroy(error));
  try {
    await take(source.pipe(decoder));
  } finally {
    source.destroy();
  }
}

/** Documents have a hundred kilobytes and more, and each piece is a turn of the event loop. */
const IN_LARGE_PIECES = { chunkSize: 64 * 1024 };

type Unpack = (
  packed: Buffer,
  options: { readonly chunkSize: number; readonly maxOutputLength: number },
) => Promise<Buffer>;

/** Rejects with zlib's own error, as a stream does. */
const UNPACKERS: Readonly<Record<Encoding, Unpack | undefined>> = Object.freeze({
  plain: undefined,
  gzip: promisify<Buffer, Parameters<Unpack>[1], Buffer>(gunzip),
  deflate: promisify<Buffer, Parameters<Unpack>[1], Buffer>(inflate),
  br: promisify<Buffer, Parameters<Unpack>[1], Buffer>(brotliDecompress),
});

function unpackerFor(encoding: string, subject: string): Unpack | undefined {
  return UNPACKERS[encodingOf(encoding, subject)];
}

function decoderFor(encoding: string, subject: string): Duplex | undefined {
  switch (encodingOf(encoding, subject)) {
    case 'plain':
      return undefined;
    case 'gzip':
      return createGunzip(IN_LARGE_PIECES);
    case 'deflate':
      return createInflate(IN_LARGE_PIECES);
    case 'br':
      return createBrotliDecompress(IN_LARGE_PIECES);
  }
}

type Encoding = 'plain' | 'gzip' | 'deflate' | 'br';

function encodingOf(name: string, subject: string): Encoding {
  switch (name.trim().toLowerCase()) {
    case '':
    case 'identity':
      return 'plain';
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
    case 'deflate':
      return 'deflate';
    case 'br':
      return 'br';
    default:
      throw new AnswerError(
        'malformed',
        phrase('{host} sent an answer in an encoding that was not asked for.', { host: subject }),
      );
  }
}

async function* bounded(pieces: AsyncIterable<Buffer>, limits: BodyLimits): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > limits.maxBytes) throw tooLarge(limits);
    yield piece;
  }
}

function tooLarge({ maxBytes, subject }: BodyLimits): AnswerError {
  return new AnswerError(
    'too-large',
    phrase('{host} sent an answer of more than {size}.', { host: subject, size: megabytes(maxBytes) }),
  );
}

function megabytes(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${bytes} bytes`;
}
