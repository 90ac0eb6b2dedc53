const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const SPACE = 0x20;

/** Names by the code of their first character, so that no line is held against all of them. */
export type NamesByFirst = readonly (readonly string[] | undefined)[];

export function namesByFirst(names: readonly string[]): NamesByFirst {
  const byFirst: string[][] = [];
  for (const name of names) (byFirst[name.charCodeAt(0)] ??= []).push(name);
  return byFirst;
}

/**
 * Reads words out of a text. Lines are not cut out of it, and where a word ends is kept here and not returned beside it:
 * both would take time for each of tens of thousands.
 */
export class YarnWords {
  /** Where what follows the last word begins. */
  end = 0;
  readonly #text: string;
  /** Few lockfiles have any. */
  readonly #hasEscapes: boolean;

  constructor(text: string) {
    this.#text = text;
    this.#hasEscapes = text.includes('\\');
  }

  /**
   * The word that begins at `from`, in quotes or up to a space, colon or comma; undefined where quotes are not closed.
   *
   * @param to end of the line
   */
  wordAt(from: number, to: number): string | undefined {
    const text = this.#text;
    if (text.charCodeAt(from) === QUOTE) return this.#quotedAt(from, to);
    let end = from;
    while (end < to && !isBreak(text.charCodeAt(end))) end += 1;
    this.end = end;
    return text.slice(from, end);
  }

  /** The one of these names that is the word at `from`, without making a text of it. */
  nameAt(from: number, to: number, names: NamesByFirst): string | undefined {
    const candidates = names[this.#text.charCodeAt(from)];
    if (candidates === undefined) return undefined;
    for (const name of candidates) {
      const end = from + name.length;
      if (end > to || (end < to && !isBreak(this.#text.charCodeAt(end))) || !this.#holds(name, from)) continue;
      this.end = end;
      return name;
    }
    return undefined;
  }

  /** Not `startsWith`: to call that for a short word takes longer than to compare it. */
  #holds(name: string, from: number): boolean {
    const text = this.#text;
    let at = 0;
    while (at < name.length && text.charCodeAt(from + at) === name.charCodeAt(at)) at += 1;
    return at === name.length;
  }

  /** What stands behind a name: the rest of the line, without the colon, the spaces and the quotes around it. */
  valueAfter(from: number, to: number): string | undefined {
    const text = this.#text;
    let start = from;
    if (start < to && text.charCodeAt(start) === COLON) start += 1;
    while (start < to && text.charCodeAt(start) === SPACE) start += 1;
    if (start >= to) return '';
    if (text.charCodeAt(start) === QUOTE) return this.#lastQuotedAt(start, to);
    const value = text.slice(start, to);
    return text.charCodeAt(to - 1) > SPACE ? value : value.trimEnd();
  }

  /** What is in quotes ends the line, as a rule: then no second quote is searched for. */
  #lastQuotedAt(from: number, to: number): string | undefined {
    const isWhole = !this.#hasEscapes && from + 1 < to && this.#text.charCodeAt(to - 1) === QUOTE;
    return isWhole ? this.#text.slice(from + 1, to - 1) : this.#quotedAt(from, to);
  }

  #quotedAt(from: number, to: number): string | undefined {
    const text = this.#text;
    let close = text.indexOf('"', from + 1);
    if (this.#hasEscapes) {
      while (close >= 0 && close < to && isEscaped(text, close)) close = text.indexOf('"', close + 1);
    }
    if (close < 0 || close >= to) return undefined;
    this.end = close + 1;
    const inside = text.slice(from + 1, close);
    return this.#hasEscapes && inside.includes('\\') ? unescape(text.slice(from, close + 1)) : inside;
  }
}

function isBreak(code: number): boolean {
  return code === SPACE || code === COLON || code === COMMA;
}

function isEscaped(line: string, at: number): boolean {
  let slashes = 0;
  while (line.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

/** Both kinds of yarn.lock escape as JSON does. */
function unescape(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
