import { isUnknown, known, unknown } from '../values/lattice.js';
import { array, isCallable, isObj, methods } from '../values/objects.js';
import { encoded, joinTaints, taintsOfAll } from '../values/taints.js';
import { isSymbolic, OTHER_ADDRESSES, placeholder, SOMETHING, textOf } from '../values/text.js';
import { iteratorOf } from './iterators.js';
import type { Machine, Native, Primitive, Taints, Value } from '../values/types.js';
import { holdsMoneyAddress } from '../platform/hooks.js';
import { operandOf, textFrom, type Operand } from './coercion.js';
import { findsAddresses, isCheap, patternOf } from './regexp.js';

const MAX_TEXT = 4_000_000;
const MAX_PIECES = 400_000;

type Plain = (text: string, first: never, second: never) => Primitive | readonly string[];

/** Methods that make a text, number or list of a text and of plain arguments. Unknown parts are carried along. */
const PLAIN: Readonly<Record<string, Plain>> = {
  at: (text, index) => text.at(index),
  charAt: (text, index) => text.charAt(index),
  charCodeAt: (text, index) => text.charCodeAt(index),
  codePointAt: (text, index) => text.codePointAt(index),
  endsWith: (text, tail, end) => text.endsWith(tail, end),
  includes: (text, part, from) => text.includes(part, from),
  indexOf: (text, part, from) => text.indexOf(part, from),
  lastIndexOf: (text, part, from) => text.lastIndexOf(part, from),
  localeCompare: (text, other) => compare(text, String(other)),
  normalize: (text) => text.normalize(),
  padEnd: (text, length, fill) => (length > MAX_TEXT ? text : text.padEnd(length, fill)),
  padStart: (text, length, fill) => (length > MAX_TEXT ? text : text.padStart(length, fill)),
  repeat: (text, count) => (text.length * count > MAX_TEXT ? text : text.repeat(Math.max(0, count))),
  slice: (text, start, end) => text.slice(start, end),
  split: (text, separator, limit) => text.split(separator, limit),
  startsWith: (text, head, from) => text.startsWith(head, from),
  substr: (text, start, length) => substr(text, start, length),
  substring: (text, start, end) => text.substring(start, end),
  toLocaleLowerCase: (text) => text.toLowerCase(),
  toLocaleUpperCase: (text) => text.toUpperCase(),
  toLowerCase: (text) => text.toLowerCase(),
  toString: (text: string) => text,
  toUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  trimEnd: (text) => text.trimEnd(),
  trimStart: (text) => text.trimStart(),
  valueOf: (text: string) => text,
  italics: (text) => `<i>${text}</i>`,
  fontcolor: (text, colour) => `<font color="${quoted(colour)}">${text}</font>`,
  link: (text, target) => `<a href="${quoted(target)}">${text}</a>`,
};

