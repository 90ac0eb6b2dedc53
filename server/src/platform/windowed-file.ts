import type { FileHandle } from 'node:fs/promises';

const WINDOW_BYTES = 1 << 20;
/** Readers of archives go back and forth between the contents and the table of contents. */
const WINDOWS = 2;

interface Window {
  readonly bytes: Buffer;
  start: number;
  length: number;
  usedAt: number;
}

/** Reads small pieces of a large file by way of large ones: one call of the operating system serves hundreds. */
export class WindowedFile {
  readonly #handle: FileHandle;
  readonly #windows: readonly Window[];
  #turn = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
    this.#windows = Array.from({ length: WINDOWS }, () => ({
      bytes: Buffer.allocUnsafeSlow(WINDOW_BYTES),
      start: 0,
      length: 0,
      usedAt: 0,
    }));
  }

  /** Holds until the next call. Rejects where the file ends before. */
  async read(position: number, length: number): Promise<Buffer> {
    if (length > WINDOW_BYTES) return this.#readInto(Buffer.alloc(length), position, length);
    const window =
      this.#windows.find(({ start, length: held }) => position >= start && position + length <= start + held) ??
      (await this.#move(position));
    this.#turn += 1;
    window.usedAt = this.#turn;
    if (position + length > window.start + window.length) throw new Error('The file ends too early.');
    return window.bytes.subarray(position - window.start, position - window.start + length);
  }

  /** The window that was not used for longest comes to lie here. */
  async #move(position: number): Promise<Window> {
    const [oldest] = [...this.#windows].sort((a, b) => a.usedAt - b.usedAt);
    if (oldest === undefined) throw new Error('There is no window.');
    oldest.length = 0;
    const { bytesRead } = await this.#handle.read(oldest.bytes, 0, WINDOW_BYTES, position);
    oldest.start = position;
    oldest.length = bytesRead;
    return oldest;
  }

  async #readInto(bytes: Buffer, position: number, length: number): Promise<Buffer> {
    for (let read = 0; read < length;) {
      const { bytesRead } = await this.#handle.read(bytes, read, length - read, position + read);
      if (bytesRead === 0) throw new Error('The file ends too early.');
      read += bytesRead;
    }
    return bytes;
  }
}
