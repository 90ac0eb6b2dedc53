import { isObj } from '../values/objects.js';
import { isData, joinTaints, ownTaints } from '../values/taints.js';
import { textOf } from '../values/text.js';
import type { Obj, Primitive, Scope, Taints, Value } from '../values/types.js';
import { isAccessor } from './members.js';

const LOGIN = 'login';

/** Of a text, what tells it from others. */
const MAX_SHOWN = 200;
/** Of a table. */
const MAX_ROWS = 8;
const MAX_SHOWN_IN_ROW = 40;
/** A name that is longer is none. */
const MAX_NAME = 40;

/** What there is to tell of arguments: functions and texts by what they are, all else by the data in it. */
export function signatureOf(args: readonly Value[]): string {
  return args.map(signature).join(',');
}

function signature(value: Value): string {
  if (typeof value === 'string') return shown(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (value.kind === 'known') return nameIn(value.value) + kindsOf(value);
  return isObj(value) && value.call?.kind === 'closure' ? `f${value.call.node?.start ?? 0}` : kindsOf(value);
}

/** A name that a decoder made says as much as one that is written down; a longer text is data. */
function nameIn(value: Primitive): string {
  const text = String(value);
  return text.length <= MAX_NAME ? text : '';
}

function shown(text: string): string {
  return text.length < MAX_SHOWN ? text : `${text.length}${text.slice(0, MAX_SHOWN)}`;
}

/** An object that only holds things and says something, as one that is written down in a call. Visitors hold nothing but functions. */
export function isTable(value: Value): value is Obj {
  return isObj(value) && value.tag === 'Object' && value.call === undefined && saysSomething(value);
}

function saysSomething({ props }: Obj): boolean {
  let left = MAX_ROWS;
  for (const slot of props.values()) {
    if (typeof slot === 'string') return true;
    left -= 1;
    if (left === 0) return false;
  }
  return false;
}

/** Of each table what it says first. */
export function tablesIn(args: readonly Value[]): string {
  return args.map((arg) => (isTable(arg) ? `{${rowsOf(arg).join()}}` : '')).join();
}

function rowsOf({ props }: Obj): readonly string[] {
  const rows: string[] = [];
  for (const [name, slot] of props) {
    if (rows.length >= MAX_ROWS) break;
    rows.push(isAccessor(slot) ? name : `${name}:${signature(slot).slice(0, MAX_SHOWN_IN_ROW)}`);
  }
  return rows;
}

function kindsOf(value: Value & object): string {
  const kinds = new Set(ownTaints(value).flatMap(({ kind }) => (TELLS_NOTHING.has(kind) ? [] : kind)));
  return `${value.kind === 'unknown' ? (value.api ?? '') : value.kind}${[...kinds].sort().join('+')}${hostIn(value)}`;
}

/** What a program is given by name says little of it: a call with that is admitted by itself (`carriesLogin`). */
const TELLS_NOTHING: ReadonlySet<string> = new Set(['from-package', LOGIN]);

/** A function that asks hosts is called for several of them, and the last one may be who is told what the others said. */
function hostIn(value: Value): string {
  return HOST.exec(textOf(value)?.slice(0, MAX_SHOWN) ?? '')?.[0] ?? '';
}

const HOST = /^[a-z]+:\/\/[^/?#]*/;

/** How far out, and how many variables of each function. */
const MAX_FUNCTIONS_OUT = 2;
const MAX_VARIABLES = 16;
const MAX_PARTS = 6;

/** The kinds of data in the variables of the functions that something stands in; a module is none of them. */
export function dataAround(scope: Scope): string {
  return [...kindsAround(scope)].sort().join('+');
}

function kindsAround(scope: Scope): readonly string[] {
  const kinds = new Set<string>();
  let left = MAX_FUNCTIONS_OUT;
  let at = scope;
  for (; at.parent !== undefined && left > 0; at = at.parent) {
    if (at.isFunction) left -= 1;
    for (const { value } of [...at.vars.values()].slice(0, MAX_VARIABLES))
      for (const { kind } of taintsNear(value)) if (isData(kind) && kind !== LOGIN) kinds.add(kind);
  }
  return [...kinds];
}

/**
 * The names that functions were called with in which something was made: `const on = (name) => (event) => call(name, event)`, and
 * what that makes in turn.
 */
export function namesAround(scope: Scope): string {
  const names: string[] = [];
  let left = MAX_FUNCTIONS_OUT;
  for (let at = scope; at.parent !== undefined && left > 0; at = at.parent) {
    // The first scope of a function holds what it is called with.
    if (!at.isFunction) continue;
    left -= 1;
    for (const { value } of [...at.vars.values()].slice(0, MAX_VARIABLES))
      if (typeof value === 'string' && value.length <= MAX_NAME) names.push(value);
  }
  return names.join(' ');
}

/** What a wrapper is given comes first in its scope. */
const MAX_GIVEN = 2;

/** The functions that the function was given in which something was made. */
export function functionsAround(scope: Scope): string {
  let at: Scope | undefined = scope;
  while (at?.isFunction === false) at = at.parent;
  if (at?.parent === undefined) return '';
  const values = [...at.vars.values()].slice(0, MAX_GIVEN).map(({ value }) => value);
  return values.filter(isClosure).map(startOf).join(' ');
}

function isClosure(value: Value): value is Obj {
  return isObj(value) && value.call?.kind === 'closure';
}

function startOf({ call }: Obj): number {
  return call?.kind === 'closure' ? (call.node?.start ?? 0) : 0;
}

/** The folder, the user, what commands say and files of the package get everywhere in programs that run others. */
const EVERYWHERE: ReadonlySet<string> = new Set(['host-identity', 'command-output', 'data-file', 'decoded', LOGIN]);

/**
 * The kinds of data in the parts of what a call is given, and in theirs: `send({ data: { environment } })`; of a generator, in the
 * variables around it, as compilers have a function that waits go through one: `later(function* () { yield send(environment); })`.
 */
export function dataWithin(args: readonly Value[]): readonly string[] {
  const kinds = new Set<string>();
  for (const arg of args.filter(isObj)) for (const kind of dataOf(arg)) if (!EVERYWHERE.has(kind)) kinds.add(kind);
  return [...kinds].sort();
}

function dataOf(arg: Obj): readonly string[] {
  if (arg.call?.kind === 'closure') return arg.call.node?.generator === true ? kindsAround(arg.call.scope) : [];
  return arg.call === undefined
    ? taintsNear(arg, DEEPEST_PARTS).flatMap(({ kind }) => (isData(kind) ? [kind] : []))
    : [];
}

const DEEPEST_PARTS = 2;

/** Whether something that callers log in with is in what a call is given, or in its parts. */
export function carriesLogin(args: readonly Value[]): boolean {
  return args.some((arg) => taintsNear(arg, DEEPEST_PARTS).some(({ kind }) => kind === LOGIN));
}

/** What a value carries, and its parts. */
function taintsNear(value: Value, depth = 1): Taints {
  if (!isObj(value) || depth === 0) return ownTaints(value);
  const { items = [], props, rest } = value;
  const parts = [...items.slice(0, MAX_PARTS), ...[...props.values()].slice(0, MAX_PARTS), rest];
  return parts.reduce<Taints>(
    (all, part) => (isAccessor(part) ? all : joinTaints(all, taintsNear(part, depth - 1))),
    ownTaints(value),
  );
}
