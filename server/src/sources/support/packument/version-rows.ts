import type { VersionFacts } from '../../../model/index.js';
import { arrayOf, parseJson, stringRecordOf } from '../json.js';
import { factsOf, type VersionRow } from './version-row.js';
import type { VersionIndex } from './versions-on-demand.js';

const LINE_END = 0x0a;
/** Whoever asks for more than these asks for all, and each search goes through the document. */
const MAX_SEARCHES = 16;

/** Versions in lines of JSON: their names, what they share, and a row for each that begins with its name. */
export class VersionRows implements VersionIndex {
  readonly #bytes: Buffer;
  readonly #tarballPrefix: string;
  readonly #namesAt: number;
  readonly #namesEnd: number;
  /** Of what they share, where the rows begin. */
  readonly #sharedEnd: number;
  #names: readonly string[] | undefined;
  #shared: readonly unknown[] | undefined;
  #rows: ReadonlyMap<string, string> | undefined;
  #searches = 0;

  /** @param at where the names begin */
  constructor(bytes: Buffer, at: number, tarballPrefix: string) {
    this.#bytes = bytes;
    this.#tarballPrefix = tarballPrefix;
    this.#namesAt = at;
    this.#namesEnd = bytes.indexOf(LINE_END, at);
    this.#sharedEnd = bytes.indexOf(LINE_END, this.#namesEnd + 1);
  }

  get names(): readonly string[] {
    this.#names ??= arrayOf(this.#json(this.#namesAt, this.#namesEnd)) as readonly string[];
    return this.#names;
  }

  /** Of a row that cannot be read nothing is known but that there is such a version. */
  find(name: string): VersionFacts | undefined {
    const row = parseJson(this.#row(name) ?? '');
    if (Array.isArray(row)) return factsOf(row as unknown as VersionRow, this.#tarballPrefix, this.#sharedValues());
    return this.names.includes(name) ? { version: name, partial: true } : undefined;
  }

  #sharedValues(): readonly unknown[] {
    this.#shared ??= arrayOf(this.#json(this.#namesEnd + 1, this.#sharedEnd)).map(
      (value) => stringRecordOf(value, Infinity) ?? value,
    );
    return this.#shared;
  }

  #row(name: string): string | undefined {
    this.#searches += 1;
    if (this.#searches > MAX_SEARCHES) return this.#allRows().get(name);
    const at = this.#bytes.indexOf(`\n[${JSON.stringify(name)},`, this.#sharedEnd);
    return at < 0 ? undefined : this.#bytes.toString('utf8', at + 1, this.#bytes.indexOf(LINE_END, at + 1));
  }

  #allRows(): ReadonlyMap<string, string> {
    if (this.#rows === undefined) {
      const lines = this.#bytes.toString('utf8', this.#sharedEnd + 1).split('\n');
      this.#rows = new Map(this.names.map((name, index) => [name, lines[index] ?? '']));
    }
    return this.#rows;
  }

  #json(start: number, end: number): unknown {
    return parseJson(this.#bytes.toString('utf8', start, end));
  }
}
