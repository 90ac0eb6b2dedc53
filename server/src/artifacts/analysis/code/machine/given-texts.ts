import { isSymbolic } from '../values/text.js';
import type { Obj, Primitive, Value } from '../values/types.js';

/** What took fewer steps is done again as fast as it is looked up. */
const LEAST_WORK = 1_000;
const TIMES = 2;
const LONGEST_ARGUMENT = 400;

interface Given {
  readonly text: string;
  value: Value;
  times: number;
  /** As `Machine.moves` was. */
  moves: number;
}

/**
 * The texts that functions have given for what is known through and through. An obfuscator's decoder is called for each name, each
 * time its code is gone through, and what it does is most of what is to be done: what gave the same text before gives it again. As
 * its table is turned until it is right, that holds until something is moved in a list.
 */
export class GivenTexts {
  readonly #given = new WeakMap<Obj, Map<string, Given>>();

  /** Undefined where that is not known. */
  of(callee: Obj, args: readonly Value[], moves: number): Value {
    const all = this.#given.get(callee);
    if (all === undefined) return undefined;
    const key = keyOf(args);
    const given = key === undefined ? undefined : all.get(key);
    return given?.moves === moves && given.times >= TIMES ? given.value : undefined;
  }

  /** @param work the steps that it took */
  note(callee: Obj, args: readonly Value[], value: Value, { work, moves }: { work: number; moves: number }): void {
    if (work < LEAST_WORK) return;
    const text = primitiveOf(value);
    const key = typeof text === 'string' && !isSymbolic(text) ? keyOf(args) : undefined;
    if (key === undefined || typeof text !== 'string') return;
    const all = this.#given.get(callee) ?? new Map<string, Given>();
    this.#given.set(callee, all);
    const before = all.get(key);
    if (before?.text !== text || before.moves !== moves) all.set(key, { text, value, times: 1, moves });
    else before.times += 1;
  }
}

/** Undefined where one of them is no primitive, or not known. */
function keyOf(args: readonly Value[]): string | undefined {
  if (args.length === 0) return undefined;
  let key = '';
  for (const arg of args) {
    const primitive = primitiveOf(arg);
    if (primitive === NONE || isSymbolic(primitive)) return undefined;
    const text = String(primitive);
    if (text.length > LONGEST_ARGUMENT) return undefined;
    key += `${typeof primitive} ${text.length} ${text}`;
  }
  return key;
}

const NONE = Symbol('no primitive');

function primitiveOf(value: Value): Primitive | typeof NONE {
  if (typeof value !== 'object' || value === null) return value;
  return value.kind === 'known' ? value.value : NONE;
}
