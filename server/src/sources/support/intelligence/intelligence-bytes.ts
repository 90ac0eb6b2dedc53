/** A growing run of bytes. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(1 << 12);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Unsigned, up to 2^53 - 1. */
  varint(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  bytes(source: Uint8Array): void {
    this.#reserve(source.length);
    this.#bytes.set(source, this.#length);
    this.#length += source.length;
  }

  /** Its length in bytes as a varint, then UTF-8. */
  text(value: string): void {
    const source = Buffer.from(value, 'utf8');
    this.varint(source.length);
    this.bytes(source);
  }

  /** What was written so far. Shares memory with the writer: it holds until the next `clear`. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

/**
 * Reads what `ByteWriter` wrote. Past the end there are only zeros, and no count is larger than the bytes that are left:
 * so that a file with a right checksum and wrong contents yields wrong records, but neither an exception nor an endless loop.
 */
export class ByteReader {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#end = Math.min(end, bytes.length);
    this.#at = start;
  }

  get remaining(): number {
    return Math.max(0, this.#end - this.#at);
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    // Eight groups of seven bits are more than any number in the format.
    for (let group = 0; group < 8; group++) {
      const byte = this.#at < this.#end ? (this.#bytes[this.#at++] ?? 0) : 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
      scale *= 0x80;
    }
    return value;
  }

  /** A number of bytes, or of items of at least one byte, that follow. */
  count(): number {
    return Math.min(this.varint(), this.remaining);
  }

  /** A number of items, then the items. */
  list<T>(read: () => T): T[] {
    const items: T[] = [];
    for (let left = this.count(); left > 0 && this.remaining > 0; left--) items.push(read());
    return items;
  }

  text(): string {
    const length = this.count();
    const start = this.skip(length);
    return this.#bytes.toString('utf8', start, start + length);
  }

  /** Where the skipped bytes start. */
  skip(length: number): number {
    const start = this.#at;
    this.#at += length;
    return start;
  }
}
