import {
  isTelling,
  type Crossing,
  type CrossingSource,
  type CrossingTarget,
  type Exchange,
  type ImportCall,
  type Moment,
  type Place,
} from '../../../../model/index.js';
import { exportIn, isUncalledExport } from '../platform/other-packages.js';
import { isData, isOpen } from '../values/taints.js';
import type { Position, SinkReport, Taint } from '../values/types.js';
import { idOf, isEarlierOrSame, isOpenSink } from './recorder.js';

/**
 * What is kept of each sort of crossing. Those with an end that is known are few, and make a chain; those that only lead from one
 * package to another are many, the more so where what is handed over is nothing but an export itself.
 */
const ROOM = { telling: 60, between: 40, exported: 12 };
type Sort = keyof typeof ROOM;
const MAX_CALLS = 60;

/** Longer paths, as hostile code may build them, are the same again. */
const MAX_PATH = 120;
/** Known by names alone: what is handed over under such a name is no more than that. */
const BY_NAME_ONLY: ReadonlySet<Taint['kind']> = new Set(['key-material', 'login']);

/** An end with what tells it from others; it is made only where it is new. */
interface End<T> {
  readonly key: string;
  readonly make: () => T;
}

/** Collects how data gets into the package and out of it: what other packages have a part in. */
export class Crossings {
  /** The export that is being called, while exports are. */
  when: string | undefined;

  readonly #kept: Readonly<Record<Sort, Map<string, Crossing>>> = {
    telling: new Map(),
    between: new Map(),
    exported: new Map(),
  };
  readonly #calls = new Map<string, ImportCall>();
  readonly #placeOf: (position: Position) => Place;

  constructor(placeOf: (position: Position) => Place) {
    this.#placeOf = placeOf;
  }

  get exchange(): Exchange | undefined {
    const { telling, between, exported } = this.#kept;
    const crossings = [telling, between, exported].flatMap((some) => [...some.values()]);
    const calls = [...this.#calls.values()];
    return crossings.length === 0 && calls.length === 0 ? undefined : { crossings, calls };
  }

  /** A call of what another package exports. One that waits for a call itself starts nothing that others do not start as well. */
  noteCall(of: string, moment: Moment): void {
    if (moment === 'call' && this.when === undefined) return;
    const key = `${of}|${this.when ?? ''}`;
    const old = this.#calls.get(key);
    if (old !== undefined && isEarlierOrSame(old.moment, moment)) return;
    if (old === undefined && this.#calls.size >= MAX_CALLS) return;
    this.#calls.set(key, { ...useOf(of), moment, ...this.#condition() });
  }

  note(report: SinkReport, at: Position, moment: Moment): void {
    const { sink, taints, argument } = report;
    if (sink === 'given' && this.when === undefined) return;
    if (argument?.isConstant === true && taints.length === 0)
      this.#put(this.#constantAt(at), this.#targetOf(report, at), 'telling', moment);
    for (const taint of taints)
      if (this.#matters(taint, sink))
        this.#put(this.#sourceOf(taint), this.#targetOf(report, at), sortOf(taint, sink), moment, taint.via);
  }

  /** What an export is, or gives when it is called. */
  noteGiven(path: string, taints: readonly Taint[], moment: Moment): void {
    const target: End<CrossingTarget> = {
      key: `given ${path}`,
      make: () => ({ kind: 'given', path: shortened(path) }),
    };
    for (const taint of taints)
      if (this.#matters(taint, 'given'))
        this.#put(this.#sourceOf(taint), target, sortOf(taint, 'given'), moment, taint.via);
  }

  #matters({ kind, via }: Taint, sink: SinkReport['sink']): boolean {
    // Whoever calls it takes for granted that what comes out is made of what goes in.
    if (kind === 'from-caller' && sink === 'given' && via.length === 0) return false;
    if (kind === 'from-package') return true;
    if (kind === 'from-caller') return this.when !== undefined;
    if (!isData(kind) || BY_NAME_ONLY.has(kind)) return false;
    return isOpenSink(sink) || (this.when !== undefined && isTelling(kind, sink));
  }

  #put(
    source: End<CrossingSource>,
    target: End<CrossingTarget>,
    sort: Sort,
    moment: Moment,
    via: readonly string[] = [],
  ): void {
    const kept = this.#kept[sort];
    const key = `${source.key}|${target.key}|${this.when ?? ''}`;
    const old = kept.get(key);
    if (old !== undefined && isEarlierOrSame(old.moment, moment)) return;
    if (old === undefined && kept.size >= ROOM[sort]) return;
    kept.set(key, { from: source.make(), to: target.make(), via, moment, ...this.#condition() });
  }

  #condition(): { readonly when?: string } {
    return this.when === undefined ? {} : { when: shortened(this.when) };
  }

  #constantAt(at: Position): End<CrossingSource> {
    return { key: `constant ${idOf(at)}`, make: () => ({ kind: 'constant', at: this.#placeOf(at) }) };
  }

  #sourceOf({ kind, detail = '', at }: Taint): End<CrossingSource> {
    const key = `${kind} ${detail} ${idOf(at)}`;
    if (kind === 'from-package') return { key, make: () => ({ kind: 'import', ...useOf(detail), site: idOf(at) }) };
    if (kind === 'from-caller') {
      const { package: index, path } = exportIn(detail);
      return { key, make: () => ({ kind: 'parameter', path: shortened(path), index: Number(index) }) };
    }
    if (!isData(kind)) return this.#constantAt(at);
    const known = detail === '' ? {} : { detail };
    return { key, make: () => ({ kind: 'data', source: kind, ...known, at: this.#placeOf(at) }) };
  }

  #targetOf({ sink, host, detail = '', argument }: SinkReport, at: Position): End<CrossingTarget> {
    if (sink === 'given') {
      const path = shortened(`${this.when ?? ''}()`);
      return { key: `given ${path}`, make: () => ({ kind: 'given', path }) };
    }
    if (sink === 'handed-over') {
      const { of = '', index = 0 } = argument ?? {};
      const key = `${of} ${index} ${idOf(at)}`;
      return { key, make: () => ({ kind: 'argument', ...useOf(of), index, site: idOf(at) }) };
    }
    const known = { ...(host !== undefined && { host }), ...(detail !== '' && { address: detail.slice(0, 300) }) };
    return { key: `${sink} ${idOf(at)}`, make: () => ({ kind: 'sink', sink, ...known, at: this.#placeOf(at) }) };
  }
}

/** Neither end is known: it leads from one package to another, or hands on what a caller gives. */
function sortOf(taint: Taint, sink: SinkReport['sink']): Sort {
  if (!isOpen(taint.kind) || !isOpenSink(sink)) return 'telling';
  return isUncalledExport(taint) ? 'exported' : 'between';
}

function useOf(of: string): { readonly package: string; readonly path: string } {
  const { package: specifier, path } = exportIn(of);
  const [name = specifier] = PACKAGE_NAME.exec(specifier) ?? [];
  return { package: name.slice(0, MAX_PATH), path: shortened(modulePath(specifier.slice(name.length)) + path) };
}

const PACKAGE_NAME = /^(?:@[^/]+\/)?[^/]+/;

/** A module below a package's root, however much of its file's name is written: `/lib/x` for `/lib/x.js` and `/lib/x/index`. */
export function modulePath(path: string): string {
  return path.replace(/\.(?:[cm]?[jt]sx?|json)$/, '').replace(/(?:^|\/)index$/, '');
}

function shortened(path: string): string {
  return path.slice(0, MAX_PATH);
}
