/** One member of a JSON object: its value lies from `start` up to `end` in the bytes, not yet parsed. */
export interface JsonMember {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/**
 * The members of the object that begins at `start`, found one by one as they are asked for; the end of the object is
 * what the generator returns. Values are skipped, not parsed, so an object of many megabytes can be read in pieces.
 * Throws a `SyntaxError` where the bytes are not an object.
 */
export function* jsonMembers(bytes: Buffer, start: number): Generator<JsonMember, number> {
  let at = afterSpace(bytes, expect(bytes, afterSpace(bytes, start), OPEN_OBJECT));
  if (bytes[at] === CLOSE_OBJECT) return at + 1;
  for (;;) {
    const keyEnd = afterString(bytes, expect(bytes, at, QUOTE));
    const key = JSON.parse(bytes.toString('utf8', at, keyEnd)) as string;
    const valueStart = afterSpace(bytes, expect(bytes, afterSpace(bytes, keyEnd), COLON));
    const valueEnd = afterValue(bytes, valueStart);
    yield { key, start: valueStart, end: valueEnd };
    at = afterSpace(bytes, valueEnd);
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
    at = afterSpace(bytes, expect(bytes, at, COMMA));
  }
}

/** True where nothing but white space follows. */
export function isEnd(bytes: Buffer, at: number): boolean {
  return afterSpace(bytes, at) === bytes.length;
}

/** Throws a `SyntaxError` where the member's value is not JSON. */
export function parseMember(bytes: Buffer, { start, end }: JsonMember): unknown {
  return JSON.parse(bytes.toString('utf8', start, end)) as unknown;
}

export function isObject(bytes: Buffer, { start }: JsonMember): boolean {
  return bytes[start] === OPEN_OBJECT;
}

function expect(bytes: Buffer, at: number, byte: number): number {
  if (bytes[at] !== byte) throw new SyntaxError(`not a JSON object at byte ${at}`);
  return at + 1;
}

function afterSpace(bytes: Buffer, start: number): number {
  let at = start;
  while (isSpace(bytes[at])) at += 1;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** @param start behind the opening quote. */
function afterString(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    else if (bytes[at] === QUOTE) return at + 1;
  }
  throw new SyntaxError('a text has no end');
}

function afterValue(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return afterString(bytes, start + 1);
  if (first === OPEN_OBJECT || first === OPEN_LIST) return afterNested(bytes, start);
  let at = start;
  while (at < bytes.length && !endsLiteral(bytes[at])) at += 1;
  return at;
}

function endsLiteral(byte: number | undefined): boolean {
  return byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST || isSpace(byte);
}

function afterNested(bytes: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    at = byte === QUOTE ? afterString(bytes, at + 1) : at + 1;
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth -= 1;
    if (depth === 0) return at;
  }
  throw new SyntaxError('an object or a list has no end');
}
