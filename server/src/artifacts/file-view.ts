import { Parser, type ReadEntry } from 'tar';
import { ArtifactError } from './artifact-error.js';
import { unzipped } from './gunzip.js';

/** Bounds on what a hostile package file can make us do. */
export interface ViewLimits {
  readonly maxEntries: number;
  readonly maxPackedBytes: number;
  readonly maxUnpackedBytes: number;
  /** Unpacked over packed bytes, where more than `ratioFloorBytes` have been unpacked. */
  readonly maxRatio: number;
  readonly ratioFloorBytes: number;
  readonly maxPathLength: number;
}

const MEGABYTE = 1024 * 1024;

/**
 * The largest packages that people install hold some 300 MB in 20,000 files. Real ones are compressed 3 to 30 times, with
 * small exceptions (generated tables), which the floor lets pass.
 */
export const VIEW_LIMITS: ViewLimits = Object.freeze({
  maxEntries: 100_000,
  maxPackedBytes: 512 * MEGABYTE,
  maxUnpackedBytes: 512 * MEGABYTE,
  maxRatio: 1000,
  ratioFloorBytes: 16 * MEGABYTE,
  maxPathLength: 4096,
});

/** What became of the files that were asked for. */
export interface FileView {
  /** Files in the archive; folders and links are not counted, and npm does not install links. */
  readonly fileCount: number;
  /** Bytes of all files. */
  readonly unpackedSize: number;
  /** By key. Of several files with one key the last one counts, as it does for npm. */
  readonly kept: ReadonlyMap<string, Buffer>;
}

export interface WantedFile {
  /** What it is found under. */
  readonly key: string;
  /** A longer file is `too-large`. Absent: only that there is such a file is kept, as an empty buffer. */
  readonly maxBytes?: number;
}

/** Whether a file's content is wanted, by its path in the archive. */
export type Keep = (entryPath: string) => WantedFile | undefined;

/**
 * Reads a package file once from start to end, keeping only what `keep` asks for.
 * Throws an `ArtifactError`, or whatever the source throws.
 */
export async function viewTarball(
  source: AsyncIterable<Uint8Array>,
  keep: Keep,
  limits: ViewLimits = VIEW_LIMITS,
): Promise<FileView> {
  const archive = new ArchiveReader(keep, limits);
  const packed = { bytes: 0 };
  for await (const piece of unzipped(counted(source, packed, limits))) archive.read(piece, packed.bytes);
  return archive.finish();
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  packed: { bytes: number },
  { maxPackedBytes }: ViewLimits,
): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    packed.bytes += piece.length;
    if (packed.bytes > maxPackedBytes) throw tooLarge(`has more than ${inMegabytes(maxPackedBytes)}`);
    yield piece;
  }
}

/** npm's own archive parser, fed with bytes that are counted. It works as it is fed, so there is nothing to wait for. */
class ArchiveReader {
  readonly #keep: Keep;
  readonly #limits: ViewLimits;
  readonly #kept = new Map<string, Buffer>();
  readonly #parser: Parser;
  #bytes = 0;
  #entries = 0;
  #fileCount = 0;
  #unpackedSize = 0;
  #problem: ArtifactError | undefined;

  constructor(keep: Keep, limits: ViewLimits) {
    this.#keep = keep;
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
    if (this.#bytes > maxUnpackedBytes) throw tooLarge(`unpacks to more than ${inMegabytes(maxUnpackedBytes)}`);
    if (this.#bytes > ratioFloorBytes && this.#bytes > packedBytes * maxRatio) {
      throw tooLarge(`unpacks to more than ${maxRatio} times its size`);
    }
    this.#parser.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    if (this.#problem !== undefined) throw this.#problem;
  }

  finish(): FileView {
    this.#parser.end();
    if (this.#problem !== undefined) throw this.#problem;
    return { fileCount: this.#fileCount, unpackedSize: this.#unpackedSize, kept: this.#kept };
  }

  /** npm skips a single entry that it cannot read, and so do we. A broken archive is another matter. */
  #warned(code: string, message: string): void {
    if (code !== 'TAR_ENTRY_INVALID') this.#fail('malformed', `is not a whole archive (${message})`);
  }

  #entry(entry: ReadEntry): void {
    this.#countEntry();
    if (entry.path.length > this.#limits.maxPathLength) this.#fail('malformed', 'holds a path that is too long');
    const isFile = /^(?:Old|Contiguous)?File$/.test(entry.type);
    if (isFile) {
      this.#fileCount += 1;
      this.#unpackedSize += entry.size;
    }
    const wanted = isFile && this.#problem === undefined ? this.#keep(entry.path) : undefined;
    if (wanted?.maxBytes === undefined) {
      if (wanted !== undefined) this.#kept.set(wanted.key, Buffer.alloc(0));
      entry.resume();
    } else {
      if (entry.size > wanted.maxBytes)
        this.#fail('too-large', `holds a ${wanted.key} of more than ${inMegabytes(wanted.maxBytes)}`);
      this.#collect(entry, wanted.key);
    }
  }

  /** Once there is a problem, nothing more is kept and the caller stops feeding. */
  #collect(entry: ReadEntry, key: string): void {
    const pieces: Buffer[] = [];
    entry.on('data', (piece) => this.#problem ?? pieces.push(piece));
    entry.on('end', () => this.#kept.set(key, Buffer.concat(pieces)));
  }

  #countEntry(): void {
    this.#entries += 1;
    if (this.#entries > this.#limits.maxEntries)
      this.#fail('too-large', `holds more than ${this.#limits.maxEntries} entries`);
  }

  /** The first problem counts. It is thrown where we are not inside the parser. */
  #fail(reason: 'malformed' | 'too-large', message: string): void {
    this.#problem ??= new ArtifactError(reason, message);
  }
}

function tooLarge(message: string): ArtifactError {
  return new ArtifactError('too-large', message);
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE)} MB`;
}
