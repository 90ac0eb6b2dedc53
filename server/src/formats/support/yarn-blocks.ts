import { phrase, type FormatProblem, type Span } from '../../model/index.js';
import { emptyBlock, NO_PAIRS, setField, setSection, unanswered, type YarnBlock, type YarnPair } from './yarn-block.js';
import { namesByFirst, YarnWords } from './yarn-words.js';

/** More problems than these tell a reader nothing new, and a hostile text can hold millions. */
const MAX_PROBLEMS = 100;

export interface YarnText {
  readonly text: string;
  /** Only yarn 2 and later write this block. */
  readonly metadata: YarnBlock | undefined;
  /** All others. */
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
  const { metadata, blocks, problems } = reader;
  return { text, metadata, blocks, problems, isCut: text !== '' && !text.endsWith('\n') };
}

const BYTE_ORDER_MARK = 0xfeff;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const HASH = 0x23;
const COMMA = 0x2c;
const COLON = 0x3a;
const QUESTION = 0x3f;

const METADATA = '__metadata';

class BlockReader {
  metadata: YarnBlock | undefined;
  readonly blocks: YarnBlock[] = [];
  readonly problems: FormatProblem[] = [];
  readonly #text: string;
  readonly #words: YarnWords;
  #block: YarnBlock | undefined;
  #blockEnd = 0;
  /** Of the section that lines go on with. */
  #sectionName: string | undefined;
  /** What that holds so far, in the first places: an array that grows for each section takes room for many at once. */
  readonly #pairs: YarnPair[] = [];
  #pairCount = 0;
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
    if (this.#block === undefined) return;
    this.#endSection(this.#block);
    this.#block.span.end = this.#blockEnd;
    this.#block = undefined;
  }

  #endSection(block: YarnBlock): void {
    if (this.#pairCount > 0) setSection(block, this.#sectionName ?? '', this.#pairs.slice(0, this.#pairCount));
    this.#pairCount = 0;
    this.#sectionName = undefined;
    this.#isSkipping = false;
  }

  #readKey(start: number, end: number): void {
    const text = this.#text;
    const long = this.#longKey;
    this.#longKey = undefined;
    this.endBlock();
    if (text.charCodeAt(start) === QUESTION && text.startsWith('? ', start) && start + 2 <= end) {
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
    if (keys[0] === METADATA) this.metadata = this.#block;
    else this.blocks.push(this.#block);
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
    this.#endSection(block);
    if (value === '' && isColon(this.#text, this.#words.end, end)) this.#startSection(block, name);
    else setField(block, name, value);
    return true;
  }

  #readPair(name: string, value: string): boolean {
    if (this.#sectionName === undefined) return false;
    this.#pairs[this.#pairCount] = unanswered(name, value);
    this.#pairCount += 1;
    return true;
  }

  #startSection(block: YarnBlock, name: string): void {
    this.#isSkipping = !setSection(block, name, NO_PAIRS);
    this.#sectionName = this.#isSkipping ? undefined : name;
  }

  #readNested(name: string, value: string): boolean {
    const pair = this.#pairs[this.#pairCount - 1];
    if (pair === undefined) return false;
    pair.value += `${pair.value === '' ? '' : '\n'}${name}: ${value}`;
    return true;
  }

  #report(span: Span): void {
    if (this.problems.length < MAX_PROBLEMS)
      this.problems.push({ message: phrase('This line is not understood.'), span });
  }
}

/** What is asked for of a block, and what most blocks have besides. */
const FIELDS = namesByFirst([
  'version',
  'resolved',
  'integrity',
  'dependencies',
  'resolution',
  'checksum',
  'languageName',
  'linkType',
]);

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
    if (text.charCodeAt(words.end) === COMMA && text.startsWith(', ', words.end) && words.end + 2 <= end)
      at = words.end + 2;
    else return isColon(text, words.end, end) ? keys : undefined;
  }
  return undefined;
}

function isColon(text: string, start: number, end: number): boolean {
  return text.charCodeAt(start) === COLON && (start + 1 === end || text.slice(start, end).trimEnd() === ':');
}
