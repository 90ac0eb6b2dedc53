import { isInFuture, type Clock } from '../clock.js';
import type { CachedBytes, CachedValue, DiskCache } from '../disk-cache.js';
import { digestOf } from './cache-entry.js';

/** More than this lies in a file of its own. */
const MAX_TEXT_LENGTH = 4096;
/** One for each digit that a digest can begin with. */
const GROUP_NAMES: readonly string[] = Array.from({ length: 16 }, (_, digit) => digit.toString(16));
/** Longest texts of a group together, in UTF-16 units; what is oldest goes first. */
const MAX_GROUP_LENGTH = 512 * 1024;
/** What was written is kept that long before it goes to the disk together. */
const FLUSH_AFTER_MS = 1000;
/** Other processes write the same files; what they have found meanwhile is no loss for as long. */
const REREAD_AFTER_MS = 60_000;

/**
 * Puts short texts together in a few files. Services answer some words about each package of a project, and thousands of files
 * take longer to make than to ask for; each group is one entry of the cache below, sealed and replaced as a whole. Of two processes
 * that write the same group at the same moment one may lose what it wrote, which is a miss.
 */
export function createGroupedDiskCache(cache: DiskCache, clock: Clock): DiskCache {
  const groups = new Map(GROUP_NAMES.map((name) => [name, new Group(cache, `group:1:${name}`, clock)]));
  const all = [...groups.values()];
  const groupOf = (key: string): Group | undefined => groups.get(digestOf(key).charAt(0));
  return {
    read: async (key) => (await groupOf(key)?.get(key)) ?? (await cache.read(key)),
    readBytes: (key) => cache.readBytes(key),
    async write(key, value) {
      if (isShort(value)) return groupOf(key)?.set(key, value);
      if ('text' in value) await groupOf(key)?.remove(key);
      await cache.write(key, value);
    },
    async settle() {
      await Promise.all(all.map((group) => group.flush()));
      await cache.settle();
    },
    async info() {
      const sizes = await Promise.all(all.map((group) => group.sizeOnDisk()));
      const told = await cache.info();
      const inGroups = sizes.reduce((sum, size) => sum + Math.max(size - 1, 0), 0);
      return { ...told, entries: told.entries + inGroups };
    },
    async clear() {
      await Promise.all(all.map((group) => group.forget()));
      await cache.clear();
    },
  };
}

function isShort(value: CachedValue | CachedBytes): value is CachedValue {
  return 'text' in value && value.text.length <= MAX_TEXT_LENGTH;
}

type Row = readonly [text: string, asOf: number, etag?: string];
type Rows = Map<string, Row>;

class Group {
  readonly #cache: DiskCache;
  readonly #key: string;
  readonly #clock: Clock;
  /** What was in the file when it was last read. */
  #read: { readonly rows: Promise<Rows>; readonly at: number } | undefined;
  /** What was written since; undefined: what was removed. */
  readonly #news = new Map<string, Row | undefined>();
  #flushing = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(cache: DiskCache, key: string, clock: Clock) {
    this.#cache = cache;
    this.#key = key;
    this.#clock = clock;
  }

  async get(key: string): Promise<CachedValue | undefined> {
    // Asked first: what is new may have gone to the disk by the time that the rows are there.
    const row = this.#news.has(key) ? this.#news.get(key) : (await this.#rows()).get(key);
    if (row === undefined) return undefined;
    const [text, asOf, etag] = row;
    // As for an entry of its own: nobody can say how old it is.
    return isInFuture(asOf, this.#clock()) ? undefined : { text, asOf, etag };
  }

  set(key: string, { text, asOf, etag }: CachedValue): void {
    this.#note(key, etag === undefined ? [text, asOf] : [text, asOf, etag]);
  }

  async remove(key: string): Promise<void> {
    if (this.#news.has(key) || (await this.#rows()).has(key)) this.#note(key, undefined);
  }

  /** Writes what is new, with what others have written meanwhile. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  async sizeOnDisk(): Promise<number> {
    await this.flush();
    return (await this.#readAnew()).size;
  }

  async forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#news.clear();
    await this.#flushing;
    this.#read = undefined;
  }

  #note(key: string, row: Row | undefined): void {
    this.#news.set(key, row);
    // Whoever ends does so without waiting for it, or settles.
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
  }

  async #write(): Promise<void> {
    if (this.#news.size === 0) return;
    const rows = new Map(await this.#readAnew());
    for (const [key, row] of this.#news) {
      rows.delete(key);
      if (row !== undefined) rows.set(key, row);
    }
    this.#news.clear();
    shorten(rows);
    this.#read = { rows: Promise.resolve(rows), at: performance.now() };
    await this.#cache.write(this.#key, { text: JSON.stringify([...rows]), asOf: this.#clock() });
  }

  #rows(): Promise<Rows> {
    if (this.#read !== undefined && performance.now() - this.#read.at < REREAD_AFTER_MS) return this.#read.rows;
    return this.#readAnew();
  }

  #readAnew(): Promise<Rows> {
    const rows = this.#cache.read(this.#key).then((value) => rowsIn(value?.text));
    this.#read = { rows, at: performance.now() };
    return rows;
  }
}

/** The entries are in the order in which they were last written. */
function shorten(rows: Rows): void {
  let length = 0;
  for (const [key, [text]] of rows) length += key.length + text.length;
  for (const [key, [text]] of rows) {
    if (length <= MAX_GROUP_LENGTH) return;
    length -= key.length + text.length;
    rows.delete(key);
  }
}

function rowsIn(text = '[]'): Rows {
  try {
    const read = JSON.parse(text) as unknown;
    return new Map(Array.isArray(read) ? (read as readonly unknown[]).filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, Row] {
  const [key, row] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
  const [text, asOf, etag] = Array.isArray(row) ? (row as readonly unknown[]) : [];
  const isTagged = etag === undefined || typeof etag === 'string';
  return typeof key === 'string' && typeof text === 'string' && typeof asOf === 'number' && isTagged;
}
