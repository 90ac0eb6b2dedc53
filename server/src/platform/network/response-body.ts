import { phrase } from '../../model/index.js';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Duplex } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
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
  const parts: Buffer[] = [];
  await decoded(chunks, encoding, limits.subject, async (pieces) => {
    for await (const piece of bounded(pieces, limits)) parts.push(piece);
  });
  return Buffer.concat(parts);
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

function decoderFor(encoding: string, subject: string): Duplex | undefined {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip(IN_LARGE_PIECES);
    case 'deflate':
      return createInflate(IN_LARGE_PIECES);
    case 'br':
      return createBrotliDecompress(IN_LARGE_PIECES);
    default:
      throw new AnswerError(
        'malformed',
        phrase('{host} sent an answer in an encoding that was not asked for.', { host: subject }),
      );
  }
}

async function* bounded(pieces: AsyncIterable<Buffer>, { maxBytes, subject }: BodyLimits): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > maxBytes) {
      throw new AnswerError(
        'too-large',
        phrase('{host} sent an answer of more than {size}.', { host: subject, size: megabytes(maxBytes) }),
      );
    }
    yield piece;
  }
}

function megabytes(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${bytes} bytes`;
}