function quoted(value: unknown): string {
  return String(value).replaceAll('"', '&quot;');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What asks where in a text something stands has no answer while a part of it is not known. */
const POSITIONAL = new Set([
  'at',
  'charAt',
  'charCodeAt',
  'codePointAt',
  'slice',
  'substr',
  'substring',
  'indexOf',
  'lastIndexOf',
  'padEnd',
  'padStart',
  'localeCompare',
  'repeat',
]);
const QUESTIONS = new Set([
  'includes',
  'startsWith',
  'endsWith',
  'indexOf',
  'lastIndexOf',
  'localeCompare',
  'charCodeAt',
  'codePointAt',
]);

function substr(text: string, start: number, length?: number): string {
  const from = start < 0 ? Math.max(0, text.length + start) : start;
  return length === undefined ? text.slice(from) : text.slice(from, from + Math.max(0, length));
}

function plainMethod(name: string, run: Plain): Native['run'] {
  return (machine, self, args) => {
    const subject = textFrom(self);
    const operands = args.map((arg) => operandOf(arg));
    const taints = operands.reduce((all, one) => joinTaints(all, one.taints), subject.taints);
    if (isOpen(name, subject.whole, operands)) {
      machine.unknowns += 1;
      return keeps(name) ? unknown(taints) : unknown();
    }
    const result = tried(() => run(subject.text, operands[0]?.value as never, operands[1]?.value as never));
    if (typeof result === 'object' && result !== null) return pieces(machine, result, taints);
    return known(result, keeps(name) ? taints : []);
  };
}

/** Whether the answer hangs on a part that is not known. */
function isOpen(name: string, whole: boolean, operands: readonly Operand[]): boolean {
  if (operands.some(({ known: isKnown }) => !isKnown)) return true;
  const isPartly = !whole || operands.some(({ value }) => isSymbolic(value));
  return isPartly && (POSITIONAL.has(name) || QUESTIONS.has(name));
}

/** What throws for such operands has no value. */
function tried<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** A length or a yes is not the data. A character's code is. */
function keeps(name: string): boolean {
  return !QUESTIONS.has(name) || name === 'charCodeAt' || name === 'codePointAt';
}

function pieces(machine: Machine, texts: readonly string[], taints: Parameters<typeof known>[1]): Value {
  if (texts.length > MAX_PIECES) return unknown(taints);
  const list = array([...texts], machine.depth);
  list.taints = taints;
  // What is not known at all may fall into any number of pieces.
  if (texts.some((text) => text.includes(SOMETHING))) list.rest = unknown(taints);
  return list;
}

function byPattern(
  run: (text: string, pattern: RegExp, machine: Machine, args: readonly Value[]) => Value,
): Native['run'] {
  return (machine, self, args) => {
    const { text, whole, taints } = textFrom(self);
    const pattern = patternOf(args[0]);
    if (!whole || pattern === undefined || !isCheap(pattern, text)) return anyMatch(machine, taints, args.slice(1));
    machine.step();
    const result = run(text, pattern, machine, args);
    return isObj(result) || taints.length === 0
      ? withListTaints(result, taints)
      : known(operandOf(result).value, taints);
  };
}

/** What `(match, group, …) => …` names at most. */
const GROUPS = 4;

/** Of a text that is not known nobody can say what is found: a function that is called with it gets parts of it. */
function anyMatch(machine: Machine, taints: Taints, given: readonly Value[]): Value {
  machine.unknowns += 1;
  const parts = Array.from({ length: GROUPS }, () => unknown(taints));
  const made = given.map((one) => (isCallable(one) ? machine.callHandler(one, parts) : one));
  return unknown(joinTaints(taints, taintsOfAll(made)));
}

function withListTaints(result: Value, taints: Parameters<typeof known>[1]): Value {
  if (isObj(result)) result.taints = joinTaints(result.taints, taints);
  return result;
}

const match = byPattern((text, pattern, machine) => {
  const found = text.match(pattern);
  return found === null ? null : array([...found], machine.depth);
});

const matchAll = byPattern((text, pattern, machine) => {
  const global = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
  return array(
    Array.from(text.matchAll(global), (found) => array([...found], machine.depth)),
    machine.depth,
  );
});

const splitBy = byPattern((text, pattern, machine) => array(text.split(pattern), machine.depth));

/** What a text is after something was replaced in it: one that says so, where other addresses stand there now. */
export function withOtherAddresses(machine: Machine, replaced: Value, [pattern, by]: readonly Value[]): Value {
  if (!findsAddresses(pattern) || by === '') return replaced;
  const match = placeholder('match');
  const put = isCallable(by) ? machine.maybeValue(() => machine.call(by, undefined, [match])) : by;
  // `(match) => match`, and whatever comes to the same.
  if (textOf(put) === match) return replaced;
  machine.behave('replaces-addresses', patternOf(pattern)?.source.slice(0, 80));
  const isOther = isUnknown(replaced) && holdsMoneyAddress(put);
  return isOther ? { ...replaced, notes: { ...replaced.notes, [OTHER_ADDRESSES]: true } } : replaced;
}

const replaceBy = byPattern((text, pattern, machine, args) => {
  const [, by] = args;
  if (!isCallable(by)) {
    const replacement = textFrom(by);
    return known(text.replace(pattern, replacement.text), replacement.taints);
  }
  let taints = taintsOfAll([]);
  const replaced = text.replace(pattern, (...found: unknown[]) => {
    machine.step();
    const given = found.filter((part) => typeof part !== 'object') as Primitive[];
    const piece = textFrom(machine.call(by, undefined, given));
    taints = joinTaints(taints, piece.taints);
    return piece.text;
  });
  return known(replaced, encoded(taints, 'replace'));
});

function isPattern(value: Value): boolean {
  return isObj(value) && value.tag === 'RegExp';
}

function replaceText(machine: Machine, self: Value, args: readonly Value[], all: boolean): Value {
  const subject = textFrom(self);
  const from = textFrom(args[0]);
  const to = isCallable(args[1]) ? textFrom(machine.call(args[1], undefined, [args[0]])) : textFrom(args[1]);
  const taints = joinTaints(subject.taints, to.taints);
  if (!from.whole) return unknown(taints);
  return known(
    all ? subject.text.replaceAll(from.text, () => to.text) : subject.text.replace(from.text, () => to.text),
    taints,
  );
}

const splitText = plainMethod('split', (text, separator, limit) => text.split(separator, limit));

/** The methods of a text. */
export const STRING_METHODS: Readonly<Record<string, Native['run']>> = methods({
  ...Object.fromEntries(Object.entries(PLAIN).map(([name, run]) => [name, plainMethod(name, run)])),
  concat: (_machine, self, args) => {
    const parts = [self, ...args].map((one) => textFrom(one));
    const taints = parts.reduce((all, one) => joinTaints(all, one.taints), taintsOfAll([]));
    return known(parts.map(({ text }) => text).join(''), taints);
  },
  '@@iterator': iteratorOf,
  match,
  matchAll: (machine, self, args) => iteratorOf(machine, matchAll(machine, self, args)),
  search: byPattern((text, pattern) => text.search(pattern)),
  split: (machine, self, args) => (isPattern(args[0]) ? splitBy(machine, self, args) : splitText(machine, self, args)),
  replace: (machine, self, args) => {
    const replaced = isPattern(args[0]) ? replaceBy(machine, self, args) : replaceText(machine, self, args, false);
    return withOtherAddresses(machine, replaced, args);
  },
  replaceAll: (machine, self, args) => {
    const replaced = isPattern(args[0]) ? replaceBy(machine, self, args) : replaceText(machine, self, args, true);
    return withOtherAddresses(machine, replaced, args);
  },
});

/** `String(value)`. */
export function toText(value: Value): Value {
  const { text, taints } = textFrom(value);
  return known(text, taints);
}
