import { gunzipSync } from 'node:zlib';
import type { NotAnalysed } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';
import { take, Unreadable, type InnerFile, type Room } from './inner-file.js';
import { isTar, readTar } from './tar.js';
import { isZip, readZip } from './zip.js';

const MEGABYTE = 1024 * 1024;

/** Of all archives in a package together. The sources that native packages bring along unpack to some ten megabytes. */
export const NESTED_LIMITS: Readonly<Room> = Object.freeze({ files: 20_000, bytes: 64 * MEGABYTE });

export interface NestedFiles {
  /** Below the archive's own path, without the folder that everything in it lies in: `vendor/a.tgz/index.js`. */
  readonly files: readonly PackageFile[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** The files in the archives of a package, one level deep. What is not opened is named. Never throws. */
export function nestedFiles(outer: readonly PackageFile[], limits: Readonly<Room> = NESTED_LIMITS): NestedFiles {
  const room = { ...limits };
  const found = outer.map((file) => openedFile(file, room));
  return {
    files: found.flatMap(({ files }) => files),
    notAnalysed: found.flatMap(({ notAnalysed }) => notAnalysed),
  };
}

const NOTHING: NestedFiles = Object.freeze({ files: [], notAnalysed: [] });

function openedFile({ path, bytes, wholeSize }: PackageFile, room: Room): NestedFiles {
  const kind = wholeSize === undefined ? kindOf(path, bytes) : undefined;
  if (kind === undefined) return NOTHING;
  if (kind.read === undefined) return { files: [], notAnalysed: [gap(path, kind.name)] };
  try {
    const inner = kind.read(bytes, room, path);
    return { files: placed(path, inner), notAnalysed: inner.flatMap((one) => deeperIn(path, one)) };
  } catch (error) {
    return { files: [], notAnalysed: [gap(path, `${kind.name} that ${reasonOf(error)}`)] };
  }
}

function deeperIn(archive: string, { path, bytes }: InnerFile): readonly NotAnalysed[] {
  const kind = kindOf(path, bytes);
  return kind === undefined ? [] : [gap(`${archive}/${path}`, `${kind.name} in an archive`)];
}

interface ArchiveKind {
  readonly name: string;
  /** Absent where nobody here can open it. */
  readonly read?: (bytes: Uint8Array, room: Room, path: string) => readonly InnerFile[];
}

const GZIP = [0x1f, 0x8b] as const;

/** Those that are told by their first bytes and not opened. */
const MARKS: readonly (readonly [name: string, mark: readonly number[]])[] = [
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** Whatever a file is called, its first bytes say what it is. */
function kindOf(path: string, bytes: Uint8Array): ArchiveKind | undefined {
  if (/\.asar$/i.test(path)) return { name: 'asar' };
  if (isZip(bytes)) return { name: 'zip', read: readZip };
  if (isTar(bytes)) return { name: 'tar', read: readTar };
  if (startsWith(bytes, GZIP)) return { name: 'tar.gz', read: readTarGz };
  const name = MARKS.find(([, mark]) => startsWith(bytes, mark))?.[0];
  return name === undefined ? undefined : { name };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

/** A single file that is merely compressed is read as that file. */
function readTarGz(bytes: Uint8Array, room: Room, path: string): readonly InnerFile[] {
  const unpacked = gunzipSync(bytes, { maxOutputLength: Math.max(1, room.bytes) });
  if (isTar(unpacked)) return readTar(unpacked, room);
  take(room, unpacked.length);
  return [{ path: (path.split('/').at(-1) ?? path).replace(/\.gz$/i, ''), bytes: unpacked }];
}

function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  return error instanceof RangeError ? 'unpacks to more than is looked into' : 'is damaged';
}

function gap(file: string, detail: string): NotAnalysed {
  return { kind: 'archive-not-analysed', file, detail };
}

/** npm takes off the first folder of what it installs, whatever it is called. */
function placed(archive: string, files: readonly InnerFile[]): readonly PackageFile[] {
  const clean = files.map(({ path, bytes }) => ({ parts: partsOf(path), bytes }));
  const [first] = clean;
  const hasRoot = clean.every(({ parts }) => parts.length > 1 && parts[0] === first?.parts[0]);
  return clean.map(({ parts, bytes }) => ({ path: [archive, ...(hasRoot ? parts.slice(1) : parts)].join('/'), bytes }));
}

function partsOf(path: string): readonly string[] {
  return path.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
}
