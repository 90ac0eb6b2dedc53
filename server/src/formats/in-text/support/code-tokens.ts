/** What of code matters to who looks for imports. `end` comes last, and again and again. */
export type CodeTokenKind = 'word' | 'string' | 'punctuator' | 'other' | 'end';

export interface CodeToken {
  readonly kind: CodeTokenKind;
  /** Offsets; of a string with its quotes. A template without `${` is a string. */
  readonly start: number;
  readonly end: number;
}

/** What is open around the place that is read. */
type Context =
  | 'parenthesis'
  /** Of `if (`, `while (` …: behind it a statement begins. */
  | 'condition'
  | 'block'
  | 'object'
  | 'template'
  | 'tag'
  | 'closing-tag'
  | 'children'
  /** `{…}` between or in the tags of JSX. */
  | 'hole';

/** Words behind which an expression begins: a slash is a regular expression then, and `<` a tag. */
const BEFORE_EXPRESSION: ReadonlySet<string> = new Set(
  'return typeof case in of delete void throw new instanceof yield await else do default extends'.split(' '),
);
const LONGEST_KEYWORD = 'instanceof'.length;
const BEFORE_CONDITION: ReadonlySet<string> = new Set(['if', 'while', 'for', 'with']);
const BEFORE_BLOCK: ReadonlySet<string> = new Set(['else', 'do', 'try', 'finally']);

