import type { Known, Obj, Position, Taint, Taints, Unknown, Value } from './types.js';

export const CLEAN: Taints = Object.freeze([]);

/** More origins than these are no better evidence, and cost time in every operation. */
const MAX_TAINTS = 24;
const MAX_VIA = 6;
/** How far an object is searched for data inside it. */
const MAX_OBJECTS = 200;

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

/** The same data after one more encoding. */
export function encoded(taints: Taints, via: string): Taints {
  if (taints.length === 0) return taints;
  return taints.map((one) =>
    one.via.includes(via) || one.via.length >= MAX_VIA ? one : { ...one, via: [...one.via, via] },
  );
}

/** What a value itself carries, without what is inside of an object. */
export function ownTaints(value: Value): Taints {
  if (typeof value !== 'object' || value === null) return CLEAN;
  if (value.kind === 'union') return value.members.reduce<Taints>((all, one) => joinTaints(all, ownTaints(one)), CLEAN);
  return value.taints;
}

/** What a value carries in all its parts. */
export function allTaints(value: Value): Taints {
  return collect(value, new Set());
}

/** What several values carry together. */
export function taintsOfAll(values: readonly Value[]): Taints {
  return values.reduce<Taints>((all, value) => joinTaints(all, allTaints(value)), CLEAN);
}

function collect(value: Value, seen: Set<Obj | Unknown>): Taints {
  if (typeof value !== 'object' || value === null) return CLEAN;
  switch (value.kind) {
    case 'known':
      return value.taints;
    case 'union':
      return value.members.reduce<Taints>((all, one) => joinTaints(all, collect(one, seen)), CLEAN);
    case 'unknown':
      return collectUnknown(value, seen);
    case 'object':
      return collectObject(value, seen);
  }
}

function collectUnknown(value: Unknown, seen: Set<Obj | Unknown>): Taints {
  if (value.props === undefined || seen.has(value)) return value.taints;
  seen.add(value);
  return [...value.props.values()].reduce<Taints>((all, one) => joinTaints(all, collect(one, seen)), value.taints);
}

function collectObject(value: Obj, seen: Set<Obj | Unknown>): Taints {
  if (seen.has(value) || seen.size > MAX_OBJECTS) return CLEAN;
  seen.add(value);
  const parts = [...value.props.values()].filter(
    (slot): slot is Exclude<typeof slot, { kind: 'accessor' }> => typeof slot !== 'object' || slot?.kind !== 'accessor',
  );
  return [...parts, ...(value.items ?? []), value.inner, value.rest, value.fallback].reduce<Taints>(
    (all, part) => joinTaints(all, collect(part, seen)),
    value.taints,
  );
}

/** The value with what it is made of added to what it carries. */
export function withTaints(value: Value, taints: Taints): Value {
  if (taints.length === 0) return value;
  if (typeof value !== 'object' || value === null) return { kind: 'known', value, taints } satisfies Known;
  if (value.kind === 'union') {
    return { kind: 'union', members: value.members.map((one) => withTaints(one, taints) as typeof one) };
  }
  if (value.kind === 'object') {
    value.taints = joinTaints(value.taints, taints);
    return value;
  }
  const joined = joinTaints(value.taints, taints);
  return joined === value.taints ? value : { ...value, taints: joined };
}
