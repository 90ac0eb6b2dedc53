import { CLEAN, joinTaints, ownTaints, worthTelling } from './taints.js';
import { isSymbolic } from './text.js';
import type { Known, Primitive, Single, Taints, Union, Unknown, Value } from './types.js';

/** A value that can be more things than these is anything. */
const MAX_MEMBERS = 8;

export function unknown(taints: Taints = CLEAN, more: Partial<Omit<Unknown, 'kind' | 'taints'>> = {}): Unknown {
  return { kind: 'unknown', taints, ...more };
}

/** Data that is not known: what the code puts on it, or into a part of it, stays there. */
export function unknownData(taints: Taints = CLEAN): Unknown {
  return unknown(taints, { props: new Map() });
}

export function isUnknownData({ api, notes, props }: Unknown): boolean {
  return api === undefined && notes === undefined && props !== undefined;
}

export function isUnknown(value: Value): value is Unknown {
  return typeof value === 'object' && value?.kind === 'unknown';
}

/** The platform's or another package's thing of that name. */
export function api(name: string, taints: Taints = CLEAN): Unknown {
  return { kind: 'unknown', taints, api: name };
}

export function isUnion(value: Value): value is Union {
  return typeof value === 'object' && value?.kind === 'union';
}

export function membersOf(value: Value): readonly Single[] {
  return isUnion(value) ? value.members : [value];
}

/** Either of the two. */
export function join(a: Value, b: Value): Value {
  if (a === b || isSameKnown(a, b)) return a;
  const members = [...membersOf(a)];
  for (const one of membersOf(b)) add(members, one);
  if (members.length === 1) return members[0];
  return members.length <= MAX_MEMBERS ? { kind: 'union', members } : widened(members);
}

/** The same text twice is one text, wherever both came from: as a name it names one thing. */
function add(members: Single[], one: Single): void {
  if (members.some((other) => other === one || isSameKnown(other, one))) return;
  const isOne = (other: Single): boolean => !isReference(other) && primitiveOf(other) === primitiveOf(one);
  const at = isReference(one) ? -1 : members.findIndex(isOne);
  if (at === -1) members.push(one);
  else members[at] = known(primitiveOf(one), joinTaints(ownTaints(members[at]), ownTaints(one)));
}

export function joinAll(values: readonly Value[]): Value {
  return values.length === 0 ? undefined : values.reduce(join);
}

/** Too many: what can be called stays, the rest becomes one unknown value. */
function widened(members: readonly Single[]): Value {
  const callable = members.filter(isObject).slice(0, MAX_MEMBERS - 1);
  const taints = members.reduce<Taints>((all, one) => joinTaints(all, kept(one)), CLEAN);
  return { kind: 'union', members: [...callable, unknown(taints)] };
}

function kept(value: Single): Taints {
  return typeof value === 'object' && value?.kind === 'known' ? worthTelling(value) : ownTaints(value);
}

function isKnown(value: Single): value is Known {
  return typeof value === 'object' && value?.kind === 'known';
}

/** Not a primitive, known or not. */
function isReference(value: Single): boolean {
  return typeof value === 'object' && value !== null && value.kind !== 'known';
}

function primitiveOf(value: Single): Primitive {
  return isKnown(value) ? value.value : (value as Primitive);
}

function isObject(value: Single): boolean {
  return typeof value === 'object' && value !== null && value.kind === 'object';
}

function isSameKnown(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a.kind === 'known') return b.kind === 'known' && a.value === b.value && a.taints === b.taints;
  return a.kind === 'unknown' && b.kind === 'unknown' && isSameUnknown(a, b);
}

function isSameUnknown(a: Unknown, b: Unknown): boolean {
  const isSame = a.taints === b.taints && a.api === b.api && a.text === b.text && a.notes === b.notes;
  return isSame && (a.props === b.props || (isUntouched(a) && isUntouched(b)));
}

/** Data on which nothing was put yet. */
function isUntouched(value: Unknown): boolean {
  return value.api === undefined && (value.props === undefined || value.props.size === 0);
}

/** Whether a condition holds; undefined where that is not known. */
export function truthOf(value: Value): boolean | undefined {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  switch (value.kind) {
    case 'known':
      return isSymbolic(value.value) ? undefined : Boolean(value.value);
    case 'unknown':
      return undefined;
    case 'object':
      return true;
    case 'union': {
      const truths = new Set(value.members.map(truthOf));
      return truths.size === 1 ? [...truths][0] : undefined;
    }
  }
}

export function isNullish(value: Value): boolean | undefined {
  if (value === undefined || value === null) return true;
  if (typeof value !== 'object') return false;
  if (value.kind === 'known') return value.value === undefined || value.value === null;
  if (value.kind === 'object') return false;
  return undefined;
}

/** A primitive with a history, or without one where it has none. */
export function known(value: Primitive, taints: Taints): Known | Primitive {
  // A known number comes from a constant. What text is made of it, `fromCharCode` and `Buffer` know by themselves.
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return taints.length === 0 ? value : { kind: 'known', value, taints };
}