/** Letters of other alphabets too, and no spaces of theirs; by ranges, as Unicode's own classes take four times as long. */
const WORD = /[\w$\u00a1-\u1fff\u200c\u200d\u2070-\u2fff\u3001-\ufefe]+/y;
const WORD_START = /[\w$\u00a1-\uffff]/;
const SPACE_OR_SLASH = /[\s/]/;
const NUMBER = /[\w.]+/y;
const COMMENT_OR_SPACE = /(?:\s|\/\/.*|\/\*[^]*?(?:\*\/|$))+/y;
/** A class may hold slashes. It ends on its line, or it is none. */
const REGEX = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n\r])*\]|[^/\\[\n\r])+\/\w*/y;
const STRINGS: Readonly<Record<string, RegExp>> = {
  '"': /"(?:\\[^]|[^"\\\n\r])*"/y,
  "'": /'(?:\\[^]|[^'\\\n\r])*'/y,
};
const REST_OF_LINE = /.*/y;
/** Up to the end of a template, or of the part before a `${`. */
const TEMPLATE_PART = /(?:\\[^]|\$(?!\{)|[^`\\$])*(?:`|\$\{)?/y;
const TAG_START = /<(?:>|[A-Za-z_$])/y;
/** `<T,>(…) =>` and `<T extends U>(…) =>` in TypeScript with JSX. */
const TYPE_PARAMETERS = /<(?:const\s+)?[\w$]+\s*(?:,|\s(?:extends|=)\s)/y;
/** Names, equals signs and strings of a tag, and the types that a component is given. */
const IN_TAG = /(?:\s|"[^"]*(?:"|$)|'[^']*(?:'|$)|\/\*[^]*?(?:\*\/|$)|\/\/.*|\/(?!>)|[^\s"'/<>{])+/y;
const CHILDREN_TEXT = /[^<{]+/y;

/** The sticky expression at a place: where the match ends, or undefined. */
function endAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/**
 * Splits JavaScript and TypeScript, with JSX where the file may hold it, into what matters to imports. Takes any text:
 * what is being typed, what is cut off and what is no code at all. Comments, the insides of strings and templates, regular
 * expressions and the texts of JSX are no words.
 */
export class CodeTokens {
  readonly #text: string;
  readonly #hasJsx: boolean;
  readonly #open: Context[] = [];
  #at = 0;
  /** The token before ends something that can be divided. */
  #behindOperand = false;
  /** The word or the character before. */
  #before = '';

  constructor(text: string, hasJsx: boolean) {
    this.#text = text;
    this.#hasJsx = hasJsx;
    if (text.startsWith('#!')) this.#at = endAt(REST_OF_LINE, text, 0) ?? 0;
  }

  next(): CodeToken {
    this.#leaveMarkup();
    if (SPACE_OR_SLASH.test(this.#text.charAt(this.#at))) {
      this.#at = endAt(COMMENT_OR_SPACE, this.#text, this.#at) ?? this.#at;
    }
    const start = this.#at;
    const { length } = this.#text;
    if (start >= length) return { kind: 'end', start: length, end: length };
    const kind = this.#read(this.#text.charAt(start));
    // Whatever is not understood is passed over: there is always a step forward.
    if (this.#at === start) this.#at += 1;
    return { kind, start, end: this.#at };
  }

  #read(character: string): CodeTokenKind {
    if (WORD_START.test(character)) return this.#word(character);
    if (character === '"' || character === "'") return this.#string(character);
    if (character === '`') return this.#template(this.#at + 1, this.#at);
    const regex = character === '/' && !this.#behindOperand ? endAt(REGEX, this.#text, this.#at) : undefined;
    if (regex !== undefined) return this.#operand('other', regex);
    if (character === '<' && this.#isTag()) return this.#enterTag();
    return this.#punctuator(character);
  }

  #word(first: string): CodeTokenKind {
    const end = endAt(WORD, this.#text, this.#at) ?? this.#at + 1;
    if (first >= '0' && first <= '9') return this.#operand('other', endAt(NUMBER, this.#text, this.#at) ?? end);
    const isProperty = this.#before === '.';
    const word = !isProperty && end - this.#at <= LONGEST_KEYWORD ? this.#text.slice(this.#at, end) : '';
    this.#behindOperand = !BEFORE_EXPRESSION.has(word);
    this.#before = word;
    this.#at = end;
    return 'word';
  }

  #string(quote: string): CodeTokenKind {
    const end = endAt(STRINGS[quote] ?? REST_OF_LINE, this.#text, this.#at);
    if (end !== undefined) return this.#operand('string', end);
    // Still being typed: it ends with its line.
    return this.#operand('other', Math.max(endAt(REST_OF_LINE, this.#text, this.#at) ?? 0, this.#at + 1));
  }

  /** @param from behind the backtick, or behind the brace that ends what is put into a template */
  #template(from: number, start: number | undefined): CodeTokenKind {
    const end = endAt(TEMPLATE_PART, this.#text, from) ?? this.#text.length;
    if (this.#text.charAt(end - 1) === '{' && end > from) {
      this.#open.push('template');
      this.#at = end;
      this.#behindOperand = false;
      this.#before = '{';
      return 'other';
    }
    const isWhole = start !== undefined && end > from && this.#text.charAt(end - 1) === '`';
    return this.#operand(isWhole ? 'string' : 'other', end);
  }

  #operand(kind: CodeTokenKind, end: number): CodeTokenKind {
    this.#at = end;
    this.#behindOperand = true;
    this.#before = '';
    return kind;
  }

  #punctuator(character: string): CodeTokenKind {
    if (this.#text.startsWith('...', this.#at)) return this.#spread();
    this.#at += 1;
    const doubled = this.#text.charAt(this.#at) === character && (character === '+' || character === '-');
    if (doubled) {
      this.#at += 1;
      return 'other';
    }
    if (character === '}' && this.#open.at(-1) === 'template') {
      this.#open.pop();
      return this.#template(this.#at, undefined);
    }
    const isArrow = character === '>' && this.#text.charAt(this.#at - 2) === '=';
    this.#behindOperand = this.#nest(character);
    this.#before = isArrow ? '=>' : character;
    return 'punctuator';
  }

  /** No dot before a property. */
  #spread(): CodeTokenKind {
    this.#at += 3;
    this.#behindOperand = false;
    this.#before = '(';
    return 'other';
  }

  /** Whether what is closed, if anything is, can be divided. */
  #nest(character: string): boolean {
    if (character === '(') this.#open.push(BEFORE_CONDITION.has(this.#before) ? 'condition' : 'parenthesis');
    if (character === '{') this.#open.push(this.#isBlock() ? 'block' : 'object');
    if (character === ')') return this.#close('parenthesis', 'condition') !== 'condition';
    if (character === '}') return this.#close('block', 'object', 'hole') === 'object';
    return character === ']';
  }

  #close(...kinds: readonly Context[]): Context | undefined {
    const last = this.#open.at(-1);
    return last !== undefined && kinds.includes(last) ? this.#open.pop() : undefined;
  }

  #isBlock(): boolean {
    const before = this.#before;
    return this.#behindOperand || BEFORE_BLOCK.has(before) || ['', ';', '{', '}', ')', '=>'].includes(before);
  }

  #isTag(): boolean {
    if (!this.#hasJsx || this.#behindOperand) return false;
    const isTypes = endAt(TYPE_PARAMETERS, this.#text, this.#at) !== undefined;
    return !isTypes && endAt(TAG_START, this.#text, this.#at) !== undefined;
  }

  #enterTag(): CodeTokenKind {
    this.#open.push('tag');
    this.#at += 1;
    return 'other';
  }

  /** Passes over tags and what stands between them, up to the next piece of code. */
  #leaveMarkup(): void {
    while (this.#at < this.#text.length) {
      const open = this.#open.at(-1);
      if (open === 'children') this.#passChildren();
      else if (open === 'tag' || open === 'closing-tag') this.#passTag(open);
      else return;
    }
  }

  #passChildren(): void {
    this.#at = endAt(CHILDREN_TEXT, this.#text, this.#at) ?? this.#at;
    if (this.#text.charAt(this.#at) === '{') this.#enterHole();
    else {
      this.#open.push(this.#text.charAt(this.#at + 1) === '/' ? 'closing-tag' : 'tag');
      this.#at += this.#open.at(-1) === 'tag' ? 1 : 2;
    }
  }

  #passTag(open: 'tag' | 'closing-tag'): void {
    this.#at = endAt(IN_TAG, this.#text, this.#at) ?? this.#at;
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    if (character === '{') {
      this.#at -= 1;
      this.#enterHole();
    } else if (character === '/') {
      this.#at += 1;
      this.#endElement();
    } else if (character === '>' && open === 'tag') {
      this.#open.splice(-1, 1, 'children');
    } else if (character === '>') {
      this.#open.pop();
      this.#endElement();
    }
    // Else the types that a component is given: passed over.
  }

  #enterHole(): void {
    this.#open.push('hole');
    this.#at += 1;
    this.#behindOperand = false;
    this.#before = '(';
  }

  #endElement(): void {
    this.#open.pop();
    this.#behindOperand = true;
    this.#before = '';
  }
}
