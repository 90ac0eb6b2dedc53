/** A cached value with what is needed to use it again. */
export interface CachedValue {
  readonly text: string;
  /** When it was true, in milliseconds since the epoch. */
  readonly asOf: number;
  readonly etag?: string;
}

/** The same as bytes, of which only some are ever turned into text: as a text, thousands of documents would be copied about in memory. */
export interface CachedBytes extends Omit<CachedValue, 'text'> {
  readonly bytes: Uint8Array;
}

export interface CacheInfo {
  readonly folder: string;
  readonly entries: number;
  readonly bytes: number;
  readonly maxBytes: number;
}

/**
 * A folder of facts that several processes share. Nothing in it is trusted to be whole: a damaged, foreign or
 * unreadable entry is a miss, and a failed write is logged and forgotten.
 */
export interface DiskCache {
  read(key: string): Promise<CachedValue | undefined>;
  readBytes(key: string): Promise<CachedBytes | undefined>;
  write(key: string, value: CachedValue | CachedBytes): Promise<void>;
  /** Waits for writes under way and drops the oldest entries while the folder is over its size. */
  settle(): Promise<void>;
  info(): Promise<CacheInfo>;
  clear(): Promise<void>;
}
