import { createHash } from 'node:crypto';
import { phrase } from '../model/index.js';
import { decodeText } from './analysis/text/decode.js';
import { readArchive, type ArchiveEntry, type ContentTaker } from './archive.js';
import { ArtifactError } from './artifact-error.js';
import type { PackageContents, PackedFile } from './artifact-reader.js';
import { analysedPath } from './entry-path.js';
import { VIEW_LIMITS } from './file-view.js';
import { inPieces, isText } from './package-text.js';

/** Longer files are generated, and their differences nobody reads. */
const MAX_TEXT_BYTES = 1024 * 1024;

/** Of all texts of a package together: what comes behind them is told apart, and no more. */
const MAX_TEXTS_BYTES = 64 * 1024 * 1024;

/** All files of a package with what tells one content from another. Never rejects; nothing is unpacked to disk. */
export async function readPackageContents(packed: Uint8Array): Promise<PackageContents> {
  const files = new Map<string, PackedFile>();
  let left = MAX_TEXTS_BYTES;
  const visit = ({ path, kind, size }: ArchiveEntry): ContentTaker | undefined => {
    if (kind !== 'file') return undefined;
    const hasText = size <= Math.min(MAX_TEXT_BYTES, left);
    if (hasText) left -= size;
    return fileTaker(size, hasText, (file) => files.set(analysedPath(path), file));
  };
  try {
    await readArchive(inPieces(packed), visit, VIEW_LIMITS);
    return { files };
  } catch (error) {
    return { problem: error instanceof ArtifactError ? error.words : phrase('is damaged') };
  }
}

/** Of several files with one path the last one counts, as it does for npm. */
function fileTaker(bytes: number, hasText: boolean, onFile: (file: PackedFile) => void): ContentTaker {
  const hash = createHash('sha256');
  const pieces: Buffer[] = [];
  return {
    piece(piece) {
      hash.update(piece);
      if (hasText) pieces.push(piece);
    },
    end() {
      const text = hasText ? decodeText(Buffer.concat(pieces)) : undefined;
      const isBinary = text !== undefined && !isText(text);
      const told = { digest: hash.digest('base64'), bytes, isBinary };
      onFile(text === undefined || isBinary ? told : { ...told, text });
    },
  };
}
