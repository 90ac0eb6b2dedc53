import { Parser, type ReadEntry } from 'tar';
import { phrase, type Words } from '../model/index.js';
import { ArtifactError } from './artifact-error.js';
import { unzipped } from './gunzip.js';

/** Bounds on what a hostile package file can make us do. */
export interface ArchiveLimits {
  readonly maxEntries: number;
  readonly maxPackedBytes: number;
  readonly maxUnpackedBytes: number;
  /** Unpacked over packed bytes, where more than `ratioFloorBytes` have been unpacked. */
  readonly maxRatio: number;
  readonly ratioFloorBytes: number;
}

export type EntryKind = 'file' | 'folder' | 'symbolic-link' | 'hard-link' | 'device' | 'other';

/** One thing in an archive, as the archive describes it. */
export interface ArchiveEntry {
  /** As it stands there: `package/index.js`. */
  readonly path: string;
  readonly kind: EntryKind;
  readonly size: number;
  /** Where a link leads. */
  readonly target?: string;
}

/** Takes the content of one file, piece by piece. */
export interface ContentTaker {
  piece(bytes: Buffer): void;
  end(): void;
}

/** Called for each entry, in order. Undefined: nobody wants its content. An `ArtifactError` that it throws ends the reading. */
export type Visit = (entry: ArchiveEntry) => ContentTaker | undefined;

const MEGABYTE = 1024 * 1024;

/** Reads an archive once from start to end. Throws an `ArtifactError`, or whatever the source throws. */
export async function readArchive(
  source: AsyncIterable<Uint8Array>,
  visit: Visit,
  limits: ArchiveLimits,
): Promise<void> {
  const archive = new ArchiveReader(visit, limits);
  const packed = { bytes: 0 };
  for await (const piece of unzipped(counted(source, packed, limits))) archive.read(piece, packed.bytes);
  archive.finish();
}

export function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE)} MB`;
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  packed: { bytes: number },
  { maxPackedBytes }: ArchiveLimits,
): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    packed.bytes += piece.length;
    if (packed.bytes > maxPackedBytes)
      throw tooLarge(phrase('has more than {size}', { size: inMegabytes(maxPackedBytes) }));
    yield piece;
  }
}

/** npm's own archive parser, fed with bytes that are counted. It works as it is fed, so there is nothing to wait for. */
class ArchiveReader {
  readonly #visit: Visit;
  readonly #limits: ArchiveLimits;
  readonly #parser: Parser;
  #bytes = 0;
  #entries = 0;
  #problem: Error | undefined;

  constructor(visit: Visit, limits: ArchiveLimits) {
    this.#visit = visit;
    this.#limits = limits;
    this.#parser = new Parser({
      // Compression is dealt with before, where it is counted.
      brotli: false,
      zstd: false,
      onwarn: (code, message) => this.#warned(code, message),
      onReadEntry: (entry) => this.#entry(entry),
    });
    this.#parser.on('meta', () => this.#countEntry());
    this.#parser.on('ignoredEntry', () => this.#countEntry());
  }

  read(piece: Uint8Array, packedBytes: number): void {
    const { maxUnpackedBytes, maxRatio, ratioFloorBytes } = this.#limits;
    this.#bytes += piece.length;
    if (this.#bytes > maxUnpackedBytes)
      throw tooLarge(phrase('unpacks to more than {size}', { size: inMegabytes(maxUnpackedBytes) }));
    if (this.#bytes > ratioFloorBytes && this.#bytes > packedBytes * maxRatio) {
      throw tooLarge(phrase('unpacks to more than {times} times its size', { times: maxRatio }));
    }
    this.#parser.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    if (this.#problem !== undefined) throw this.#problem;
  }

  finish(): void {
    this.#parser.end();
    if (this.#problem !== undefined) throw this.#problem;
  }

  /** npm skips a single entry that it cannot read, and so do we. A broken archive is another matter. */
  #warned(code: string, message: string): void {
    if (code !== 'TAR_ENTRY_INVALID')
      this.#fail(new ArtifactError('malformed', phrase('is not a whole archive ({problem})', { problem: message })));
  }

  #entry(entry: ReadEntry): void {
    this.#countEntry();
    const taker = this.#problem === undefined ? this.#visited(entry) : undefined;
    if (taker === undefined) {
      entry.resume();
      return;
    }
    // Once there is a problem, nothing more is taken and the caller stops feeding.
    entry.on('data', (piece) => {
      if (this.#problem === undefined) taker.piece(piece);
    });
    entry.on('end', () => {
      if (this.#problem === undefined) taker.end();
    });
  }

  #visited({ path, type, size, linkpath }: ReadEntry): ContentTaker | undefined {
    try {
      return this.#visit({ path, kind: KINDS.get(type) ?? 'other', size, target: linkpath });
    } catch (error) {
      this.#fail(error as Error);
      return undefined;
    }
  }

  #countEntry(): void {
    this.#entries += 1;
    const { maxEntries } = this.#limits;
    if (this.#entries > maxEntries)
      this.#fail(tooLarge(phrase('holds more than {entries} entries', { entries: maxEntries })));
  }

  /** The first problem counts. It is thrown where we are not inside the parser. */
  #fail(problem: Error): void {
    this.#problem ??= problem;
  }
}

const KINDS: ReadonlyMap<ReadEntry['type'], EntryKind> = new Map([
  ['File', 'file'],
  ['OldFile', 'file'],
  ['ContiguousFile', 'file'],
  ['Directory', 'folder'],
  ['GNUDumpDir', 'folder'],
  ['SymbolicLink', 'symbolic-link'],
  ['Link', 'hard-link'],
  ['CharacterDevice', 'device'],
  ['BlockDevice', 'device'],
  ['FIFO', 'device'],
]);

function tooLarge(words: Words): ArtifactError {
  return new ArtifactError('too-large', words);
}
