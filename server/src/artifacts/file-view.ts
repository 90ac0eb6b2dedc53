import { phrase } from '../model/index.js';
import { inMegabytes, readArchive, type ArchiveEntry, type ArchiveLimits, type ContentTaker } from './archive.js';
import { ArtifactError } from './artifact-error.js';

export interface ViewLimits extends ArchiveLimits {
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
  const kept = new Map<string, Buffer>();
  let fileCount = 0;
  let unpackedSize = 0;
  const visit = ({ path, kind, size }: ArchiveEntry): ContentTaker | undefined => {
    if (path.length > limits.maxPathLength)
      throw new ArtifactError('malformed', phrase('holds a path that is too long'));
    if (kind !== 'file') return undefined;
    fileCount += 1;
    unpackedSize += size;
    const wanted = keep(path);
    if (wanted?.maxBytes !== undefined) return taker(wanted.key, wanted.maxBytes, size, kept);
    if (wanted !== undefined) kept.set(wanted.key, Buffer.alloc(0));
    return undefined;
  };
  await readArchive(source, visit, limits);
  return { fileCount, unpackedSize, kept };
}

function taker(key: string, maxBytes: number, size: number, kept: Map<string, Buffer>): ContentTaker {
  if (size > maxBytes) {
    throw new ArtifactError(
      'too-large',
      phrase('holds a {file} of more than {size}', { file: key, size: inMegabytes(maxBytes) }),
    );
  }
  const pieces: Buffer[] = [];
  return { piece: (piece) => pieces.push(piece), end: () => kept.set(key, Buffer.concat(pieces)) };
}
