import { sharedNative } from '../values/objects.js';
import type { Native, Obj, Tag } from '../values/types.js';
import { ARRAY_METHODS } from './arrays.js';
import { BUFFER_METHODS } from './buffers.js';
import { MAP_METHODS, SET_METHODS } from './collections.js';
import { FUNCTION_METHODS } from './functions.js';
import { NUMBER_METHODS } from './numbers.js';
import { OBJECT_METHODS } from './objects.js';
import { PROMISE_METHODS } from './promises.js';
import { REGEXP_METHODS } from './regexp.js';
import { STRING_METHODS } from './strings.js';

type Methods = Readonly<Record<string, Native['run']>>;

const TABLES: Readonly<Partial<Record<Tag, Methods>>> = {
  Array: ARRAY_METHODS,
  Buffer: BUFFER_METHODS,
  Function: FUNCTION_METHODS,
  Map: MAP_METHODS,
  Number: NUMBER_METHODS,
  Promise: PROMISE_METHODS,
  RegExp: REGEXP_METHODS,
  Set: SET_METHODS,
  String: STRING_METHODS,
};

const made = new Map<string, Obj>();

/** The method that every value of a kind has, as a value; undefined where there is none of that name. */
export function methodOf(tag: Tag, name: string): Obj | undefined {
  const id = `${tag}.${name}`;
  const cached = made.get(id);
  if (cached !== undefined) return cached;
  const run = ownRun(TABLES[tag], name) ?? ownRun(OBJECT_METHODS, name);
  if (run === undefined) return undefined;
  const method = sharedNative(name, run);
  made.set(id, method);
  return method;
}

function ownRun(methods: Methods | undefined, name: string): Native['run'] | undefined {
  return methods !== undefined && Object.hasOwn(methods, name) ? methods[name] : undefined;
}
