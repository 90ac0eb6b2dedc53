/** One command of a shell line, as far as a reader without a shell can tell. */
export interface ShellCommand {
  /** Without quotes; what is substituted stays as it is written: `$(hostname)`, `$HOME`. */
  readonly words: readonly string[];
  /** What stands before it: nothing, `|`, `&&`, `||`, `;`, `&`, a line break, `)` after a subshell, or `(` where it is substituted into another. */
  readonly after: string;
  /** Files that its output goes to or its input comes from, with the sign: `>>~/.bashrc`, `>&/dev/tcp/host/80`. */
  readonly redirects: readonly string[];
  /** Subshells, groups and substitutions in which it stands, the outermost first. */
  readonly within: readonly ShellScope[];
  /** Where its first word stands in the text. */
  readonly offset: number;
}

/** `(…)` and `{ …; }`, whose commands read and print together, or `$(…)` and `<(…)`, which become a word of another. */
export interface ShellScope {
  readonly isSubstitution: boolean;
}

/** A line longer than this is data; a script with more commands is read to here. */
const MAX_COMMANDS = 2000;
const MAX_TEXT = 1024 * 1024;
/** `$(…)` inside `$(…)`. */
const MAX_DEPTH = 8;

/**
 * The commands of a shell text in the order in which they stand there, substituted ones before the command that uses them.
 * Reads what POSIX shells and cmd.exe have in common: words, quotes, operators, redirections, comments. Never throws.
 */
export function shellCommands(text: string): readonly ShellCommand[] {
  const found: ShellCommand[] = [];
  new Reader(text.slice(0, MAX_TEXT), found, [], 0).read('');
  return found;
}

const OPERATORS = ['&&', '||', ';;', '|&', ';', '|', '&', '\n'] as const;
/** A command follows each of these. */
const LEADING = /^(?:then|do|else|if|while|until|elif|!|time)$/;
const REDIRECT = /^(?:\d*|&)(?:>>|>&|<<<|<<|<>|>|<)/;

class Reader {
  readonly #text: string;
  readonly #found: ShellCommand[];
  readonly #base: number;
  /** What this text as a whole stands in, and how deep that is. */
  readonly #outer: number;
  #within: readonly ShellScope[];
  #at = 0;
  #words: string[] = [];
  #redirects: string[] = [];
  #start = 0;

  constructor(text: string, found: ShellCommand[], within: readonly ShellScope[], base: number) {
    this.#text = text;
    this.#found = found;
    this.#within = within;
    this.#outer = within.length;
    this.#base = base;
  }

