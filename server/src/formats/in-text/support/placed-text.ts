/** A text that stands in another one: as it is, or written with escapes as JSON has them. */
export interface PlacedText {
  readonly text: string;
  /** Where each character stands in the whole; undefined: one behind the other, from `start` on. */
  readonly places?: readonly number[];
  readonly start: number;
}

export function placeOf({ places, start }: PlacedText, index: number): number {
  return places?.[index] ?? start + index;
}

/** A stretch of a text as it is. */
export function stretchOf(text: string, start: number, end: number): PlacedText {
  return { text: text.slice(start, end), start };
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([^]))|[^\\]/g;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The value of a JSON string. @param start of what stands between the quotes */
export function jsonStringOf(text: string, start: number, end: number): PlacedText {
  const raw = text.slice(start, end);
  if (!raw.includes('\\')) return { text: raw, start };
  const places: number[] = [];
  let value = '';
  for (const match of raw.matchAll(ESCAPE)) {
    const [whole, code, character] = match;
    value +=
      code === undefined ? (ESCAPED[character ?? ''] ?? character ?? whole) : String.fromCharCode(parseInt(code, 16));
    places.push(start + match.index);
  }
  return { text: value, places, start };
}
