/** What a module of WebAssembly asks its host for, and what it offers. */
export interface WasmInterface {
  /** `module.name`. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

/** Enough to see what it is for; programs made from C++ have thousands. */
const MAX_NAMES = 100;
const MAX_NAME_LENGTH = 100;

const HEADER_BYTES = 8;
const IMPORTS = 2;
const EXPORTS = 7;

/** Reads the two lists of names in a module. What is cut off or wrong ends the reading; it never throws. */
export function interfaceOf(bytes: Uint8Array): WasmInterface {
  const found: { imports: readonly string[]; exports: readonly string[] } = { imports: [], exports: [] };
  const reader = new Reader(bytes, HEADER_BYTES, bytes.length);
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const section = reader.part(reader.number());
    if (id === IMPORTS) found.imports = importsIn(section);
    if (id === EXPORTS) found.exports = exportsIn(section);
  }
  return found;
}

function importsIn(section: Reader): readonly string[] {
  return names(section, () => {
    const name = `${section.name()}.${section.name()}`;
    skipType(section);
    return name;
  });
}

function exportsIn(section: Reader): readonly string[] {
  return names(section, () => {
    const name = section.name();
    section.byte();
    section.number();
    return name;
  });
}

function names(section: Reader, next: () => string): readonly string[] {
  const count = Math.min(section.number(), MAX_NAMES);
  const found: string[] = [];
  while (found.length < count && !section.isAtEnd) found.push(next());
  return found;
}

const TABLE = 1;
const MEMORY = 2;
const GLOBAL = 3;
const TAG = 4;

/** What an import is: the type of a function, the limits of a table or memory, the type of a global. */
function skipType(section: Reader): void {
  const kind = section.byte();
  if (kind === TABLE) section.byte();
  if (kind === GLOBAL || kind === TAG) section.byte();
  if (kind === GLOBAL) section.byte();
  else if (kind === TABLE || kind === MEMORY) skipLimits(section);
  else section.number();
}

function skipLimits(section: Reader): void {
  const hasMaximum = (section.byte() & 1) === 1;
  section.number();
  if (hasMaximum) section.number();
}

/** Numbers are written seven bits at a time, the lowest first. */
const BITS = 7;
const MAX_BYTES_OF_NUMBER = 10;

/** Reads a part of a module from its start. Behind the end there are zeros. */
class Reader {
  readonly #bytes: Uint8Array;
  #at: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
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

  name(): string {
    const part = this.part(this.number());
    return Buffer.from(this.#bytes.subarray(part.#at, Math.min(part.#end, part.#at + MAX_NAME_LENGTH))).toString(
      'utf8',
    );
  }

  /** The next bytes, which are passed over here. */
  part(length: number): Reader {
    const part = new Reader(this.#bytes, this.#at, Math.min(this.#at + length, this.#end));
    this.#at += length;
    return part;
  }
}
