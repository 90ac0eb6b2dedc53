import type { Span } from '../../model/index.js';
import { LINE, YamlLines } from './yaml-lines.js';
import {
  blockScalar,
  decodeScalar,
  endOfFlow,
  endOfQuoted,
  flowItems,
  flowPairs,
  foldedScalar,
  type Range,
} from './yaml-scalars.js';

/** Called for a key; the reader's `scalar()`, `keyStart` … speak of it until something below it is read. */
export type OnPair = (key: string) => void;

/**
 * Walks YAML as programs write it, line by line: maps by indentation, maps in braces, lists, scalars with or without
 * quotes and on several lines, block scalars, `? long key`. Also as formatters rewrite it: `{` on the line below its key.
 * Anchors and tags are not understood.
 */
export class YamlReader {
  readonly #text: string;
  readonly #lines: YamlLines;
  /** The current pair is one of a map in braces. */
  #isInFlow = false;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new YamlLines(text);
  }

  get keySpan(): Span {
    return this.#keyRange;
  }

  /** The value on the key's own line, quotes included. */
  get valueSpan(): Span {
    return { start: this.#lines.valueStart, end: this.#lines.valueEnd };
  }

  /** Where the last line that was passed ends. */
  get lastEnd(): number {
    return this.#lines.lastEnd;
  }

  /** The key has a map for a value, in braces or on the lines below, or nothing at all. */
  get hasMap(): boolean {
    return this.#lines.valueStart >= this.#lines.valueEnd || this.#text[this.#lines.valueStart] === '{';
  }

  /** Reads every document of the text. @param start is called for each, and gives what its outermost keys are told to */
  readDocuments(start: () => OnPair): void {
    while (!this.#lines.is(LINE.end)) {
      if (this.#lines.is(LINE.document)) this.#lines.advance();
      else this.#readBlock(-1, start());
    }
  }

  /** Reads the map that the current key holds, and passes it. Keys that `onPair` does not read are skipped. */
  readMap(onPair: OnPair): void {
    const own = this.#lines.indent;
    if (this.#lines.valueStart < this.#lines.valueEnd) {
      const line = this.#lines.line;
      if (this.#text[this.#lines.valueStart] === '{') this.#readFlow(onPair);
      if (this.#lines.line === line && !this.#isInFlow) this.#lines.skip(own);
    } else if (!this.#isInFlow) {
      this.#lines.advance();
      this.#readBlock(own, onPair);
    }
  }

  /** The current key's value as text; undefined where it is a map, a list or nothing. */
  scalar(): string | undefined {
    const start = this.#lines.valueStart;
    const first = this.#text[start];
    if (start >= this.#lines.valueEnd) return this.#scalarBelow();
    if (first === '{' || first === '[') return undefined;
    if (first === '|' || first === '>') {
      return blockScalar(this.#text, this.#lines.next, this.#lines.indent, first === '>');
    }
    const end = this.#isInFlow || this.#lines.hasRest ? 0 : this.#lines.endOfDeeperLines();
    if (end > this.#lines.lineEnd) return foldedScalar(this.#text, { start, end });
    return decodeScalar(this.#text, { start, end: this.#lines.valueEnd });
  }

  /** A long scalar may stand on the lines below its key. */
  #scalarBelow(): string | undefined {
    const start = this.#lines.next;
    const lineBreak = this.#text.indexOf('\n', start);
    const line = this.#text.slice(start, lineBreak < 0 ? undefined : lineBreak);
    if (this.#isInFlow || this.#lines.hasRest || line.search(/\S/) <= this.#lines.indent) return undefined;
    if (!isScalarLine(line.trim())) return undefined;
    return foldedScalar(this.#text, { start, end: this.#lines.endOfDeeperLines() });
  }

  /** The scalars of the list that the current key holds, one per line or in brackets, and passes it. */
  readList(): readonly string[] {
    const items: string[] = [];
    const own = this.#lines.indent;
    if (this.#text[this.#lines.valueStart] === '[' && this.#lines.valueStart < this.#lines.valueEnd) {
      items.push(...flowItems(this.#text, { start: this.#lines.valueStart, end: this.#flowEnd() }));
    }
    this.#lines.advance();
    while (this.#lines.indent > own || (this.#lines.indent === own && this.#lines.is(LINE.item))) {
      if (this.#lines.is(LINE.item) && this.#lines.valueStart < this.#lines.valueEnd) {
        items.push(decodeScalar(this.#text, { start: this.#lines.valueStart, end: this.#lines.valueEnd }));
      }
      this.#lines.advance();
    }
    return items;
  }

  get #keyRange(): Range {
    return { start: this.#lines.keyStart, end: this.#lines.keyEnd };
  }

  #readBlock(own: number, onPair: OnPair): void {
    while (this.#lines.indent > own) {
      const line = this.#lines.line;
      const indent = this.#lines.indent;
      if (this.#lines.is(LINE.pair)) onPair(decodeScalar(this.#text, this.#keyRange));
      if (this.#lines.line === line) this.#lines.skip(indent);
    }
  }

  /** The pairs of a map in braces get the reader's place one after the other. */
  #readFlow(onPair: OnPair): void {
    const line = this.#lines.line;
    const wasInFlow = this.#isInFlow;
    this.#isInFlow = true;
    for (const { key, value } of flowPairs(this.#text, { start: this.#lines.valueStart, end: this.#flowEnd() })) {
      if (this.#lines.line !== line) break;
      this.#lines.keyStart = key.start;
      this.#lines.keyEnd = key.end;
      this.#lines.valueStart = value.start;
      this.#lines.valueEnd = value.end;
      onPair(decodeScalar(this.#text, key));
    }
    this.#isInFlow = wasInFlow;
  }

  /** A map in braces may go on below, on lines that are further in than its key. */
  #flowEnd(): number {
    const end = endOfFlow(this.#text, this.#lines.valueStart, this.#lines.valueEnd);
    if (end < this.#lines.valueEnd || /[}\]]/.test(this.#text[end - 1] ?? '')) return end;
    const below = this.#lines.valueEnd < this.#lines.lineEnd ? -1 : this.#lines.endOfDeeperLines();
    return below < 0 ? end : endOfFlow(this.#text, this.#lines.valueStart, below);
  }
}

/** Neither a pair nor an item nor anything in brackets. */
function isScalarLine(line: string): boolean {
  if (/^["']/.test(line)) return !/^\s*:/.test(line.slice(endOfQuoted(line, 0, line.length)));
  return !/^(?:[-?:](?:\s|$)|[{[#])|:(?:\s|$)/.test(line);
}
