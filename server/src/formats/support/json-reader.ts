import { phrase, type FormatProblem, type Span, type Words } from '../../model/index.js';
import { BracketNesting } from './bracket-nesting.js';
import { TOKEN, UNTERMINATED_STRING, type TokenSource } from './json-tokens.js';

/** More problems than these tell a reader nothing new, and a hostile text can hold millions. */
const MAX_PROBLEMS = 100;

/** Called for a property; `reader.valueToken`, `keySpan`, `valueSpan` and `string()` speak of it until the next read. */
export type OnProperty = (key: string) => void;

/**
 * Walks JSON text from token to token: what is asked for is read, the rest is skipped.
 *
 * Text that is being written or was cut off is read as far as it makes sense. A property without a value is reported and
 * the next one is read; nothing is thrown, and nesting costs no stack.
 */
export class JsonReader {
  readonly #text: string;
  readonly #tokens: TokenSource;
  readonly #problems: FormatProblem[] = [];
  /** Most lockfiles have none. */
  readonly #hasEscapes: boolean;
  #token: number = TOKEN.unknown;
  /** Where the token begins and ends: to ask the scanner each time takes time. */
  #start = 0;
  #end = 0;
  #lastEnd = 0;
  #cut = false;
  #valueToken: number = TOKEN.unknown;
  #keyStart = 0;
  #keyEnd = 0;
  #valueStart = 0;
  #valueEnd = 0;

  constructor(text: string, tokens: TokenSource) {
    this.#text = text;
    this.#hasEscapes = text.includes('\\');
    this.#tokens = tokens;
    this.#advance();
  }

  get problems(): readonly FormatProblem[] {
    return this.#problems;
  }

  /** The text ended inside of something. */
  get isCut(): boolean {
    return this.#cut;
  }

  /** `TOKEN.string`, `.openBrace`, `.openBracket`, `.true` …: how the current property's value begins. */
  get valueToken(): number {
    return this.#valueToken;
  }

