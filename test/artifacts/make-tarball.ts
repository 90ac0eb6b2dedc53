/** Package files made in memory, as honest or as hostile as a test needs them. */
import { gzipSync } from 'node:zlib';
import { Header, Pax } from 'tar';

export interface MadeEntry {
  /** As it stands in the archive: `package/index.js`. */
  readonly path: string;
  readonly content?: string | Buffer;
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'FIFO';
  readonly linkpath?: string;
}

const BLOCK = 512;

/** An uncompressed archive, ended as the format asks for. */
export function tarOf(entries: readonly MadeEntry[]): Buffer {
  return Buffer.concat([...entries.map(entryBytes), Buffer.alloc(2 * BLOCK)]);
}

export function tgzOf(entries: readonly MadeEntry[]): Buffer {
  return gzipSync(tarOf(entries));
}

/** A package file as `npm pack` makes it. */
export function packageOf(manifest: object, files: Readonly<Record<string, string>> = {}): Buffer {
  const others = Object.entries(files).map(([path, content]) => ({ path: `package/${path}`, content }));
  return tgzOf([{ path: 'package/package.json', content: JSON.stringify(manifest) }, ...others]);
}

/** The bytes in pieces, as a network delivers them. */
export async function* inPieces(bytes: Buffer, size = 1000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

function entryBytes({ path, content = '', type = 'File', linkpath }: MadeEntry): Buffer {
  const body = Buffer.from(content);
  const header = new Header({ path, type, linkpath, size: body.length, mode: 0o644, mtime: new Date(0) });
  const block = Buffer.alloc(BLOCK);
  // The old header has room for 100 characters; longer paths stand in an extended one before it.
  const needsPax = header.encode(block, 0);
  const extended = needsPax ? new Pax({ path, mtime: new Date(0) }).encode() : Buffer.alloc(0);
  return Buffer.concat([extended, block, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]);
}
