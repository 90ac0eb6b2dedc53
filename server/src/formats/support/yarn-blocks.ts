import type { FormatProblem, Span } from '../../model/index.js';
import { emptyBlock, NO_PAIRS, setField, setSection, type YarnBlock, type YarnPair } from './yarn-block.js';
import { YarnWords } from './yarn-words.js';

/** More problems than these tell a reader nothing new, and a hostile text can hold millions. */
const MAX_PROBLEMS = 100;

export interface YarnText {
  readonly text: string;
  readonly blocks: readonly YarnBlock[];
  readonly problems: readonly FormatProblem[];
  /** The last line has no end. Yarn ends every line, so the text may have been cut off within it. */
  readonly isCut: boolean;
}

/**
 * Reads a file as yarn writes them, line by line: `key:` and below it `name value` (classic) or `name: value` (berry).
 * What is not understood is reported and skipped.
 */
export function readYarnBlocks(text: string): YarnText {
  const reader = new BlockReader(text);
  let start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline;
    const end = text.charCodeAt(next - 1) === CARRIAGE_RETURN && next > start ? next - 1 : next;
    reader.readLine(start, end);
    start = next + 1;
  }
  reader.endBlock();
  return { text, blocks: reader.blocks, problems: reader.problems, isCut: text !== '' && !text.endsWith('\n') };
}

const BYTE_ORDER_MARK = 0xfeff;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const HASH = 0x23;
const COLON = 0x3a;

class BlockReader {
  readonly blocks: YarnBlock[] = [];
  readonly problems: FormatProblem[] = [];
  readonly #text: string;
  readonly #words: YarnWords;
  #block: YarnBlock | undefined;
  #blockEnd = 0;
  #section: YarnPair[] | undefined;
  /** Of the one that lines go on with. */
  #sectionName: string | undefined;
  /** Inside of a section that nobody asks for. */
  #isSkipping = false;
  /** A key too long for its own line, written `? key`: the next line is `:`. */
  #longKey: { readonly text: string; readonly start: number } | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#words = new YarnWords(text);
  }

  readLine(lineStart: number, end: number): void {
    const text = this.#text;
    let start = lineStart;
    while (start < end && text.charCodeAt(start) === SPACE) start += 1;
    if (start === end || text.charCodeAt(start) === HASH) return;
    const indent = start - lineStart;
    if (indent === 0) this.#readKey(start, end);
    else if (this.#block !== undefined) {
      const isSkipped = this.#isSkipping && indent > FIELD_INDENT;
      if (!isSkipped && !this.#readInside(this.#block, indent, start, end)) this.#report({ start, end });
      this.#blockEnd = end;
    }
  }

  /** To be called behind the last line, too. */
  endBlock(): void {
    if (this.#block !== undefined) this.#block.span.end = this.#blockEnd;
    this.#block = undefined;
  }

  #readKey(start: number, end: number): void {
    const text = this.#text;
    const long = this.#longKey;
    this.#longKey = undefined;
    this.endBlock();
    this.#section = undefined;
    this.#sectionName = undefined;
    this.#isSkipping = false;
    if (text.startsWith('? ', start) && start + 2 <= end) {
      this.#longKey = { text: `${text.slice(start + 2, end).trimEnd()}:`, start };
      return;
    }
    const isLong = long !== undefined && text.charCodeAt(start) === COLON;
    const keys = isLong
      ? keysOf(long.text, new YarnWords(long.text), 0, long.text.length)
      : keysOf(text, this.#words, start, end);
    if (keys === undefined) {
      this.#report({ start, end });
      return;
    }
    this.#block = emptyBlock(keys, { start: long?.start ?? start, end });
    this.#blockEnd = end;
    this.blocks.push(this.#block);
  }

  #readInside(block: YarnBlock, indent: number, start: number, end: number): boolean {
    const words = this.#words;
    const isField = indent <= FIELD_INDENT;
    const name = (isField ? words.nameAt(start, end, FIELDS) : undefined) ?? words.wordAt(start, end);
    const value = name === undefined ? undefined : words.valueAfter(words.end, end);
    if (name === undefined || value === undefined || name === '') return false;
    if (isField) return this.#readField(block, name, value, end);
    return indent > PAIR_INDENT ? this.#readNested(name, value) : this.#readPair(name, value);
  }

  #readField(block: YarnBlock, name: string, value: string, end: number): boolean {
    this.#section = undefined;
    this.#sectionName = undefined;
    this.#isSkipping = false;
    if (value === '' && isColon(this.#text, this.#words.end, end)) this.#startSection(block, name);
    else setField(block, name, value);
    return true;
  }

  #readPair(name: string, value: string): boolean {
    const pair = { name, value };
    if (this.#section !== undefined) this.#section.push(pair);
    else if (this.#block === undefined || this.#sectionName === undefined) return false;
    else {
      // Most sections hold one: an array that grows takes room for many at once.
      this.#section = [pair];
      setSection(this.#block, this.#sectionName, this.#section);
    }
    return true;
  }

  #startSection(block: YarnBlock, name: string): void {
    this.#isSkipping = !setSection(block, name, NO_PAIRS);
    this.#sectionName = this.#isSkipping ? undefined : name;
  }

  #readNested(name: string, value: string): boolean {
    const pair = this.#section?.at(-1);
    if (pair === undefined) return false;
    pair.value += `${pair.value === '' ? '' : '\n'}${name}: ${value}`;
    return true;
  }

  #report(span: Span): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ message: 'This line is not understood.', span });
  }
}

/** What is asked for of a block, and what most blocks have besides. */
const FIELDS: readonly string[] = [
  'version',
  'resolved',
  'integrity',
  'dependencies',
  'resolution',
  'checksum',
  'languageName',
  'linkType',
];

/** Deepest indentation of what a block itself says, and of what its sections hold. */
const FIELD_INDENT = 3;
const PAIR_INDENT = 5;

/** `a@1, "b@npm:2":` → both; undefined where the line is no key. */
function keysOf(text: string, words: YarnWords, start: number, end: number): readonly string[] | undefined {
  let keys: string[] | undefined;
  for (let at = start; at < end;) {
    const key = words.wordAt(at, end);
    if (key === undefined || key === '') return undefined;
    // Room for one: an array that grows takes room for many at once.
    if (keys === undefined) keys = [key];
    else keys.push(key);
    if (text.startsWith(', ', words.end) && words.end + 2 <= end) at = words.end + 2;
    else return isColon(text, words.end, end) ? keys : undefined;
  }
  return undefined;
}

function isColon(text: string, start: number, end: number): boolean {
  return text.charCodeAt(start) === COLON && (start + 1 === end || text.slice(start, end).trimEnd() === ':');
}