  read(after: string): void {
    let before = after;
    while (this.#at < this.#text.length && this.#found.length < MAX_COMMANDS) {
      const operator = OPERATORS.find((sign) => this.#text.startsWith(sign, this.#at));
      if (this.#skipsBlank()) continue;
      if (operator !== undefined && !this.#isRedirect()) {
        this.#end(before);
        before = operator;
        this.#at += operator.length;
      } else if (this.#closesGroup()) {
        this.#end(before);
        this.#within = this.#within.slice(0, -1);
        before = ')';
        this.#at += 1;
      } else if (!this.#opensGroup()) this.#item();
    }
    this.#end(before);
  }

  #skipsBlank(): boolean {
    const blank = /[ \t\r]+|\\\r?\n|\^\r?\n/y;
    blank.lastIndex = this.#at;
    const length = blank.exec(this.#text)?.[0].length ?? 0;
    this.#at += length;
    if (length === 0 && this.#text[this.#at] === '#' && this.#isWordStart()) {
      const line = this.#text.indexOf('\n', this.#at);
      this.#at = line < 0 ? this.#text.length : line;
      return true;
    }
    return length > 0;
  }

  #isWordStart(): boolean {
    return this.#at === 0 || /\s|[;&|(]/.test(this.#text[this.#at - 1] ?? '');
  }

  /** `(` and `{` mean a group only where a command could begin. */
  #opensGroup(): boolean {
    const group = /\((?!\()|\{(?=\s)/y;
    group.lastIndex = this.#at;
    if (!this.#isBetween() || this.#within.length >= MAX_DEPTH || !group.test(this.#text)) return false;
    this.#within = [...this.#within, { isSubstitution: false }];
    this.#at += 1;
    return true;
  }

  #closesGroup(): boolean {
    if (this.#within.length <= this.#outer) return false;
    const sign = this.#text[this.#at];
    return sign === ')' || (sign === '}' && this.#isBetween());
  }

  /** Before the first word of a command. */
  #isBetween(): boolean {
    return this.#redirects.length === 0 && this.#words.every((word) => LEADING.test(word));
  }

  #isRedirect(): boolean {
    return REDIRECT.test(this.#text.slice(this.#at, this.#at + 4));
  }

  #item(): void {
    if (this.#words.length === 0) this.#start = this.#at;
    const redirect = REDIRECT.exec(this.#text.slice(this.#at, this.#at + 8))?.[0];
    // `<(curl …)` is a substitution and no file.
    if (redirect !== undefined && !this.#text.startsWith('(', this.#at + redirect.length)) {
      this.#redirect(redirect);
      return;
    }
    const before = this.#at;
    const word = this.#word();
    // `&>(` is no word and no redirection: whatever it is, reading goes on behind it.
    if (this.#at === before) this.#at += 1;
    if (word !== '' && word !== '(' && word !== ')') this.#words.push(word);
  }

  #redirect(sign: string): void {
    this.#at += sign.length;
    while (/[ \t]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    this.#redirects.push(sign.replace(/^\d+/, '') + this.#word());
  }

  /** One word, its quotes taken off. Stops at blanks and operators outside of quotes. */
  #word(): string {
    let word = '';
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (/[\s;|&]/.test(char) || (char === ')' && this.#within.length > this.#outer)) break;
      if (word !== '' && /[<>]/.test(char) && !this.#text.startsWith('(', this.#at + 1)) break;
      word += this.#piece(char);
    }
    return word;
  }

  #piece(char: string): string {
    if (char === "'") return this.#quoted("'");
    if (char === '"') return this.#doubleQuoted();
    if (char === '`') return this.#backticks();
    if (/[$<>]/.test(char) && this.#text.startsWith('(', this.#at + 1)) return this.#substituted();
    if (this.#startsShare()) return this.#take(2);
    // In cmd.exe `\` parts folders; there, and before a letter, it means nothing in a shell either.
    const escapes = char === '\\' && /[^\w.]/.test(this.#text[this.#at + 1] ?? 'x');
    return this.#take(escapes ? 2 : 1).slice(-1);
  }

  #take(length: number): string {
    const piece = this.#text.slice(this.#at, this.#at + length);
    this.#at += length;
    return piece;
  }

  /** `\\host\share`: where a word begins so, no shell means a letter that is escaped. */
  #startsShare(): boolean {
    const share = /(?<![^\s"'(,])\\\\\w[\w.@$-]*\\/y;
    share.lastIndex = this.#at;
    return share.test(this.#text);
  }

  #quoted(sign: string): string {
    const end = this.#text.indexOf(sign, this.#at + 1);
    const inside = this.#text.slice(this.#at + 1, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + 1;
    return inside;
  }

  #doubleQuoted(): string {
    let inside = '';
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      const char = this.#text.charAt(this.#at);
      const next = this.#text.charAt(this.#at + 1);
      if (this.#startsShare()) inside += this.#take(2);
      else if (char === '\\' && /["\\$`]/.test(next)) {
        inside += next;
        this.#at += 2;
      } else if (char === '$' && next === '(') inside += this.#substituted();
      else if (char === '`') inside += this.#backticks();
      else {
        inside += char;
        this.#at += 1;
      }
    }
    this.#at += 1;
    return inside;
  }

  #backticks(): string {
    const start = this.#at;
    const inside = this.#quoted('`');
    this.#readInner(inside, start + 1);
    return `$(${inside})`;
  }

  /** `$(…)`, `<(…)` and `>(…)`, up to the bracket that belongs to the first. */
  #substituted(): string {
    const start = this.#at;
    let open = 0;
    let end = start + 1;
    for (; end < this.#text.length; end += 1) {
      if (this.#text[end] === '(') open += 1;
      if (this.#text[end] === ')') open -= 1;
      if (open === 0) break;
    }
    this.#readInner(this.#text.slice(start + 2, end), start + 2);
    this.#at = end + 1;
    return this.#text.slice(start, end + 1);
  }

  #readInner(text: string, offset: number): void {
    if (this.#within.length >= MAX_DEPTH) return;
    new Reader(text, this.#found, [...this.#within, { isSubstitution: true }], this.#base + offset).read('(');
  }

  #end(after: string): void {
    if (this.#words.length > 0 || this.#redirects.length > 0) {
      const offset = this.#base + this.#start;
      this.#found.push({ words: this.#words, redirects: this.#redirects, after, within: this.#within, offset });
    }
    this.#words = [];
    this.#redirects = [];
  }
}
