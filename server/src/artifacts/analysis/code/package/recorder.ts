import {
  inEnglish,
  isTelling,
  phrase,
  type Behaviour,
  type BehaviourKind,
  type Capability,
  type CapabilityKind,
  type DataKind,
  type Flow,
  type Incomplete,
  type Moment,
  type Place,
  type SinkKind,
  type Words,
} from '../../../../model/index.js';
import { isComponent, isMarkup } from '../../markup/markup-code.js';
import { placeAt } from '../../text/places.js';
import { isData, isOfServer } from '../values/taints.js';
import type { OpenSink, Position, SinkReport, Taint, Unit } from '../values/types.js';

/** What is seen this often is no better founded by seeing it again. */
const MAX_FLOWS = 200;
const MAX_BEHAVIOURS = 200;
/** Whole APIs of the platform have fewer names. */
const MAX_POWERS = 200;

const MOMENTS: readonly Moment[] = ['install', 'import', 'command', 'call'];

export function isOpenSink(sink: SinkReport['sink']): sink is OpenSink {
  return sink === 'handed-over' || sink === 'given';
}

/** A flow of which both ends are known. */
interface Seen {
  readonly sink: SinkKind;
  readonly kind: DataKind;
  readonly taint: Taint;
  readonly at: Position;
  readonly moment: Moment;
  readonly host?: string;
  readonly address?: string;
}

const SOURCE = /\.(?:js|cjs|mjs|jsx|ts|cts|mts|tsx)$/i;

/** Collects what is seen while the code is interpreted, each thing once, at its earliest moment. */
export class Recorder {
  readonly #flows = new Map<string, Flow>();
  readonly #behaviours = new Map<string, Behaviour>();
  readonly #capabilities = new Map<CapabilityKind, Capability>();
  readonly #powers = new Set<string>();
  readonly #incomplete: Incomplete[] = [];
  readonly #sourceOf: (file: string) => string | undefined;

  /** @param sourceOf the text of a file as it is in the package */
  constructor(sourceOf: (file: string) => string | undefined) {
    this.#sourceOf = sourceOf;
  }

