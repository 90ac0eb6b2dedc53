import type { FormatProblem, Span } from '../../model/index.js';
import { valueAfter, wordAt } from './yarn-words.js';

/** More problems than these tell a reader nothing new, and a hostile text can hold millions. */
const MAX_PROBLEMS = 100;

/** A name and what stands beside it. What is nested still deeper stands there as lines: `optional: true`. */
export interface YarnPair {
  readonly name: string;
  value: string;
}

/**
 * What stands under one line without indentation, as far as a lockfile's reader asks for it. Not a Map: filling some
 * for each of thousands of blocks took most of the time of reading a lockfile.
 */
export interface YarnBlock extends Fields, Sections {
  /** As written, several where they stand behind one another. */
  readonly keys: readonly string[];
  span: Span;
}

interface Fields {
  version: string | undefined;
  name: string | undefined;
  resolved: string | undefined;
  integrity: string | undefined;
  resolution: string | undefined;
  checksum: string | undefined;
  linkType: string | undefined;
}

interface Sections {
  dependencies: readonly YarnPair[];
  optionalDependencies: readonly YarnPair[];
  dependenciesMeta: readonly YarnPair[];
}

const FIELDS: ReadonlySet<string> = new Set<keyof Fields>([
  'version',
  'name',
  'resolved',
  'integrity',
  'resolution',
  'checksum',
  'linkType',
]);

const SECTIONS: ReadonlySet<string> = new Set<keyof Sections>([
  'dependencies',
  'optionalDependencies',
  'dependenciesMeta',
]);

const NOTHING: readonly YarnPair[] = [];

function emptyBlock(keys: readonly string[], span: Span): YarnBlock {
  return {
    keys,
    span,
    version: undefined,
    name: undefined,
    resolved: undefined,
    integrity: undefined,
    resolution: undefined,
    checksum: undefined,
    linkType: undefined,
    dependencies: NOTHING,
    optionalDependencies: NOTHING,
    dependenciesMeta: NOTHING,
  };
}

export interface YarnText {
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
  const reader = new BlockReader();
  let start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline;
    const end = text.charCodeAt(next - 1) === CARRIAGE_RETURN && next > start ? next - 1 : next;
    reader.readLine(text.slice(start, end), start);
    start = next + 1;
  }
  return { blocks: reader.blocks, problems: reader.problems, isCut: text !== '' && !text.endsWith('\n') };
}

const BYTE_ORDER_MARK = 0xfeff;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const HASH = 0x23;

class BlockReader {
  readonly blocks: YarnBlock[] = [];
  readonly problems: FormatProblem[] = [];
  #block: YarnBlock | undefined;
  #section: YarnPair[] | undefined;
  /** Inside of a section that nobody asks for. */
  #isSkipping = false;
  /** A key too long for its own line, written `? key`: the next line is `:`. */
  #longKey: { readonly text: string; readonly start: number } | undefined;

  readLine(line: string, start: number): void {
    let indent = 0;
    while (line.charCodeAt(indent) === SPACE) indent += 1;
    if (indent === line.length || line.charCodeAt(indent) === HASH) return;
    const span = { start: start + indent, end: start + line.length };
    if (indent === 0) this.#readKey(line, span);
    else if (this.#block !== undefined) {
      const isSkipped = this.#isSkipping && indent > FIELD_INDENT;
      if (!isSkipped && !this.#readInside(this.#block, line, indent)) this.#report(span);
      this.#block.span = { start: this.#block.span.start, end: span.end };
    }
  }

  #readKey(line: string, span: Span): void {
    const long = this.#longKey;
    this.#longKey = undefined;
    this.#block = undefined;
    this.#section = undefined;
    this.#isSkipping = false;
    if (line.startsWith('? ')) {
      this.#longKey = { text: `${line.slice(2).trimEnd()}:`, start: span.start };
      return;
    }
    const keys = long !== undefined && line.startsWith(':') ? keysOf(long.text) : keysOf(line);
    if (keys === undefined) {
      this.#report(span);
      return;
    }
    const start = long?.start ?? span.start;
    this.#block = emptyBlock(keys, { start, end: span.end });
    this.blocks.push(this.#block);
  }

  #readInside(block: YarnBlock, line: string, indent: number): boolean {
    const name = wordAt(line, indent);
    const value = name === undefined ? undefined : valueAfter(line, name.end);
    if (name === undefined || value === undefined || name.text === '') return false;
    if (indent > PAIR_INDENT) return this.#readNested(name.text, value);
    if (indent > FIELD_INDENT) return this.#readPair(name.text, value);
    this.#section = undefined;
    this.#isSkipping = false;
    if (value === '' && line.trimEnd().endsWith(':')) this.#startSection(block, name.text);
    else if (FIELDS.has(name.text)) block[name.text as keyof Fields] = value;
    return true;
  }

  #readPair(name: string, value: string): boolean {
    this.#section?.push({ name, value });
    return this.#section !== undefined;
  }

  #startSection(block: YarnBlock, name: string): void {
    this.#isSkipping = !SECTIONS.has(name);
    if (!this.#isSkipping) block[name as keyof Sections] = this.#section = [];
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

/** Deepest indentation of what a block itself says, and of what its sections hold. */
const FIELD_INDENT = 3;
const PAIR_INDENT = 5;

/** `a@1, "b@npm:2":` → both; undefined where the line is no key. */
function keysOf(line: string): readonly string[] | undefined {
  const keys: string[] = [];
  for (let at = 0; at < line.length;) {
    const word = wordAt(line, at);
    if (word === undefined || word.text === '') return undefined;
    keys.push(word.text);
    const rest = line.slice(word.end, word.end + 2);
    if (rest === ', ') at = word.end + 2;
    else return line.slice(word.end).trimEnd() === ':' ? keys : undefined;
  }
  return undefined;
}
