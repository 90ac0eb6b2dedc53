import { phrase, type Words } from '../model/index.js';
import { decodeText } from './analysis/text/decode.js';
import { ArtifactError } from './artifact-error.js';
import type { PackageText } from './artifact-reader.js';
import { analysedPath } from './entry-path.js';
import { viewTarball } from './file-view.js';

const MEGABYTE = 1024 * 1024;

/** Editors get slow with more, and nobody reads it. */
const MAX_TEXT_BYTES = 5 * MEGABYTE;

/** Texts have no NUL, and binaries one among their first characters: git tells them apart by this as well. */
const CHARACTERS_THAT_TELL = 8000;

/** What is fed at once: between two pieces others have their turn. */
const PIECE_BYTES = 64 * 1024;

/** Reads one file out of a package file, as the analysis saw it, so that lines and columns are the same. */
export async function readPackageText(packed: Uint8Array, file: string): Promise<PackageText> {
  let archive: string | undefined;
  const keep = (entryPath: string) => {
    const place = analysedPath(entryPath);
    if (file.startsWith(`${place}/`)) archive = place;
    return place === file ? { key: file, maxBytes: MAX_TEXT_BYTES } : undefined;
  };
  try {
    const { kept } = await viewTarball(inPieces(packed), keep);
    const bytes = kept.get(file);
    if (bytes !== undefined) return asText(bytes);
  } catch (error) {
    return { problem: phrase('cannot be shown: the package file {problem}', { problem: messageOf(error) }) };
  }
  if (archive !== undefined) return { problem: phrase('cannot be shown: it lies in an archive inside the package') };
  return { problem: phrase('is not in the package file') };
}

function asText(bytes: Buffer): PackageText {
  const text = decodeText(bytes);
  return isText(text) ? { text } : { problem: phrase('is not shown: it is no text') };
}

export function isText(decoded: string): boolean {
  return !decoded.slice(0, CHARACTERS_THAT_TELL).includes('\0');
}

function messageOf(error: unknown): Words {
  return error instanceof ArtifactError ? error.words : phrase('is damaged');
}

/** A package file in memory as a stream would bring it. */
export async function* inPieces(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < packed.length; at += PIECE_BYTES) {
    await Promise.resolve();
    yield packed.subarray(at, at + PIECE_BYTES);
  }
}
