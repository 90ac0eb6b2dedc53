import { phrase, type DependencySection, type Span } from '../../model/index.js';
import type { JsonReader } from './json-reader.js';

/** A line of a manifest that names a package, before its specifier is understood. */
export interface Line {
  readonly name: string;
  readonly section: DependencySection;
  readonly raw: string;
  readonly path: readonly string[];
  readonly nameSpan: Span;
  readonly specifierSpan: Span;
  /** Of a catalog's entry. */
  readonly catalog?: string;
}

/** A property that was read, and which of the lines came out of it. */
interface Read {
  readonly keySpan: Span;
  readonly from: number;
  readonly to: number;
}

/** What is read of one JSON object, to notice keys that stand there twice. */
export type Seen = Map<string, Read>;

const TWICE = phrase('This stands here twice; package managers use the last one.');

/**
 * The lines of one manifest in document order. Of a key that stands twice in one object the last counts, because that
 * is what every package manager installs; the earlier one is reported and left out.
 */
export class ManifestLines {
  readonly #reader: JsonReader;
  readonly #lines: (Line | undefined)[] = [];

  constructor(reader: JsonReader) {
    this.#reader = reader;
  }

  get all(): readonly Line[] {
    return this.#lines.filter((line) => line !== undefined);
  }

  /** Reads the current property with `read`, and leaves out what the same key brought before. */
  property(seen: Seen, key: string, read: () => void): void {
    const { keySpan } = this.#reader;
    const before = seen.get(key);
    if (before !== undefined) {
      this.#reader.report(TWICE, before.keySpan);
      this.#lines.fill(undefined, before.from, before.to);
    }
    const from = this.#lines.length;
    read();
    seen.set(key, { keySpan, from, to: this.#lines.length });
  }

  /** Adds the current property, if its value is a string. */
  add(name: string, section: DependencySection, path: readonly string[], catalog?: string): void {
    const reader = this.#reader;
    const raw = reader.string();
    if (raw === undefined) reader.report(phrase('This must be a string.'), reader.valueSpan);
    else {
      const { keySpan: nameSpan, valueSpan: specifierSpan } = reader;
      const own = catalog === undefined ? {} : { catalog };
      this.#lines.push({ name, section, raw, path, nameSpan, specifierSpan, ...own });
    }
  }
}
