import { isUnion, known, membersOf, join, truthOf, unknown } from '../values/lattice.js';
import { MIXED } from '../values/mixed-numbers.js';
import { isObj } from '../values/objects.js';
import { allTaints, joinTaints, mayBeCode } from '../values/taints.js';
import { isSymbolic } from '../values/text.js';
import type { Closure, Native, Machine, Obj, Primitive, Taints, Value } from '../values/types.js';
import { noteCheck } from './checks.js';
import { operandOf, textFrom, type Operand, type Text } from './coercion.js';

/** A text longer than that is no text that code is made of; doubling strings must not eat the memory. */
const MAX_TEXT = 4_000_000;
/** Shorter texts are searched at once, and several of them may be put together between two steps of a long one. */
const SHORT = 256;
/** Operands that can be several things are combined up to this many ways. */
const MAX_COMBINATIONS = 16;

type Compute = (a: Primitive, b: Primitive) => Primitive;

/** Written for numbers; the language's own operators do what they do with whatever primitives the code has. */
const FOR_NUMBERS = {
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '|': (a, b) => a | b,
  '&': (a, b) => a & b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a == b,
  '!=': (a, b) => a != b,
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
} satisfies Readonly<Record<string, (a: number, b: number) => number | boolean>>;

const COMPUTE = FOR_NUMBERS as Readonly<Record<string, unknown>> as Readonly<Record<string, Compute | undefined>>;

const EQUALITY: Readonly<Record<string, boolean>> = { '==': true, '===': true, '!=': false, '!==': false };

export function binary(machine: Machine, operator: string, left: Value, right: Value): Value {
  const quick = ofPlain(operator, left, right);
  if (quick !== undefined) return quick;
  if (!isUnion(left) && !isUnion(right)) return single(machine, operator, left, right);
  const lefts = membersOf(left);
  const rights = membersOf(right);
  const ways = lefts.length * rights.length;
  if (ways > MAX_COMBINATIONS) return single(machine, operator, left, right);
  return lefts
    .flatMap((one) => rights.map((other) => single(machine, operator, one, other)))
    .reduce((all, one) => join(all, one));
}

/** Most of what decoders compute: two numbers, or two texts put together. */
function ofPlain(operator: string, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    return operator === '+' ? left + right : COMPUTE[operator]?.(left, right);
  }
  return operator === '+' && typeof left === 'string' && typeof right === 'string'
    ? concatenated(left, right)
    : undefined;
}

function single(machine: Machine, operator: string, left: Value, right: Value): Value {
  if (operator in EQUALITY) return equality(machine, operator, left, right);
  if (operator === 'instanceof' || operator === 'in') return membership(machine, operator, left, right);
  const a = operandOf(left);
  const b = operandOf(right);
  const taints = joinTaints(a.taints, b.taints);
  if (operator === '+' && (isText(a.value, left) || isText(b.value, right))) return added(machine, left, right, taints);
  if (!isWhole(a) || !isWhole(b)) return unknownNumber(machine, operator, a, b);
  const compute = operator === '+' ? plus : COMPUTE[operator];
  return computed(machine, compute, a.value, b.value, taints);
}

/** A number that stands in the code and a key that is not known are what was hidden with that key, one number of it. */
function unknownNumber(machine: Machine, operator: string, a: Operand, b: Operand): Value {
  machine.unknowns += 1;
  const taints = joinTaints(a.taints, b.taints);
  const isHidden = operator === '^' && isWhole(a) !== isWhole(b) && !taints.some(mayBeCode);
  return unknown(taints, isHidden ? { notes: { [MIXED]: true } } : {});
}

function isWhole({ known: isKnown, value }: Operand): boolean {
  return isKnown && !isSymbolic(value);
}

function isText(operand: Primitive, value: Value): boolean {
  return typeof operand === 'string' || (typeof value === 'object' && value?.kind === 'object');
}

/** Objects turn into text; what is not known stays open in it. */
function added(machine: Machine, left: Value, right: Value, taints: Taints): Value {
  const a = summand(machine, left);
  const b = summand(machine, right);
  const text = concatenated(a.text, b.text);
  if (!a.whole || !b.whole) machine.unknowns += 1;
  else if (typeof text === 'string' && text.length > SHORT) machine.grown = text;
  const rest = after(a.text, taints);
  return typeof text === 'string' ? known(text, rest) : unknown(rest);
}

/** What stands behind a text: `Basic ${key}` is no secret to whom it is sent. The end of a text that grows is looked at only for such a key, as the engine copies it together for that. */
function after(text: string, taints: Taints): Taints {
  if (!taints.some(isLogin)) return taints;
  return NAMES_LOGIN.test(text.slice(-LONGEST_SCHEME)) ? taints.filter((taint) => !isLogin(taint)) : taints;
}

function isLogin({ kind }: Taints[number]): boolean {
  return kind === 'login';
}

