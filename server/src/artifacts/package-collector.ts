import { phrase, type Words } from '../model/index.js';
import type { ArchiveEntry, ContentTaker } from './archive.js';
import { analysedPath, installedPath, loosePath } from './entry-path.js';
import type { ArchiveOddity, PackageFile, PackageFiles, SkippedFile } from './package-files.js';
import { PrintableTexts } from './printable-texts.js';

export interface CollectorLimits {
  /** Bytes kept of all files together: what one analysis may hold in memory. */
  readonly maxKeptBytes: number;
  /** A larger binary is kept as its printable texts. */
  readonly maxBinaryBytes: number;
  readonly maxPathLength: number;
}

const MEGABYTE = 1024 * 1024;

/**
 * Payloads of 12 MB have been seen and the largest honest texts have some 60 MB, so there is no limit for a single file:
 * whatever fits is kept whole. Only binaries are cut down, as an executable of 100 MB says little more than its texts.
 */
export const COLLECTOR_LIMITS: CollectorLimits = Object.freeze({
  maxKeptBytes: 256 * MEGABYTE,
  maxBinaryBytes: 4 * MEGABYTE,
  maxPathLength: 4096,
});

/** Texts have no NUL, and binaries one among their first bytes: git tells them apart by this as well. */
const BYTES_THAT_TELL = 8000;

/** Enough for every format's mark: a program for Windows points behind its first part, which is a few hundred bytes long. */
const BYTES_OF_HEAD = 1024;

/** A NUL in a comment makes no binary of what Node.js loads by this name. */
const SOURCE = /\.(?:[cm]?[jt]sx?|json)$/i;

/** Collects the files of one package, whether they come out of an archive or a folder. */
export class PackageCollector {
  readonly #limits: CollectorLimits;
  readonly #files: PackageFile[] = [];
  readonly #oddities: ArchiveOddity[] = [];
  readonly #skipped: SkippedFile[] = [];
  /** The last file of each installed path. */
  readonly #byPath = new Map<string, PackageFile>();
  #fileCount = 0;
  #unpackedBytes = 0;
  #keptBytes = 0;

  constructor(limits: CollectorLimits = COLLECTOR_LIMITS) {
    this.#limits = limits;
  }

  /** The content is wanted where the answer is not undefined. */
  visit(entry: ArchiveEntry): ContentTaker | undefined {
    const { path, kind, size, target } = entry;
    if (kind === 'symbolic-link' || kind === 'hard-link' || kind === 'device') {
      this.#oddities.push({ kind, path: shown(path), ...(target && { target: shown(target) }) });
    }
    if (kind !== 'file') return undefined;
    this.#fileCount += 1;
    this.#unpackedBytes += size;
    if (path.length > this.#limits.maxPathLength) {
      this.skip(
        shown(path),
        phrase('has a path of more than {length} characters', { length: this.#limits.maxPathLength }),
      );
      return undefined;
    }
    return this.#taker(this.#placeOf(path), size);
  }

  /** @param reason the end of a sentence about the file. An empty path stands for all that follows. */
  skip(path: string, reason: Words): void {
    this.#skipped.push({ path, reason });
  }

  finish(): PackageFiles {
    return {
      files: this.#files,
      oddities: [...this.#oddities, ...collisions(this.#byPath.keys())],
      skipped: this.#skipped,
      fileCount: this.#fileCount,
      unpackedBytes: this.#unpackedBytes,
    };
  }

  /** Where npm writes it. What npm refuses to write may still be written by another installer, so it is looked at as well. */
  #placeOf(path: string): string {
    if (/^(?:[/\\]|[a-z]:[/\\])/i.test(path)) this.#oddities.push({ kind: 'absolute-path', path });
    if (installedPath(path) === undefined && path.split(/[/\\]/).includes('..')) {
      this.#oddities.push({ kind: 'path-traversal', path });
    }
    return analysedPath(path);
  }

  #taker(path: string, size: number): ContentTaker {
    const { maxBinaryBytes, maxKeptBytes } = this.#limits;
    const mayBeCut = size > maxBinaryBytes && !SOURCE.test(path);
    let head: Buffer = Buffer.alloc(0);
    let pieces: Buffer[] = [];
    let texts: PrintableTexts | undefined;
    let fits = true;
    return {
      piece: (piece) => {
        if (mayBeCut && pieces.length === 0) texts ??= textsIfBinary(piece);
        if (mayBeCut) head = headWith(head, piece);
        if (texts !== undefined) texts.add(piece);
        else if (fits) {
          fits = this.#keptBytes + piece.length <= maxKeptBytes;
          // The parser's pieces are parts of larger buffers, which would all be held for the sake of a few bytes.
          if (fits) pieces.push(size < piece.buffer.byteLength ? Buffer.from(piece) : piece);
          this.#keptBytes += fits ? piece.length : 0;
        }
      },
      end: () => {
        if (texts !== undefined) this.#keep({ path, bytes: texts.end(), wholeSize: size, head });
        else if (fits)
          this.#keep({ path, bytes: pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces) });
        else this.skip(path, doesNotFit(maxKeptBytes));
        pieces = [];
      },
    };
  }

  #keep(file: PackageFile): void {
    const before = this.#byPath.get(file.path);
    // Some packers write a file twice; that is odd only where an installer has to choose.
    if (before !== undefined && Buffer.compare(before.bytes, file.bytes) === 0) return;
    if (before !== undefined) this.#oddities.push({ kind: 'duplicate-name', path: file.path });
    this.#byPath.set(file.path, file);
    this.#files.push(file);
  }
}

function textsIfBinary(firstPiece: Buffer): PrintableTexts | undefined {
  return firstPiece.subarray(0, BYTES_THAT_TELL).includes(0) ? new PrintableTexts() : undefined;
}

function headWith(head: Buffer, piece: Buffer): Buffer {
  if (head.length >= BYTES_OF_HEAD) return head;
  return Buffer.concat([head, piece.subarray(0, BYTES_OF_HEAD - head.length)]);
}

/** For the reader: enough to recognise it by. */
function shown(path: string): string {
  return path.slice(0, 200);
}

function collisions(paths: Iterable<string>): readonly ArchiveOddity[] {
  const first = new Map<string, string>();
  const found: ArchiveOddity[] = [];
  for (const path of paths) {
    // `x/` stands for the archive's root folder, which `loosePath` takes off.
    const loose = loosePath(`x/${path}`)?.normalize('NFC') ?? path;
    const other = first.get(loose);
    if (other === undefined) first.set(loose, path);
    else found.push({ kind: 'case-collision', path, target: other });
  }
  return found;
}

function doesNotFit(maxKeptBytes: number): Words {
  const megabytes = Math.floor(maxKeptBytes / MEGABYTE);
  return phrase('does not fit into the {megabytes} MB that one analysis holds', { megabytes });
}
