import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { phrase } from '../model/index.js';
import { readArchive, type ArchiveLimits, type EntryKind } from './archive.js';
import { ArtifactError } from './artifact-error.js';
import { COLLECTOR_LIMITS, PackageCollector, type CollectorLimits } from './package-collector.js';
import type { PackageFiles } from './package-files.js';

export type ReadLimits = ArchiveLimits & CollectorLimits;

const MEGABYTE = 1024 * 1024;

/**
 * Beyond a manifest's view, whole packages are read on: the largest honest ones (native tool chains, offline data) unpack to
 * some 700 MB. npm itself knows no limit, so the file that goes beyond one is malicious or a mistake, and the result says so.
 */
export const READ_LIMITS: ReadLimits = Object.freeze({
  ...COLLECTOR_LIMITS,
  maxEntries: 100_000,
  maxPackedBytes: 512 * MEGABYTE,
  maxUnpackedBytes: 1024 * MEGABYTE,
  maxRatio: 1000,
  ratioFloorBytes: 16 * MEGABYTE,
});

/**
 * All files of a package file, in one pass over its bytes. What lies behind a limit is not read and stands in `skipped`.
 * Throws an `ArtifactError` where it is no archive, or whatever the source throws.
 */
export async function readPackageArchive(
  source: AsyncIterable<Uint8Array>,
  limits: ReadLimits = READ_LIMITS,
): Promise<PackageFiles> {
  const collector = new PackageCollector(limits);
  try {
    await readArchive(source, (entry) => collector.visit(entry), limits);
  } catch (error) {
    if (!(error instanceof ArtifactError) || error.reason !== 'too-large') throw error;
    collector.skip('', error.words);
  }
  return collector.finish();
}

/** A package that lies unpacked in a folder. Links are not followed. Throws what the file system throws for the folder itself. */
export function readPackageFolder(folder: string, limits: ReadLimits = READ_LIMITS): PackageFiles {
  const collector = new PackageCollector(limits);
  let entries = 0;
  for (const { entry, relative, problem } of walk(folder, '')) {
    entries += 1;
    if (entries > limits.maxEntries) {
      collector.skip('', phrase('holds more than {entries} entries', { entries: limits.maxEntries }));
      break;
    }
    const failure = problem ?? failureOf(() => collectFile(entry, path.join(folder, relative), relative, collector));
    if (failure !== undefined) collector.skip(relative, phrase('cannot be read ({code})', { code: failure }));
  }
  return collector.finish();
}

interface Walked {
  readonly entry: Dirent;
  readonly relative: string;
  /** Why the folder's entries cannot be listed. */
  readonly problem?: string;
}

/** Everything in a folder, in the same order on every machine. */
function* walk(root: string, below: string): Generator<Walked> {
  const entries = readdirSync(path.join(root, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const relative = below === '' ? entry.name : `${below}/${entry.name}`;
    if (!entry.isDirectory()) {
      yield { entry, relative };
      continue;
    }
    const problem = failureOf(() => readdirSync(path.join(root, relative)));
    yield { entry, relative, problem };
    if (problem === undefined) yield* walk(root, relative);
  }
}

/** The code of what the file system says, or undefined. */
function failureOf(access: () => unknown): string | undefined {
  try {
    access();
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

function collectFile(entry: Dirent, absolute: string, relative: string, collector: PackageCollector): void {
  const kind = kindOf(entry);
  const size = kind === 'file' ? lstatSync(absolute).size : 0;
  const target = kind === 'symbolic-link' ? readlinkSync(absolute) : undefined;
  // A package in an archive has a root folder, which the collector takes off.
  const taker = collector.visit({ path: `package/${relative}`, kind, size, target });
  if (taker === undefined) return;
  for (const piece of piecesOf(absolute, size)) taker.piece(piece);
  taker.end();
}

/** A file of any size goes by without being held. */
const PIECE_BYTES = 1024 * 1024;

function* piecesOf(absolute: string, size: number): Generator<Buffer> {
  const file = openSync(absolute, 'r');
  try {
    for (let done = 0; done < size;) {
      const piece = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, size - done));
      const length = readSync(file, piece);
      if (length === 0) return;
      done += length;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

function kindOf(entry: Dirent): EntryKind {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (entry.isSymbolicLink()) return 'symbolic-link';
  return entry.isFIFO() || entry.isSocket() || entry.isCharacterDevice() || entry.isBlockDevice() ? 'device' : 'other';
}
