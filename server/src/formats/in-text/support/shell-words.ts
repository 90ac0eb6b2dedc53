import { placeOf, type PlacedText } from './placed-text.js';

/** Stands in a word for what only the shell knows, or what a reader is to fill in: `$name`, `$(…)`, `<name>`. */
export const OPEN = '\u0000';

/** One word of a command, with the quotes and escapes gone. */
export interface Word {
  readonly text: string;
  /** Where each of its characters stands. */
  readonly places: readonly number[];
}

export type Command = readonly Word[];

export interface ShellOptions {
  /** What is handed over by `<<` are commands as well. */
  readonly readsHereDocuments?: boolean;
  /** A line end is a space, as in folded YAML. */
  readonly foldsLines?: boolean;
}

const CONTINUATION = /[\\^`](?:\r\n|\n|\r)/y;
const SPACE = /[^\S\n\r]+/y;
const COMMENT = /#.*/y;
const SINGLE_QUOTED = /'([^']*)'/y;
const HERE_DOCUMENT = /<<-?\s*(["']?)(\w+)\1/y;
/** `<name>`: what a reader is to fill in. */
const TO_FILL_IN = /<[^\s<>|&;=][^<>\n]{0,80}>/y;
const REDIRECTION = /[<>]{1,3}[&|]?/y;
/** `${{ … }}` of GitHub, `{{ … }}` of templates, `${name}`, `$name`, `$env:NAME`, `%NAME%`. */
const EXPANSION = /\$?\{\{[^\n]{0,200}?\}\}|\$\{[^}\n]{0,200}\}|\$(?:env:)?[\w@*#?!-]+|%\w+%/y;
const SUBSTITUTION = /\$\(/y;
const SEPARATOR = /(?:\r?\n|[;&|()])+/y;
const PLAIN = /[^\s\\^`'"$%{<>;&|()]+/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/**
 * The commands of a shell's text, as words. Reads what sh, PowerShell and cmd have in common, expands nothing, and takes any
 * text: what it does not understand ends up as a word that names no package.
 */
export function readCommands(placed: PlacedText, options: ShellOptions = {}): readonly Command[] {
  return new ShellReader(placed, options).read();
}

class ShellReader {
  readonly #placed: PlacedText;
  readonly #options: ShellOptions;
  readonly #commands: Command[] = [];
  #words: Word[] = [];
  #text = '';
  #places: number[] = [];
  #inWord = false;
  /** The next word is a file. */
  #redirects = false;
  #inBackticks = false;
  #hereDocument: string | undefined;
  #at = 0;

  constructor(placed: PlacedText, options: ShellOptions) {
    this.#placed = placed;
    this.#options = options;
  }

  read(): readonly Command[] {
    while (this.#at < this.#placed.text.length) this.#step(this.#placed.text);
    this.#endCommand();
    return this.#commands;
  }

  #step(text: string): void {
    if (this.#passSpace(text) || this.#passMarkup(text)) return;
    const plain = matchAt(PLAIN, text, this.#at);
    if (plain !== undefined) this.#add(plain[0].length);
    else if (!this.#quoted(text)) this.#add(1);
  }

  #passSpace(text: string): boolean {
    const continued = matchAt(CONTINUATION, text, this.#at);
    const space =
      continued ?? matchAt(SPACE, text, this.#at) ?? (this.#inWord ? undefined : matchAt(COMMENT, text, this.#at));
    if (space !== undefined) {
      this.#endWord();
      this.#at += space[0].length;
      return true;
    }
    const separator = matchAt(SEPARATOR, text, this.#at);
    if (separator === undefined) return false;
    this.#at += separator[0].length;
    const isFolded = this.#options.foldsLines === true && separator[0].trim() === '';
    if (isFolded) this.#endWord();
    else this.#endCommand();
    if (separator[0].includes('\n')) this.#passHereDocument(text);
    return true;
  }

  /** Redirections, and what only the shell or the reader of the text knows. */
  #passMarkup(text: string): boolean {
    const document = matchAt(HERE_DOCUMENT, text, this.#at);
    const expansion =
      document === undefined ? (matchAt(TO_FILL_IN, text, this.#at) ?? matchAt(EXPANSION, text, this.#at)) : undefined;
    if (expansion !== undefined) {
      this.#open(expansion[0].length);
      return true;
    }
    const redirection = document ?? matchAt(REDIRECTION, text, this.#at);
    if (redirection !== undefined) {
      this.#redirect(redirection[0].length, document?.[2]);
      return true;
    }
    return this.#passSubstitution(text);
  }

  /** What is inside is a command of its own; what it gives is not known. */
  #passSubstitution(text: string): boolean {
    const isBacktick = text.charAt(this.#at) === '`';
    const isOpening = isBacktick ? !this.#inBackticks : matchAt(SUBSTITUTION, text, this.#at) !== undefined;
    if (!isBacktick && !isOpening) return false;
    if (isOpening) this.#open(isBacktick ? 1 : 2);
    else this.#at += 1;
    this.#endCommand();
    if (isBacktick) this.#inBackticks = isOpening;
    return true;
  }

  #redirect(length: number, hereDocument: string | undefined): void {
    // `2>` is the number of what is redirected.
    if (/^\d$/.test(this.#text)) this.#forgetWord();
    this.#endWord();
    this.#at += length;
    this.#redirects = hereDocument === undefined;
    if (hereDocument !== undefined && this.#options.readsHereDocuments !== true) this.#hereDocument = hereDocument;
  }

  #passHereDocument(text: string): void {
    if (this.#hereDocument === undefined) return;
    const end = new RegExp(`^[ \\t]*${this.#hereDocument}[ \\t]*$`, 'gm');
    end.lastIndex = this.#at;
    this.#at = end.exec(text) === null ? text.length : end.lastIndex;
    this.#hereDocument = undefined;
  }

  #quoted(text: string): boolean {
    const single = matchAt(SINGLE_QUOTED, text, this.#at);
    if (single !== undefined) {
      this.#at += 1;
      this.#add((single[1] ?? '').length);
      this.#at += 1;
      return true;
    }
    if (text.charAt(this.#at) === '"') return this.#doubleQuoted(text);
    if (text.charAt(this.#at) !== '\\' || this.#at + 1 >= text.length) return false;
    this.#at += 1;
    this.#add(1);
    return true;
  }

  /** Up to the closing quote, or to the end where there is none. */
  #doubleQuoted(text: string): boolean {
    this.#at += 1;
    this.#inWord = true;
    while (this.#at < text.length) {
      const character = text.charAt(this.#at);
      if (character === '"') {
        this.#at += 1;
        return true;
      }
      const expansion = matchAt(EXPANSION, text, this.#at);
      if (expansion !== undefined) this.#open(expansion[0].length);
      else {
        if (character === '\\') this.#at += 1;
        this.#add(1);
      }
    }
    return true;
  }

  /** Characters that stand for themselves. */
  #add(length: number): void {
    this.#inWord = true;
    for (const end = Math.min(this.#at + length, this.#placed.text.length); this.#at < end; this.#at += 1) {
      this.#text += this.#placed.text.charAt(this.#at);
      this.#places.push(placeOf(this.#placed, this.#at));
    }
  }

  #open(length: number): void {
    this.#inWord = true;
    this.#text += OPEN;
    this.#places.push(placeOf(this.#placed, this.#at));
    this.#at += length;
  }

  #endWord(): void {
    if (this.#inWord && !this.#redirects) this.#words.push({ text: this.#text, places: this.#places });
    if (this.#inWord) this.#redirects = false;
    this.#forgetWord();
  }

  #forgetWord(): void {
    this.#text = '';
    this.#places = [];
    this.#inWord = false;
  }

  #endCommand(): void {
    this.#endWord();
    this.#redirects = false;
    if (this.#words.length > 0) this.#commands.push(this.#words);
    this.#words = [];
  }
}
