/** Numbers are written seven bits at a time, the lowest first. */
const BITS = 7;
const MAX_BYTES_OF_NUMBER = 10;
const MAX_NAME_LENGTH = 100;

/** Reads a part of a module from its start. Behind the end there are zeros. */
export class WasmReader {
  readonly #bytes: Uint8Array;
  #at: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, start: number, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = Math.min(end, bytes.length);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end;
  }

  byte(): number {
    const byte = this.isAtEnd ? 0 : (this.#bytes[this.#at] ?? 0);
    this.#at += 1;
    return byte;
  }

  number(): number {
    let value = 0;
    for (let count = 0; count < MAX_BYTES_OF_NUMBER; count += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (BITS * count);
      if (byte < 0x80) break;
    }
    return value;
  }

  /** The same, where the highest bit that was written says whether it is below zero. */
  signed(): number {
    const start = this.#at;
    const value = this.number();
    const last = this.#bytes[this.#at - 1] ?? 0;
    return (last & 0x40) === 0 ? value : value - 2 ** (BITS * (this.#at - start));
  }

  /** The next bytes. */
  bytes(length: number): Uint8Array {
    const found = this.#bytes.subarray(this.#at, Math.min(this.#at + length, this.#end));
    this.#at += length;
    return found;
  }

  /** All that is left. */
  rest(): Uint8Array {
    return this.bytes(Math.max(0, this.#end - this.#at));
  }

  name(): string {
    const part = this.part(this.number());
    return Buffer.from(this.#bytes.subarray(part.#at, Math.min(part.#end, part.#at + MAX_NAME_LENGTH))).toString(
      'utf8',
    );
  }

  /** The next bytes, which are passed over here. */
  part(length: number): WasmReader {
    const part = new WasmReader(this.#bytes, this.#at, Math.min(this.#at + length, this.#end));
    this.#at += length;
    return part;
  }
}
