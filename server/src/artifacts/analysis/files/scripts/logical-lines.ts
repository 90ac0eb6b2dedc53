/** A line as a language reads it: with what stands in brackets, strings or behind a sign of continuation. */
export interface LogicalLine {
  readonly text: string;
  readonly offset: number;
  /** Blanks before it. */
  readonly indent: number;
}

export interface LineHabits {
  /** What begins a text that ends with the second: longer ones first. */
  readonly quotes: readonly (readonly [string, string])[];
  /** What begins a comment that ends with the second. */
  readonly comments: readonly (readonly [string, string])[];
  /** What escapes the next sign in a string, and the end of a line. */
  readonly escape: string;
  readonly opens: RegExp;
  readonly closes: RegExp;
  /** Ends a statement where a line does not. */
  readonly parts: RegExp;
}

/** Brackets that are never closed end here. */
const MAX_LINE = 4_000;
/** Of what is longer, nobody asks what stands in its middle. */
const MAX_LITERAL = 400;

/** The statements of a text, comments left out. Never throws. */
export function logicalLines(text: string, habits: LineHabits): readonly LogicalLine[] {
  const reader = new LineReader(text, habits);
  while (reader.step());
  return reader.lines;
}

class LineReader {
  readonly lines: LogicalLine[] = [];
  readonly #text: string;
  readonly #habits: LineHabits;
  #at = 0;
  #start = 0;
  #kept: string[] = [];
  #length = 0;
  #last = '';
  #open = 0;

  constructor(text: string, habits: LineHabits) {
    this.#text = text;
    this.#habits = habits;
  }

  /** Reads a comment, a string or a sign; whether there was one. */
  step(): boolean {
    if (this.#at >= this.#text.length) {
      this.#end();
      return false;
    }
    const { comments, quotes, escape } = this.#habits;
    const comment = comments.find(([sign]) => this.#text.startsWith(sign, this.#at));
    const quote = quotes.find(([sign]) => this.#text.startsWith(sign, this.#at));
    if (comment !== undefined) this.#at = endOf(this.#text, this.#at + comment[0].length, comment[1], '');
    else if (quote !== undefined)
      this.#literal(endOf(this.#text, this.#at + quote[0].length, quote[1], escape) + quote[1].length);
    else this.#sign(this.#text.charAt(this.#at));
    return true;
  }

  #literal(end: number): void {
    const text = this.#text.slice(this.#at, end);
    this.#keep(text.length > MAX_LITERAL ? text.slice(0, MAX_LITERAL / 2) + text.slice(-MAX_LITERAL / 2) : text);
    this.#at = end;
  }

  #keep(piece: string): void {
    if (this.#length < MAX_LINE) this.#kept.push(piece);
    this.#length += piece.length;
    this.#last = piece.slice(-1);
  }

  #sign(char: string): void {
    this.#at += 1;
    const lineEnd = /^\r?\n/.exec(this.#text.slice(this.#at, this.#at + 2))?.[0].length ?? 0;
    if (char === this.#habits.escape && lineEnd > 0) this.#at += lineEnd;
    else if (this.#endsWith(char)) this.#end();
    else {
      if (this.#habits.opens.test(this.#last + char)) this.#open += 1;
      else if (this.#habits.closes.test(char)) this.#open -= 1;
      this.#keep(char === '\n' ? ' ' : char);
    }
  }

  #endsWith(char: string): boolean {
    if (char === '\n') return this.#open <= 0 || this.#length > MAX_LINE;
    return this.#open <= 0 && this.#habits.parts.test(char);
  }

  #end(): void {
    const kept = this.#kept.join('').slice(0, MAX_LINE);
    const indent = kept.length - kept.trimStart().length;
    const text = kept.trim();
    if (text !== '') this.lines.push({ text, offset: this.#start + indent, indent });
    this.#kept = [];
    this.#length = 0;
    this.#last = '';
    this.#start = this.#at;
    this.#open = 0;
  }
}

function endOf(text: string, from: number, sign: string, escape: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (escape !== '' && text.startsWith(escape, at)) at += 1;
    else if (text.startsWith(sign, at)) return at;
  }
  return text.length;
}