  get flows(): readonly Flow[] {
    return [...this.#flows.values()];
  }

  get behaviours(): readonly Behaviour[] {
    return [...this.#behaviours.values()];
  }

  get capabilities(): readonly Capability[] {
    return [...this.#capabilities.values()];
  }

  get powers(): readonly string[] {
    return [...this.#powers].sort();
  }

  get gaps(): readonly Incomplete[] {
    return this.#incomplete;
  }

  flow({ sink, taints, host, detail }: SinkReport, at: Position, moment: Moment): void {
    if (isOpenSink(sink)) return;
    for (const taint of taints) {
      const { kind } = taint;
      // All of it at once is read by no name.
      if (kind === 'environment') this.capability('environment', () => taint.at);
      if (
        isData(kind) &&
        !isOfServer(taint) &&
        !isPlainLogin(taint) &&
        isTelling(kind, sink) &&
        (host !== undefined || !SAID_BY_HOST.has(kind))
      )
        this.#addFlow({ sink, kind, taint, at, moment, host, address: detail });
    }
  }

  #addFlow({ sink, kind, taint, at, moment, host, address }: Seen): void {
    const key = [sink, kind, taint.detail, idOf(taint.at), idOf(at), host].join('|');
    const old = this.#flows.get(key);
    if (old !== undefined && isEarlierOrSame(old.moment, moment)) return;
    if (old === undefined && this.#flows.size >= MAX_FLOWS) return;
    this.#flows.set(key, {
      source: kind,
      ...(taint.detail !== undefined && { detail: taint.detail }),
      sink,
      from: this.placeOf(taint.at),
      to: this.placeOf(at),
      via: taint.via,
      moment,
      ...(host !== undefined && { host }),
      ...(address !== undefined && address !== '' && { address: address.slice(0, 300) }),
    });
  }

  behaviour(kind: BehaviourKind, at: Position, moment: Moment, detail?: string): void {
    const key = [kind, detail, idOf(at)].join('|');
    const old = this.#behaviours.get(key);
    if (old !== undefined && isEarlierOrSame(old.moment, moment)) return;
    if (old === undefined && this.#behaviours.size >= MAX_BEHAVIOURS) return;
    this.#behaviours.set(key, {
      kind,
      place: this.placeOf(at),
      moment,
      ...(detail !== undefined && { detail: detail.slice(0, 300) }),
    });
  }

  /** @param at where; worked out for the first of each kind only */
  capability(kind: CapabilityKind, at: () => Position): void {
    if (!this.#capabilities.has(kind)) this.#capabilities.set(kind, { kind, place: this.placeOf(at()) });
  }

  /** @param name of something of the platform that is called: `fs.readFileSync` */
  power(name: string): void {
    if (this.#powers.size < MAX_POWERS) this.#powers.add(name);
  }

  incomplete(file: string, reason: Words): void {
    if (!this.#incomplete.some((one) => one.file === file && inEnglish(one.reason) === inEnglish(reason)))
      this.#incomplete.push({ file, reason });
  }

  /**
   * Source that cannot be parsed. Where it runs, what it does is not known. Where nothing runs it, it is told as what it is:
   * packages hold templates and tests of parsers.
   */
  unparsed(file: string, moment: Moment, error: unknown): void {
    const at = { unit: { file, text: this.#sourceOf(file) ?? '', nesting: 0 }, offset: 0 };
    this.behaviour('unreadable-code', at, moment, error instanceof Error ? error.message : undefined);
    if (moment !== 'call' && (SOURCE.test(file) || isComponent(file)))
      this.incomplete(
        file,
        phrase('cannot be read as JavaScript ({problem})', {
          problem: error instanceof Error ? error.message.slice(0, 120) : '?',
        }),
      );
  }

  /** The first of some texts in a file, or its start. */
  positionOf(file: string, ...texts: readonly string[]): Position {
    const text = this.#sourceOf(file) ?? '';
    const offset = Math.max(0, ...texts.map((one) => text.indexOf(one)));
    return { unit: { file, text, nesting: 0 }, offset };
  }

  placeOf({ unit, offset }: Position): Place {
    const { host } = unit;
    if (host === undefined) return this.#placeInFile(unit, offset);
    const inner = placeAt(unit.file, unit.text, offset);
    return { ...this.placeOf(host), snippet: inner.snippet };
  }

  /** Where types were taken out, the line is the same one and the column is found by what is left of the line. */
  #placeInFile(unit: Unit, offset: number): Place {
    const place = placeAt(unit.file, unit.text, offset);
    const source = this.#sourceOf(unit.file);
    if (source === undefined || source === unit.text) return place;
    const lines = source.split('\n', place.line);
    const line = lines[place.line - 1] ?? '';
    const stripped = unit.text.split('\n', place.line)[place.line - 1] ?? '';
    if (!isMarkup(unit.file)) return { ...place, column: alignedColumn(line, stripped, place.column) };
    const before = lines.join('\n').length - line.length;
    return placeAt(unit.file, source, before + columnInMarkup(line, stripped, place.column) - 1);
  }
}

/** As many characters tell whether two places are the same. */
const TELLING = 6;

/** What an element of a template does is written out in its place: there the line has to do. */
function columnInMarkup(line: string, code: string, column: number): number {
  const wanted = code.slice(column - 1, column - 1 + TELLING);
  const found = [column, alignedColumn(line, code, column)].find((one) => line.startsWith(wanted, one - 1));
  return found ?? line.length - line.trimStart().length + 1;
}

/** The column in the whole line of what stands at a column of the line with parts taken out. */
function alignedColumn(line: string, stripped: string, column: number): number {
  let at = 0;
  for (let index = 0; index < column - 1; index += 1) {
    const found = line.indexOf(stripped[index] ?? '', at);
    if (found === -1) return column;
    at = found + 1;
  }
  const found = line.indexOf(stripped[column - 1] ?? '', at);
  return (found === -1 ? at : found) + 1;
}

/** Clients send what they log in with as it is; who writes it another way wants nobody to see it in a request. */
function isPlainLogin({ kind, via }: Taint): boolean {
  return kind === 'login' && !via.some((one) => HIDES.test(one));
}

const HIDES = /^(?:hex|base64|base64url|gzip|deflate|brotli|cipher|xor|charcode)$/;

/** A page sends what it keeps and what is typed into it to its own server all the time. */
const SAID_BY_HOST: ReadonlySet<DataKind> = new Set([
  'page-storage',
  'keystrokes',
  'intercepted',
  'others-request',
  'login',
]);

export function idOf({ unit, offset }: Position): string {
  return unit.host === undefined ? `${unit.file}:${offset}` : `${idOf(unit.host)}>${offset}`;
}

export function isEarlierOrSame(a: Moment, b: Moment): boolean {
  return MOMENTS.indexOf(a) <= MOMENTS.indexOf(b);
}
