import { endOfQuoted, type Range } from './yaml-scalars.js';

/** What a line is. */
export const LINE = Object.freeze({ pair: 0, item: 1, other: 2, document: 3, end: 4 });

const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const DASH = 45;
const COLON = 58;
const QUESTION_MARK = 63;
const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * The lines of a YAML text that say something, one after the other, each with its place and those of its key and value.
 * Lines that make no sense are passed; nothing is thrown, and the time is linear in the text's length.
 */
export class YamlLines {
  readonly text: string;
  /** `LINE.pair`, `.item` …: what the current line is. */
  kind: number = LINE.other;
  /** Changes with each line. */
  line = 0;
  /** Columns before the line's text; -1 where no map can go on: at the end of a document. */
  indent = -1;
  lineEnd = 0;
  /** End of the line before this one. */
  lastEnd = 0;
  /** Start of the line below. */
  next = 0;
  keyStart = 0;
  keyEnd = 0;
  /** Of a pair or an item; without a comment behind it. Equal to `valueEnd` where the line holds none. */
  valueStart = 0;
  valueEnd = 0;
  /** What is left of a line whose first part was a pair of its own: `: key: value`. */
  #rest: Range | undefined;
  #restIndent = 0;
  /** Found once and kept until passed, since looking for them anew on each line would not be linear. */
  #colon = -1;
  #comment = -1;

  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === BYTE_ORDER_MARK) this.next = 1;
    this.advance();
  }

  /** A call, because the compiler believes that a field keeps its value while other methods run. */
  is(kind: number): boolean {
    return this.kind === kind;
  }

  /** The current line is not all that the text's line holds: a map goes on behind `: `. */
  get hasRest(): boolean {
    return this.#rest !== undefined;
  }

  /** Goes to the next line. */
  advance(): void {
    this.lastEnd = this.lineEnd;
    this.line += 1;
    if (this.#rest !== undefined) {
      const { start, end } = this.#rest;
      this.#rest = undefined;
      this.indent = this.#restIndent;
      this.#classify(start, end);
      return;
    }
    this.#readLine();
  }

  /** Passes the current line and all below it that are further in. */
  skip(indent: number): void {
    do this.advance();
    while (this.indent > indent);
  }

  /** The end of the current line, or of the lines below it that are further in. */
  endOfDeeperLines(): number {
    const text = this.text;
    let end = this.lineEnd;
    for (let at = this.next; at < text.length;) {
      let column = at;
      while (text.charCodeAt(column) === SPACE) column += 1;
      const isEmpty = column >= text.length || text[column] === '\n' || text[column] === '\r';
      if (!isEmpty && column - at <= this.indent) break;
      const lineBreak = text.indexOf('\n', column);
      const lineEnd = lineBreak < 0 ? text.length : lineBreak;
      if (!isEmpty) end = lineEnd;
      at = lineEnd + 1;
    }
    return end;
  }

  #readLine(): void {
    const text = this.text;
    while (this.next < text.length) {
      const lineStart = this.next;
      const lineBreak = text.indexOf('\n', lineStart);
      let end = lineBreak < 0 ? text.length : lineBreak;
      this.next = end + 1;
      let start = lineStart;
      while (text.charCodeAt(start) === SPACE) start += 1;
      while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
      if (start >= end || text.charCodeAt(start) === HASH) continue;
      this.indent = start - lineStart;
      this.lineEnd = end;
      this.#classify(start, end);
      // What makes no sense (the marks of a merge conflict) ends no map, however far out it stands.
      if (!this.is(LINE.other)) return;
    }
    this.next = text.length;
    this.kind = LINE.end;
    this.indent = -1;
  }

  #classify(start: number, end: number): void {
    const first = this.text.charCodeAt(start);
    if (this.indent === 0 && this.#isDocumentMark(start, end)) {
      this.kind = LINE.document;
      this.indent = -1;
    } else if (first === DASH && this.#isBreak(start + 1, end)) {
      this.kind = LINE.item;
      this.#setValue(start + 1, end);
    } else if (first === QUESTION_MARK && this.#isBreak(start + 1, end)) this.#longKey(start + 1, end);
    else if (this.#pair(start, end)) {
      this.kind = LINE.pair;
      if (this.valueStart >= end) this.#findFlowBelow();
    } else this.kind = LINE.other;
  }

  #findFlowBelow(): void {
    const text = this.text;
    let start = this.next;
    while (text.charCodeAt(start) === SPACE) start += 1;
    if (!isOpenBracket(text.charCodeAt(start)) || start - this.next <= this.indent) return;
    const lineBreak = text.indexOf('\n', start);
    this.valueStart = start;
    this.valueEnd = lineBreak < 0 ? text.length : lineBreak;
  }

  /** `? key` and, on the next line, `: value`: how keys of more than 1024 characters are written. */
  #longKey(from: number, end: number): void {
    const text = this.text;
    let start = from;
    while (start < end && text.charCodeAt(start) === SPACE) start += 1;
    const indent = this.indent;
    const keyEnd = isQuote(text.charCodeAt(start)) ? Math.min(endOfQuoted(text, start, end), end) : end;
    const at = this.next;
    const lineBreak = text.indexOf('\n', at);
    const lineEnd = lineBreak < 0 ? text.length : lineBreak;
    const colon = at + indent;
    this.kind = LINE.pair;
    if (colon < lineEnd && text.slice(at, colon).trim() === '' && text.charCodeAt(colon) === COLON) {
      this.#readLine();
      this.#valueBehindColon(colon + 1, this.lineEnd, indent, at);
    } else this.#setValue(end, end);
    this.kind = LINE.pair;
    this.indent = indent;
    this.keyStart = start;
    this.keyEnd = keyEnd;
  }

  /** A map begins on the line of the colon itself. */
  #valueBehindColon(from: number, end: number, indent: number, lineStart: number): void {
    let start = from;
    while (start < end && this.text.charCodeAt(start) === SPACE) start += 1;
    if (this.text[start] !== '{' && this.#pair(start, end)) {
      this.#rest = { start, end };
      this.#restIndent = Math.max(start - lineStart, indent + 1);
      this.#setValue(end, end);
    } else this.#setValue(start, end);
  }

  /** `key: value` and `key:`; false for anything else. */
  #pair(start: number, end: number): boolean {
    const quoted = isQuote(this.text.charCodeAt(start));
    const from = quoted ? endOfQuoted(this.text, start, end) : start;
    const colon = this.#colonFrom(from, end);
    if (colon < 0 || (quoted && this.text.slice(from, colon).trim() !== '')) return false;
    this.keyStart = start;
    this.keyEnd = quoted ? from : colon;
    this.#setValue(colon + 1, end);
    return true;
  }

  /** The first colon with a space or nothing behind it. */
  #colonFrom(from: number, end: number): number {
    const text = this.text;
    for (let at = from; at < end; at = this.#colon + 1) {
      if (this.#colon < at) {
        const found = text.indexOf(':', at);
        this.#colon = found < 0 ? text.length : found;
      }
      if (this.#colon >= end) return -1;
      if (this.#isBreak(this.#colon + 1, end)) return this.#colon;
    }
    return -1;
  }

  #setValue(from: number, end: number): void {
    const text = this.text;
    let start = from;
    while (start < end && isBlank(text.charCodeAt(start))) start += 1;
    this.valueStart = start;
    this.valueEnd = end;
    if (isQuote(text.charCodeAt(start))) this.valueEnd = Math.min(endOfQuoted(text, start, end), end);
    else if (start < end) this.valueEnd = this.#withoutComment(start, end);
  }

  #withoutComment(start: number, end: number): number {
    if (this.#comment < start - 1) {
      const found = this.text.indexOf(' #', start - 1);
      this.#comment = found < 0 ? this.text.length : found;
    }
    if (this.#comment >= end) return end;
    let last = Math.max(this.#comment, start);
    while (last > start && isBlank(this.text.charCodeAt(last - 1))) last -= 1;
    return last;
  }

  #isBreak(at: number, end: number): boolean {
    return at >= end || isBlank(this.text.charCodeAt(at));
  }

  #isDocumentMark(start: number, end: number): boolean {
    const text = this.text;
    return (text.startsWith('---', start) || text.startsWith('...', start)) && this.#isBreak(start + 3, end);
  }
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === CARRIAGE_RETURN;
}

function isQuote(code: number): boolean {
  return code === SINGLE_QUOTE || code === DOUBLE_QUOTE;
}

function isOpenBracket(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}
