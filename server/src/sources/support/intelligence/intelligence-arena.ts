import type { Advisory } from '../../../model/index.js';
import { ByteReader, ByteWriter } from './intelligence-bytes.js';
import { MAX_NAME_BYTES } from './intelligence-format.js';
import {
  readAdvisory,
  readMalware,
  writeAffected,
  writeMalware,
  type AdvisoryHead,
  type Intern,
  type NameRecords,
} from './intelligence-records.js';

/** One name's records; the name as its bytes, by which names are sorted. */
export interface NamedRecords extends NameRecords {
  readonly key: Buffer;
}

/** Advisories are stored once, however many names they are about. */
export class AdvisoryNumbers {
  readonly heads: AdvisoryHead[] = [];
  /** By id: two lists can say different things under one id. */
  readonly #numbers = new Map<string, readonly number[]>();

  numberOf(advisory: Advisory): number {
    const sameId = this.#numbers.get(advisory.id) ?? [];
    const known = sameId.find((number) => saysTheSame(this.heads[number], advisory));
    if (known !== undefined) return known;
    const { id, aliases, summary, severity, cvss, cwes, url } = advisory;
    const rating = { ...(severity !== undefined && { severity }), ...(cvss && { cvss }), ...(cwes && { cwes }) };
    const number = this.heads.push({ id, aliases, summary, ...rating, url }) - 1;
    this.#numbers.set(id, [...sameId, number]);
    return number;
  }
}

function saysTheSame(a: AdvisoryHead | undefined, b: AdvisoryHead): boolean {
  const isSame = a?.summary === b.summary && a.severity === b.severity && a.url === b.url;
  if (!isSame || a.cvss?.vector !== b.cvss?.vector) return false;
  return isSameList(a.aliases, b.aliases) && isSameList(a.cwes, b.cwes);
}

function isSameList(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

export function writeRecords(out: ByteWriter, name: NameRecords, advisories: AdvisoryNumbers, intern: Intern): void {
  out.varint(name.malware.length);
  for (const record of name.malware) writeMalware(out, record, intern);
  out.varint(name.advisories.length);
  for (const advisory of name.advisories) {
    out.varint(advisories.numberOf(advisory));
    writeAffected(out, advisory, intern);
  }
}

/**
 * Records on their way into an asset, in any order, as bytes: hundreds of thousands of objects would take some ten times
 * as much memory.
 */
export class RecordArena {
  readonly #bytes = new ByteWriter();
  readonly #record = new ByteWriter();
  readonly #starts: number[] = [];
  readonly #advisories = new AdvisoryNumbers();
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** More of a name that is there adds to it. */
  add(name: string, records: NameRecords): void {
    const key = Buffer.from(name, 'utf8');
    if (key.length > MAX_NAME_BYTES || records.malware.length + records.advisories.length === 0) return;
    this.#record.clear();
    writeRecords(this.#record, records, this.#advisories, this.#intern);
    this.#starts.push(this.#bytes.length);
    this.#bytes.varint(key.length);
    this.#bytes.bytes(key);
    this.#bytes.varint(this.#record.length);
    this.#bytes.bytes(this.#record.written());
  }

  /** By name, then by the records' ids. */
  *sorted(): Generator<NamedRecords> {
    let key: Buffer | undefined;
    let records: NameRecords = NOTHING;
    for (const start of this.#sortedStarts()) {
      const { key: next, records: more } = this.#at(start);
      if (key?.equals(next) !== true) {
        if (key !== undefined) yield { key, ...inOrder(records) };
        key = next;
        records = NOTHING;
      }
      records = together(records, more);
    }
    if (key !== undefined) yield { key, ...inOrder(records) };
  }

  #sortedStarts(): Uint32Array {
    const bytes = this.#bytes.written();
    return Uint32Array.from(this.#starts).sort((a, b) => {
      const [aFrom, bFrom] = [keyStart(bytes, a), keyStart(bytes, b)];
      const [aTo, bTo] = [aFrom + keyLength(bytes, a), bFrom + keyLength(bytes, b)];
      return bytes.compare(bytes, bFrom, bTo, aFrom, aTo) || a - b;
    });
  }

  #at(start: number): { readonly key: Buffer; readonly records: NameRecords } {
    const bytes = this.#bytes.written();
    const from = keyStart(bytes, start);
    const to = from + keyLength(bytes, start);
    const input = new ByteReader(bytes, to);
    input.varint();
    const textAt = (index: number): string => this.#texts[index] ?? '';
    const malware = input.list(() => readMalware(input, textAt));
    const heads = this.#advisories.heads;
    const advisories = input.list(() => readAdvisory(input, textAt, heads[input.varint()] ?? NO_HEAD));
    return { key: bytes.subarray(from, to), records: { malware, advisories } };
  }

  readonly #intern: Intern = (text) => {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  };
}

const NO_HEAD: AdvisoryHead = Object.freeze({ id: '', aliases: [], summary: '', url: '' });
const NOTHING: NameRecords = Object.freeze({ malware: [], advisories: [] });

const LONG = 0x80;

/** Where the bytes of a name begin: behind their number, which takes one or two. */
function keyStart(bytes: Buffer, start: number): number {
  return start + ((bytes[start] ?? 0) < LONG ? 1 : 2);
}

function keyLength(bytes: Buffer, start: number): number {
  const first = bytes[start] ?? 0;
  return first < LONG ? first : first - LONG + (bytes[start + 1] ?? 0) * LONG;
}

function together(a: NameRecords, b: NameRecords): NameRecords {
  if (a === NOTHING) return b;
  return { malware: [...a.malware, ...b.malware], advisories: [...a.advisories, ...b.advisories] };
}

function inOrder({ malware, advisories }: NameRecords): NameRecords {
  return { malware: sorted(malware), advisories: sorted(advisories) };
}

function sorted<T extends { readonly id: string }>(records: readonly T[]): readonly T[] {
  return records.length < 2 ? records : [...records].sort(byId);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