  /** The current property's key, quotes included. */
  get keySpan(): Span {
    return { start: this.#keyStart, end: this.#keyEnd };
  }

  /** The current property's value; for an object or an array only its bracket. */
  get valueSpan(): Span {
    return { start: this.#valueStart, end: this.#valueEnd };
  }

  /** Where the last thing that was read ends. */
  get lastEnd(): number {
    return this.#lastEnd;
  }

  /** The current property's value where it is a string, else undefined. */
  string(): string | undefined {
    return this.#valueToken === TOKEN.string ? this.#decode(this.#valueStart, this.#valueEnd) : undefined;
  }

  /** The current property's value as written, quotes left out where it is a string. */
  raw(): string {
    const quote = this.#valueToken === TOKEN.string ? 1 : 0;
    return this.#text.slice(this.#valueStart + quote, this.#valueEnd - quote);
  }

  report(message: Words, span: Span): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ message, span });
  }

  /** Reads the document's outermost object, whatever stands before it. False where there is none, or no end of it. */
  readDocument(onProperty: OnProperty): boolean {
    while (this.#token !== TOKEN.openBrace && this.#token !== TOKEN.end) this.#skip();
    return this.#token === TOKEN.openBrace && this.readObject(onProperty);
  }

  /**
   * Reads the object that the current property holds. A value that `onProperty` does not read is skipped.
   * False where the text ends before the object does.
   */
  readObject(onProperty: OnProperty): boolean {
    this.#advance();
    for (;;) {
      if (this.#is(TOKEN.string)) this.#readProperty(onProperty);
      else if (this.#is(TOKEN.closeBrace)) {
        this.#advance();
        return true;
      } else if (this.#is(TOKEN.end)) {
        this.#cut = true;
        return false;
      } else this.#skip();
    }
  }

  /**
   * Reads the array that the current property holds; `valueToken`, `valueSpan` and `string()` then speak of an item,
   * which may be read like a property's value. False where the text, or what holds the array, ends before the array does.
   */
  readItems(onItem: (index: number) => void): boolean {
    this.#advance();
    for (let index = 0; ;) {
      if (this.#is(TOKEN.closeBracket)) {
        this.#advance();
        return true;
      }
      if (this.#is(TOKEN.end)) this.#cut = true;
      if (this.#is(TOKEN.end) || this.#is(TOKEN.closeBrace)) return false;
      if (!startsValue(this.#token) || !this.#isWhole()) this.#skip();
      else this.#readItem(index++, onItem);
    }
  }

  /** Reads the strings of the array that the current property holds; other items are left out. */
  readStrings(): readonly string[] {
    const strings: string[] = [];
    this.#advance();
    while (this.#token !== TOKEN.closeBracket && this.#token !== TOKEN.closeBrace && this.#token !== TOKEN.end) {
      if (this.#token === TOKEN.string) strings.push(this.#decode(this.#start, this.#end));
      this.#skip();
    }
    if (this.#token === TOKEN.closeBracket) this.#advance();
    return strings;
  }

  #readItem(index: number, onItem: (index: number) => void): void {
    const start = this.#start;
    this.#valueToken = this.#token;
    this.#valueStart = start;
    this.#valueEnd = this.#end;
    if (this.#token === TOKEN.string) this.#advance();
    onItem(index);
    if (this.#start === start) this.#skip();
  }

  #readProperty(onProperty: OnProperty): void {
    let keyStart = this.#start;
    let keyEnd = this.#end;
    if (!this.#isWhole()) {
      this.report(phrase('The closing quote is missing.'), { start: keyStart, end: keyEnd });
      this.#advance();
      return;
    }
    this.#advance();
    while (this.#is(TOKEN.colon)) {
      this.#advance();
      const start = this.#start;
      const end = this.#end;
      const token = this.#token;
      const whole = this.#isWhole();
      if (token === TOKEN.string) this.#advance();
      if (this.#wasNextKey(token, whole)) {
        this.report(phrase('A value is missing here.'), { start: keyStart, end: keyEnd });
        keyStart = start;
        keyEnd = end;
        continue;
      }
      if (!startsValue(token) || !whole) break;
      this.#keyStart = keyStart;
      this.#keyEnd = keyEnd;
      this.#valueToken = token;
      this.#valueStart = start;
      this.#valueEnd = end;
      onProperty(this.#decode(keyStart, keyEnd));
      if (token !== TOKEN.string && this.#start === start) this.#skip();
      return;
    }
    this.report(phrase('A value is missing here.'), { start: keyStart, end: keyEnd });
  }

  /** Where another colon follows, a string that was taken for the value was the next line's key. */
  #wasNextKey(token: number, whole: boolean): boolean {
    return token === TOKEN.string && whole && this.#is(TOKEN.colon);
  }

  /** Passes one value, or one token that is out of place. */
  #skip(): void {
    if (this.#token === TOKEN.openBrace || this.#token === TOKEN.openBracket) this.#skipNested();
    else this.#advance();
  }

  /** A closing brace ends whatever was left open inside of it; one that fits nothing here belongs further out. */
  #skipNested(): void {
    const nesting = new BracketNesting();
    do {
      if (this.#is(TOKEN.end)) {
        this.#cut = true;
        return;
      }
      if (this.#is(TOKEN.closeBrace) && !nesting.has(TOKEN.openBrace)) return;
      nesting.pass(this.#token);
      this.#advance();
    } while (nesting.isOpen);
  }

  #advance(): void {
    this.#lastEnd = this.#end;
    this.#token = this.#tokens.scan();
    this.#start = this.#tokens.getTokenOffset();
    this.#end = this.#start + this.#tokens.getTokenLength();
  }

  /** A call, because the compiler believes that a field keeps its value while other methods run. */
  #is(token: number): boolean {
    return this.#token === token;
  }

  #isWhole(): boolean {
    return this.#tokens.getTokenError() !== UNTERMINATED_STRING;
  }

  #decode(start: number, end: number): string {
    const raw = this.#text.slice(start + 1, end - 1);
    if (!this.#hasEscapes || !raw.includes('\\')) return raw;
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      // A bad escape: the text as written is the best there is.
      return raw;
    }
  }
}

function startsValue(token: number): boolean {
  return token === TOKEN.openBrace || token === TOKEN.openBracket || (token >= TOKEN.null && token <= TOKEN.number);
}
