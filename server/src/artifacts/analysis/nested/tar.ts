import { take, Unreadable, type InnerFile, type Room } from './inner-file.js';

const BLOCK = 512;
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const TYPE = 156;
const MAGIC = [257, 262] as const;
const PREFIX = [345, 500] as const;

/** Whether a text begins like an archive of `tar`. The oldest kind has no mark, and nobody has written it for decades. */
export function isTar(bytes: Uint8Array): boolean {
  return textIn(bytes, MAGIC) === 'ustar';
}

/** The files of a tar archive. Links, folders and devices are passed over. Throws an `Unreadable`. */
export function readTar(bytes: Uint8Array, room: Room): readonly InnerFile[] {
  const files: InnerFile[] = [];
  let longName: string | undefined;
  for (const { header, type, content } of entriesIn(bytes)) {
    if (type === 'g') continue;
    if (type === 'L' || type === 'x') {
      longName = longNameIn(type, content) ?? longName;
      continue;
    }
    if (type === '0' || type === '\0') {
      take(room, content.length);
      files.push({ path: longName ?? nameIn(header), bytes: content });
    }
    longName = undefined;
  }
  return files;
}

interface Entry {
  readonly header: Uint8Array;
  /** `0` a file, `L` and `x` a long name for the next entry, `g` what is said of all. */
  readonly type: string;
  readonly content: Uint8Array;
}

function* entriesIn(bytes: Uint8Array): Generator<Entry> {
  for (let at = 0; at + BLOCK <= bytes.length;) {
    const header = bytes.subarray(at, at + BLOCK);
    // Two blocks of zeros end an archive.
    if (header.every((byte) => byte === 0)) return;
    const size = sizeIn(header);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    yield { header, type: String.fromCharCode(header[TYPE] ?? 0), content };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function nameIn(header: Uint8Array): string {
  const prefix = isTar(header) ? textIn(header, PREFIX) : '';
  return prefix === '' ? textIn(header, NAME) : `${prefix}/${textIn(header, NAME)}`;
}

function sizeIn(header: Uint8Array): number {
  const octal = textIn(header, SIZE).trim();
  if (!/^[0-7]*$/.test(octal)) throw new Unreadable('is damaged');
  return Number.parseInt(octal || '0', 8);
}

/** GNU's long name is the content itself; POSIX has lines `27 path=…`. */
function longNameIn(type: string, content: Uint8Array): string | undefined {
  const text = Buffer.from(content).toString('utf8').replace(/\0+$/, '');
  return type === 'L' ? text : /(?:^|\n)\d+ path=([^\n]*)/.exec(text)?.[1];
}

function textIn(bytes: Uint8Array, [start, end]: readonly [number, number]): string {
  const field = bytes.subarray(start, end);
  const zero = field.indexOf(0);
  return Buffer.from(zero === -1 ? field : field.subarray(0, zero)).toString('utf8');
}
