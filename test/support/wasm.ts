/** Parts of modules of WebAssembly, as they are written down. */
export const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

export function name(text: string): readonly number[] {
  return [...number(text.length), ...Buffer.from(text)];
}

export function section(id: number, ...content: readonly number[]): readonly number[] {
  return [id, ...number(content.length), ...content];
}

function number(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...number(value >>> 7)];
}

function signed(value: number): readonly number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}

/** A module with texts in its memory, a global `at` (16), and a function `size` that gives 300. */
export function moduleWith(texts: readonly (readonly [at: number, text: string])[]): Uint8Array<ArrayBuffer> {
  const constant = (value: number): readonly number[] => [0x41, ...signed(value), 0x0b];
  const body = [0, ...constant(300)];
  const offered = [...name('memory'), 2, 0, ...name('at'), 3, 0, ...name('size'), 0, 0];
  return Uint8Array.from([
    ...HEADER,
    ...section(1, 1, 0x60, 0, 1, 0x7f),
    ...section(3, 1, 0),
    ...section(5, 1, 0, 1),
    ...section(6, 1, 0x7f, 0, ...constant(16)),
    ...section(7, 3, ...offered),
    ...section(10, 1, body.length, ...body),
    ...section(11, texts.length, ...texts.flatMap(([at, text]) => [0, ...constant(at), ...name(text)])),
  ]);
}
