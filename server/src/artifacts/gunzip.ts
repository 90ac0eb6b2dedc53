import { once } from 'node:events';
import { createGunzip, type Gunzip } from 'node:zlib';
import { phrase } from '../model/index.js';
import { ArtifactError } from './artifact-error.js';

const GZIP_MAGIC = [0x1f, 0x8b] as const;

/**
 * The archive inside a package file, piece by piece. npm also takes archives that are not compressed, so they pass.
 * The source is read to its end even where the archive ends before: only there its integrity is known.
 */
export async function* unzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  const first = await firstPiece(pieces);
  const rest = { [Symbol.asyncIterator]: () => pieces };
  if (!startsGzip(first)) {
    yield first;
    yield* rest;
    return;
  }
  const gunzip = createGunzip();
  const feeding = feed(gunzip, first, rest);
  // Heard below; it can fail while the archive is still being read, which then fails with the same reason.
  feeding.catch(() => {});
  let length = 0;
  for await (const piece of gunzip as AsyncIterable<Buffer>) {
    if (length === 0 && startsGzip(piece)) throw new ArtifactError('malformed', phrase('is compressed twice'));
    length += piece.length;
    yield piece;
  }
  await feeding;
}

function startsGzip(piece: Uint8Array): boolean {
  return GZIP_MAGIC.every((byte, at) => piece[at] === byte);
}

/** Long enough to tell what it is; a network may deliver a single byte first. */
async function firstPiece(pieces: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < GZIP_MAGIC.length) {
    const next = await pieces.next();
    if (next.done === true) return first;
    first = Buffer.concat([first, next.value]);
  }
  return first;
}

async function feed(gunzip: Gunzip, first: Uint8Array, rest: AsyncIterable<Uint8Array>): Promise<void> {
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  gunzip.once('end', stop).once('close', stop);
  try {
    await write(gunzip, first, ending.signal);
    for await (const piece of rest) await write(gunzip, piece, ending.signal);
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error);
    throw error;
  }
}

/** What stands behind the archive is dropped, as npm does. Waiting ends with the archive: there is no `drain` after it. */
async function write(gunzip: Gunzip, piece: Uint8Array, ended: AbortSignal): Promise<void> {
  if (ended.aborted || gunzip.write(piece)) return;
  await once(gunzip, 'drain', { signal: ended }).catch((error: unknown) => {
    if (!ended.aborted) throw error;
  });
}
