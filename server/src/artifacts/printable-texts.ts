/** Shorter runs of printable bytes are what machine code looks like by chance. */
const MIN_RUN = 8;
/** Whatever a large binary says, it says in less; more only costs memory. */
const MAX_BYTES = 4 * 1024 * 1024;

const SPACE = 0x20;
const TILDE = 0x7e;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Collects the printable texts of a binary as its bytes go by, as `strings` does: one a line, in order. */
export class PrintableTexts {
  readonly #pieces: Buffer[] = [];
  #length = 0;
  /** The run that the last piece ended with. */
  #open: Buffer = Buffer.alloc(0);

  add(piece: Buffer): void {
    if (this.#length >= MAX_BYTES) return;
    const bytes = this.#open.length === 0 ? piece : Buffer.concat([this.#open, piece]);
    let start = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      if (isPrintable(bytes[at] ?? 0)) continue;
      if (at - start >= MIN_RUN) this.#keep(bytes.subarray(start, at));
      start = at + 1;
    }
    const rest = bytes.subarray(start);
    // A run without end is kept in parts, so that nothing grows.
    if (rest.length > MAX_BYTES) this.#keep(rest);
    this.#open = rest.length > MAX_BYTES ? Buffer.alloc(0) : Buffer.from(rest);
  }

  end(): Buffer {
    if (this.#open.length >= MIN_RUN) this.#keep(this.#open);
    return Buffer.concat(this.#pieces);
  }

  #keep(run: Buffer): void {
    const room = MAX_BYTES - this.#length;
    if (room <= 0) return;
    const kept = Buffer.alloc(Math.min(run.length, room) + 1, LINE_FEED);
    run.copy(kept, 0, 0, kept.length - 1);
    this.#pieces.push(kept);
    this.#length += kept.length;
  }
}

function isPrintable(byte: number): boolean {
  return (byte >= SPACE && byte <= TILDE) || byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN;
}
