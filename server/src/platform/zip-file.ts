import { open } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { WindowedFile } from './windowed-file.js';

export interface ArchivedFile {
  /** As the archive has it, with slashes. */
  readonly name: string;
  /** Holds until the next file is asked for. */
  readonly bytes: Buffer;
}

export interface ZipLimits {
  /** A longer file ends the reading. */
  readonly maxFileBytes: number;
  readonly maxFiles: number;
}

/**
 * The files of a zip archive that are wanted by name, in the archive's order, one in memory at a time. Rejects with an
 * error whose message is a sentence, where the archive is damaged or larger than allowed.
 */
export async function* zipFiles(
  path: string,
  wanted: (name: string) => boolean,
  limits: ZipLimits,
): AsyncGenerator<ArchivedFile> {
  const handle = await open(path);
  try {
    const file = new WindowedFile(handle);
    const { size } = await handle.stat();
    const zip = await fromRandomAccessReaderPromise(new WindowedReader(file), size, { autoClose: false });
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      if (!wanted(entry.fileName)) continue;
      count += 1;
      if (count > limits.maxFiles) throw new Error(`It holds more than ${limits.maxFiles} files.`);
      yield { name: entry.fileName, bytes: await contentOf(entry, zip, file, limits) };
    }
  } finally {
    await handle.close();
  }
}

const STORED = 0;
const DEFLATED = 8;

async function contentOf(entry: Entry, zip: ZipFile, file: WindowedFile, { maxFileBytes }: ZipLimits): Promise<Buffer> {
  const { fileName, compressedSize, uncompressedSize, compressionMethod } = entry;
  if (Math.max(compressedSize, uncompressedSize) > maxFileBytes) throw new Error(`${fileName} in it is too large.`);
  if (entry.isEncrypted() || (compressionMethod !== STORED && compressionMethod !== DEFLATED))
    throw new Error(`${fileName} in it is packed in a way that cannot be read.`);
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const packed = await file.read(fileDataStart, compressedSize);
  const bytes = compressionMethod === STORED ? packed : unpacked(packed, entry);
  if (bytes.length !== uncompressedSize || crc32(bytes) !== entry.crc32)
    throw new Error(`${fileName} in it is damaged.`);
  return bytes;
}

function unpacked(packed: Buffer, { fileName, uncompressedSize }: Entry): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(uncompressedSize, 1) });
  } catch {
    throw new Error(`${fileName} in it is damaged.`);
  }
}

/** The library asks for a subclass. */
class WindowedReader extends RandomAccessReader {
  readonly #file: WindowedFile;

  constructor(file: WindowedFile) {
    super();
    this.#file = file;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#file.read(position, length).then((piece) => {
      piece.copy(buffer, offset);
      callback(null);
    }, callback);
  }
}
