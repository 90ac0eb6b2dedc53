/**
 * The tokens of JSON text. The numbers are those of jsonc-parser's `SyntaxKind`, whose scanner is one source of tokens;
 * its own names cannot be imported, because they are a `const enum` without values at run time.
 */
export const TOKEN = Object.freeze({
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  unknown: 16,
  end: 17,
});

/** jsonc-parser's `ScanError.UnexpectedEndOfString`. */
export const UNTERMINATED_STRING = 2;

/** What a reader needs of a scanner; jsonc-parser's `JSONScanner` is one. */
export interface TokenSource {
  /** Goes to the next token that is not white space or a comment and says which kind it is. */
  scan(): number;
  getTokenOffset(): number;
  getTokenLength(): number;
  /** 0, or why the token is not whole. */
  getTokenError(): number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const SLASH = 47;
const STAR = 42;

/** By character code, 0 for any other: to ask a Map takes a tenth of the time of reading a lockfile. */
const PUNCTUATION = tableOf([
  ['{', TOKEN.openBrace],
  ['}', TOKEN.closeBrace],
  ['[', TOKEN.openBracket],
  [']', TOKEN.closeBracket],
  [',', TOKEN.comma],
  [':', TOKEN.colon],
]);

function tableOf(tokens: readonly (readonly [character: string, token: number])[]): Uint8Array {
  const table = new Uint8Array(128);
  for (const [character, token] of tokens) table[character.charCodeAt(0)] = token;
  return table;
}

const LITERALS: ReadonlyMap<string, number> = new Map([
  ['null', TOKEN.null],
  ['true', TOKEN.true],
  ['false', TOKEN.false],
]);

/** A JSON number starts with a digit or a minus sign; what follows is not looked at. */
const NUMBER_START = /[-0-9]/;

/**
 * Scans JSON that a program wrote. Lockfiles have megabytes, and jsonc-parser's scanner alone takes most of the time
 * that reading one may cost (design.md §6); this one jumps from quote to quote.
 */
export class MachineJsonScanner implements TokenSource {
  readonly #text: string;
  #start = 0;
  #end = 0;
  #error = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): number {
    const text = this.#text;
    let at = this.#end;
    let code = text.charCodeAt(at);
    while (isSpace(code)) code = text.charCodeAt(++at);
    if (code === SLASH) {
      at = this.#passComments(at);
      code = text.charCodeAt(at);
    }
    this.#start = at;
    this.#error = 0;
    if (code === QUOTE) return this.#scanString();
    if (at >= text.length) {
      this.#end = at;
      return TOKEN.end;
    }
    const punctuation = PUNCTUATION[code] ?? 0;
    if (punctuation === 0) return this.#scanWord();
    this.#end = at + 1;
    return punctuation;
  }

  getTokenOffset(): number {
    return this.#start;
  }

  getTokenLength(): number {
    return this.#end - this.#start;
  }

  getTokenError(): number {
    return this.#error;
  }

  /** Comments and the white space between them; `at` where there is none. */
  #passComments(from: number): number {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === SLASH) {
      const second = text.charCodeAt(at + 1);
      if (second !== SLASH && second !== STAR) return at;
      const end = second === SLASH ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
      if (end < 0) return text.length;
      at = end + (second === SLASH ? 1 : 2);
      while (isSpace(text.charCodeAt(at))) at += 1;
    }
    return at;
  }

  #scanString(): number {
    let quote = this.#text.indexOf('"', this.#start + 1);
    while (quote > 0 && this.#isEscaped(quote)) quote = this.#text.indexOf('"', quote + 1);
    if (quote < 0) this.#error = UNTERMINATED_STRING;
    this.#end = quote < 0 ? this.#text.length : quote + 1;
    return TOKEN.string;
  }

  /** An odd number of backslashes in front. */
  #isEscaped(quote: number): boolean {
    let at = quote - 1;
    while (this.#text.charCodeAt(at) === BACKSLASH) at -= 1;
    return (quote - at) % 2 === 0;
  }

  #scanWord(): number {
    let at = this.#start + 1;
    while (at < this.#text.length && !endsWord(this.#text.charCodeAt(at))) at += 1;
    this.#end = at;
    if (NUMBER_START.test(this.#text.charAt(this.#start))) return TOKEN.number;
    return LITERALS.get(this.#text.slice(this.#start, at)) ?? TOKEN.unknown;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function endsWord(code: number): boolean {
  return isSpace(code) || code === QUOTE || (PUNCTUATION[code] ?? 0) !== 0;
}
