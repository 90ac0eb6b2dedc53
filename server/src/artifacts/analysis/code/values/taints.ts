import type { DataKind } from '../../../../model/index.js';
import { knownParts } from './text.js';
import type { Accessor, Known, Obj, OpenKind, Position, Taint, Taints, Unknown, Value } from './types.js';

export const CLEAN: Taints = Object.freeze([]);

/** More origins than these are no better evidence, and cost time in every operation. */
export const MAX_TAINTS = 24;
const MAX_VIA = 6;
/** Shorter than that is a magic number or a key, and no code. */
export const SHORTEST_HIDDEN = 8;
/** How far an object is searched for data inside it. */
const MAX_OBJECTS = 80;
/** How many values are looked at on the way: the first of many are like the rest. */
const MAX_SEARCHED = 4000;

export function joinTaints(a: Taints, b: Taints): Taints {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const added = b.filter((taint) => !a.some((other) => isSame(taint, other)));
  return added.length === 0 ? a : [...a, ...added].slice(0, MAX_TAINTS);
}

function isSame(a: Taint, b: Taint): boolean {
  return (
    a === b ||
    (a.kind === b.kind &&
      a.at.offset === b.at.offset &&
      a.at.unit === b.at.unit &&
      a.detail === b.detail &&
      a.via.length === b.via.length)
  );
}

export function taint(kind: Taint['kind'], at: Position, detail?: string, via: readonly string[] = []): Taints {
  return [{ kind, at, via, detail }];
}

/** What somebody may have put code into, and of which no constant of the code is a part. */
export function mayBeCode({ kind }: Taint): boolean {
  return kind === 'downloaded' || kind === 'decoded' || kind === 'request-input' || isOpen(kind);
}

/** Whether another package, or whoever calls this one, knows what it is. */
export function isOpen(kind: Taint['kind']): kind is OpenKind {
  return kind === 'from-package' || kind === 'from-caller';
}

/** Whether it is data of which somebody who gets it learns something. */
export function isData(kind: Taint['kind']): kind is DataKind {
  return !isOpen(kind) && kind !== 'entry-name';
}

/** Says of what others send to a server that only the server is at hand so far. */
const WITH_SERVER = 'server';

/** What a server stands for: others will send something to it, and its handlers get that. It tells by itself where it listens, and no more. */
export function ofServer(at: Position): Taints {
  return taint('request-input', at, WITH_SERVER);
}

export function isOfServer({ kind, detail }: Taint): boolean {
  return kind === 'request-input' && detail === WITH_SERVER;
}

/** What handlers are called with that are given to something made of these. */
export function received(taints: Taints): Taints {
  return taints.some(isOfServer)
    ? taints.map((one) => (isOfServer(one) ? { ...one, detail: undefined } : one))
    : taints;
}

/** The same data after one more encoding. */
export function encoded(taints: Taints, via: string): Taints {
  if (taints.length === 0) return taints;
  return taints.map((one) =>
    one.via.includes(via) || one.via.length >= MAX_VIA ? one : { ...one, via: [...one.via, via] },
  );
}

/** The same data written down in letters. Of what a caller gives, only what takes it apart says something. */
export function writtenAs(taints: Taints, via: string): Taints {
  return taints.some(({ kind }) => isOpen(kind))
    ? taints.flatMap((one) => (isOpen(one.kind) ? [one] : encoded([one], via)))
    : encoded(taints, via);
}

/** What a value itself carries, without what is inside of an object. */
export function ownTaints(value: Value): Taints {
  if (typeof value !== 'object' || value === null) return CLEAN;
  if (value.kind === 'union') return value.members.reduce<Taints>((all, one) => joinTaints(all, ownTaints(one)), CLEAN);
  return value.taints;
}

/** What a value carries in all its parts. */
export function allTaints(value: Value): Taints {
  if (typeof value !== 'object' || value === null) return CLEAN;
  return value.kind === 'known' ? value.taints : new Search().in(value);
}

/** What several values carry together. */
export function taintsOfAll(values: readonly Value[]): Taints {
  const search = new Search();
  for (const value of values) search.in(value);
  return search.found;
}

/**
 * Without where a few decoded letters came from: where one loses sight of the text itself, as in a list of names or in what a
 * function gives that is not followed, `String.fromCharCode(97 + count)` is no code that was hidden.
 */
export function worthTelling({ value, taints }: Known): Taints {
  const isShort = typeof value === 'string' && taints.length > 0 && knownParts(value).length < SHORTEST_HIDDEN;
  return isShort ? taints.filter(({ kind }) => kind !== 'decoded') : taints;
}

/** Goes through values and what is inside of them, each object once, and not for ever. */
class Search {
  found: Taints = CLEAN;
  readonly #seen = new Set<Obj | Unknown>();
  #searched = 0;

  in(value: Value | Accessor): Taints {
    if (typeof value !== 'object' || value === null) return this.found;
    this.#searched += 1;
    switch (value.kind) {
      case 'known':
        this.found = joinTaints(this.found, worthTelling(value));
        break;
      case 'union':
        for (const one of value.members) this.in(one);
        break;
      case 'unknown':
        this.found = joinTaints(this.found, value.taints);
        if (value.props !== undefined && value.props.size > 0) this.#inside(value);
        break;
      case 'object':
        this.found = joinTaints(this.found, value.taints);
        this.#inside(value);
        break;
      default:
        break;
    }
    return this.found;
  }

  #among(items: readonly Value[]): void {
    for (const item of items) {
      if (this.#searched > MAX_SEARCHED) return;
      this.in(item);
    }
  }

  #inside(value: Obj | Unknown): void {
    if (this.#seen.size >= MAX_OBJECTS || this.#seen.has(value)) return;
    this.#seen.add(value);
    for (const slot of value.props?.values() ?? []) this.in(slot);
    if (value.kind !== 'object') return;
    this.#among(value.items ?? []);
    this.in(value.inner);
    this.in(value.rest);
    // What a function holds on to does not go where the function goes.
    if (value.call === undefined) this.in(value.fallback);
  }
}

/** The value with what it is made of added to what it carries. */
export function withTaints(value: Value, taints: Taints): Value {
  if (taints.length === 0) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return { kind: 'known', value, taints } satisfies Known;
  if (value.kind === 'union') {
    return { kind: 'union', members: value.members.map((one) => withTaints(one, taints) as typeof one) };
  }
  if (value.kind === 'object') return tainted(value, taints);
  const joined = joinTaints(value.taints, taints);
  return joined === value.taints ? value : { ...value, taints: joined };
}

function tainted(value: Obj, taints: Taints): Obj {
  const isShared = value.call?.kind === 'native' && value.call.isShared === true;
  if (!isShared) value.taints = joinTaints(value.taints, taints);
  return value;
}
