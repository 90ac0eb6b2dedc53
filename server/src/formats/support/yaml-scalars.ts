const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

const ESCAPES: Readonly<Record<string, string>> = Object.freeze({
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
});

/** A place in a text, from inclusive, to exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

interface FlowPair {
  readonly key: Range;
  readonly value: Range;
}

/** The text of a scalar on one line: plain, 'single' or "double" quoted. What follows its end is left out. */
export function decodeScalar(text: string, { start, end }: Range): string {
  const quote = text[start];
  if (quote !== "'" && quote !== '"') return text.slice(start, end);
  const inner = text.slice(start + 1, endOfQuoted(text, start, end) - 1);
  if (quote === "'") return inner.replaceAll("''", "'");
  return inner.includes('\\') ? unescape(inner) : inner;
}

/** The text of a plain or quoted scalar on several lines: one line break is a space, more are one break less. */
export function foldedScalar(text: string, range: Range): string {
  const lines = text.slice(range.start, range.end).split('\n');
  const folded = foldBreaks(
    lines
      .map((line) => line.trim())
      .join('\n')
      .trim(),
  );
  return decodeScalar(folded, { start: 0, end: folded.length });
}

function foldBreaks(text: string): string {
  return text.replace(/\n+/g, (breaks) => (breaks.length === 1 ? ' ' : breaks.slice(1)));
}

/** Behind the closing quote; where there is none, the end is taken for one that is missing: `end + 1`. */
export function endOfQuoted(text: string, start: number, end: number): number {
  const quote = text[start];
  for (let at = start + 1; at < end; at += 1) {
    const char = text[at];
    if (char === '\\' && quote === '"') at += 1;
    else if (char === quote) {
      if (quote !== "'" || text[at + 1] !== "'" || at + 1 >= end) return at + 1;
      at += 1;
    }
  }
  return end + 1;
}

function unescape(inner: string): string {
  return inner.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gi,
    (_, x?: string, u?: string, long?: string, one?: string) => {
      if (one !== undefined) return ESCAPES[one] ?? one;
      const code = Number.parseInt(x ?? u ?? long ?? '0', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}

/**
 * The pairs of a map in braces, `{integrity: sha512-…, tarball: 'https://…'}`, in order. What is nested is one value,
 * from brace to brace. A map that is not closed gives the pairs that stand before its end.
 */
export function flowPairs(text: string, { start, end }: Range): readonly FlowPair[] {
  const pairs: FlowPair[] = [];
  let at = start + 1;
  while (at < end && text[at] !== '}') {
    const key = flowScalar(text, at, end, true);
    if (text[key.next] !== ':') {
      at = Math.max(key.next, at) + 1;
      continue;
    }
    const value = flowScalar(text, key.next + 1, end, false);
    pairs.push({ key: key.range, value: value.range });
    at = text[value.next] === ',' ? value.next + 1 : value.next;
  }
  return pairs;
}

interface FlowScalar {
  readonly range: Range;
  /** Where what ends it stands. */
  readonly next: number;
}

function flowScalar(text: string, from: number, end: number, isKey: boolean): FlowScalar {
  let start = from;
  while (start < end && isBlank(text[start])) start += 1;
  const closed = endOfEnclosed(text, start, end);
  let next = closed;
  while (next < end && !endsFlowScalar(text, next, isKey)) next += 1;
  let last = closed > start ? closed : next;
  while (last > start && isBlank(text[last - 1])) last -= 1;
  return { range: { start, end: last }, next };
}

/** Behind what quotes or brackets enclose; `start` where there are none. */
function endOfEnclosed(text: string, start: number, end: number): number {
  const char = text[start];
  if (char === '"' || char === "'") return Math.min(endOfQuoted(text, start, end), end);
  return char === '{' || char === '[' ? endOfFlow(text, start, end) : start;
}

const AFTER_COLON: ReadonlySet<string | undefined> = new Set([undefined, ' ', '\t', '\n', '\r', '{', '[', ',', '}']);

/** By code: this is asked for each character of each checksum. */
function endsFlowScalar(text: string, at: number, isKey: boolean): boolean {
  const code = text.charCodeAt(at);
  if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) return true;
  return isKey && code === COLON && AFTER_COLON.has(text[at + 1]);
}

/** The items of a list in square brackets. */
export function flowItems(text: string, { start, end }: Range): readonly string[] {
  const items: string[] = [];
  for (let at = start + 1; at < end && text[at] !== ']';) {
    const { range, next } = flowScalar(text, at, end, false);
    if (range.end > range.start) items.push(decodeScalar(text, range));
    at = next + (text[next] === ']' ? 0 : 1);
  }
  return items;
}

/** Behind the bracket that closes the one at `start`, or `end`. */
export function endOfFlow(text: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if ((code === DOUBLE_QUOTE || code === SINGLE_QUOTE) && isFlowBreak(text[at - 1])) {
      at = endOfQuoted(text, at, end) - 1;
    }
  }
  return end;
}

/** A quote within a word is an apostrophe. */
function isFlowBreak(char: string | undefined): boolean {
  return isBlank(char) || char === ',' || char === '{' || char === '[' || char === ':';
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

/**
 * The text of a block scalar (`|-`, `>-` …), the lines below its key.
 *
 * @param from start of the first line below
 * @param indent of the key: lines that are not further in end the scalar
 * @returns without line breaks at the end, whatever the header says of them
 */
export function blockScalar(text: string, from: number, indent: number, folded: boolean): string {
  const lines: string[] = [];
  let own = -1;
  for (let at = from; at < text.length;) {
    const lineBreak = text.indexOf('\n', at);
    const end = lineBreak < 0 ? text.length : lineBreak;
    const line = text.slice(at, end).replace(/\r$/, '');
    const column = line.search(/[^ ]/);
    if (column >= 0) {
      if (column <= indent) break;
      if (own < 0) own = column;
    }
    lines.push(column < 0 ? '' : line.slice(Math.min(own, column)));
    at = end + 1;
  }
  const whole = lines.join('\n').replace(/\n+$/, '');
  return folded ? foldBreaks(whole) : whole;
}