/** What follows it is what a request logs in with, and is meant for whom it goes to (RFC 9110, "Authentication Scheme"). */
const NAMES_LOGIN = /(?:^|[\s"':,])(?:basic|bearer|digest|apikey|token|plain|authenticate) +$/i;
const LONGEST_SCHEME = 20;

/** What grows letter by letter is not searched for unknown parts at each step, for which it would be copied as well. */
function summand(machine: Machine, value: Value): Pick<Text, 'text' | 'whole'> {
  const text = typeof value === 'object' && value?.kind === 'known' ? value.value : value;
  return text === machine.grown ? { text: machine.grown, whole: true } : textFrom(value);
}

function concatenated(a: string, b: string): Value {
  return a.length + b.length > MAX_TEXT ? unknown() : a + b;
}

/** Two values that are no text. */
function plus(a: Primitive, b: Primitive): Primitive {
  return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : Number(a) + Number(b);
}

function computed(machine: Machine, compute: Compute | undefined, a: Primitive, b: Primitive, taints: Taints): Value {
  try {
    if (compute !== undefined) return known(compute(a, b), taints);
  } catch {
    // A bigint and a number, or a bigint that would fill the memory.
  }
  return unknownResult(machine, taints);
}

function unknownResult(machine: Machine, taints: Taints): Value {
  machine.unknowns += 1;
  return unknown(taints);
}

function equality(machine: Machine, operator: string, left: Value, right: Value): Value {
  noteCheck(machine, left, right);
  const same = sameObject(operator, left, right) ?? sameClass(left, right);
  if (same !== undefined) return same === (EQUALITY[operator] ?? true);
  const a = operandOf(left);
  const b = operandOf(right);
  if (!isWhole(a) || !isWhole(b)) return unknownResult(machine, []);
  return COMPUTE[operator]?.(a.value, b.value);
}

/** Whether two values are one object; undefined where neither is one, or where it is not known. */
function sameObject(operator: string, left: Value, right: Value): boolean | undefined {
  if (!isObject(left) && !isObject(right)) return undefined;
  if (left === right) return true;
  if (isObject(left) && isObject(right)) return false;
  // An object is never strictly equal to a primitive; loosely it may be.
  return operator.length === 3 && !isUnknown(left) && !isUnknown(right) ? false : undefined;
}

/** `events.EventEmitter`: what is called so is there. A compiler asks whether a class extends `null`. */
function isClass(value: Value): boolean {
  if (typeof value !== 'object' || value?.kind !== 'unknown') return false;
  return value.api !== undefined && /(?:^|\.)[A-Z]\w*$/.test(value.api);
}

/** False where one is a class and the other is nothing. */
function sameClass(left: Value, right: Value): false | undefined {
  const isOne = (one: Value, other: Value): boolean => (other === null || other === undefined) && isClass(one);
  return isOne(left, right) || isOne(right, left) ? false : undefined;
}

function isObject(value: Value): boolean {
  return typeof value === 'object' && value !== null && value.kind === 'object';
}

function isUnknown(value: Value): boolean {
  return typeof value === 'object' && value !== null && (value.kind === 'unknown' || value.kind === 'union');
}

function membership(machine: Machine, operator: string, left: Value, right: Value): Value {
  if (operator !== 'in' || !isObj(right)) return unknownResult(machine, []);
  const { known: isKnown, value } = operandOf(left);
  if (isKnown && right.props.has(String(value))) return true;
  return isKnown && isClosed(right) ? false : unknownResult(machine, []);
}

/** Whether an object has no more properties than are known. */
function isClosed({ open, rest, fallback, items }: Obj): boolean {
  return !open && rest === undefined && fallback === undefined && items === undefined;
}

const UNARY: Readonly<Record<string, (value: Primitive) => Primitive>> = {
  '-': (value) => (typeof value === 'bigint' ? -value : -Number(value)),
  '+': (value) => Number(value),
  '~': (value) => (typeof value === 'bigint' ? ~value : ~Number(value)),
};

export function unary(machine: Machine, operator: string, value: Value): Value {
  if (operator === 'void') return undefined;
  if (operator === '!') {
    const truth = truthOf(value);
    return truth === undefined ? unknownResult(machine, []) : !truth;
  }
  if (operator === 'typeof') return typeName(machine, value);
  const operand = operandOf(value);
  const compute = UNARY[operator];
  if (!operand.known || isSymbolic(operand.value) || compute === undefined) {
    return unknownResult(machine, allTaints(value));
  }
  return known(compute(operand.value), operand.taints);
}

/** Objects of the language that only hold functions. */
const NAMESPACES: ReadonlySet<string> = new Set(['Atomics', 'Intl', 'JSON', 'Math', 'Reflect', 'WebAssembly']);

function isNamespace(call: Closure | Native): boolean {
  return call.kind === 'native' && NAMESPACES.has(call.name);
}

function typeName(machine: Machine, value: Value): Value {
  if (typeof value !== 'object') return typeof value === 'string' && value.startsWith('@@') ? 'symbol' : typeof value;
  if (value === null) return 'object';
  switch (value.kind) {
    case 'known':
      return typeof value.value;
    case 'object':
      return value.call === undefined || isNamespace(value.call) ? 'object' : 'function';
    default:
      return unknownResult(machine, []);
  }
}

export function template(machine: Machine, quasis: readonly string[], values: readonly Value[]): Value {
  let text = quasis[0] ?? '';
  let taints: Taints = [];
  values.forEach((value, index) => {
    const part = textFrom(value);
    if (!part.whole) machine.unknowns += 1;
    taints = joinTaints(taints, after(text, part.taints));
    text += part.text + (quasis[index + 1] ?? '');
  });
  return text.length > MAX_TEXT ? unknown(taints) : known(text, taints);
}
