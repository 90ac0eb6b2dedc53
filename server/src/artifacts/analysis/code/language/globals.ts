import { known, unknown } from '../values/lattice.js';
import { array, isObj, native, object } from '../values/objects.js';
import { isWorthHiding } from '../values/hidden-names.js';
import { allTaints, encoded, joinTaints } from '../values/taints.js';
import { isSymbolic } from '../values/text.js';
import type { Machine, Native, Obj, Primitive, Value } from '../values/types.js';
import { base64ToText, bufferFrom, decodedTaints, taintsOfNumbers, textToBase64 } from './buffers.js';
import { bufferStatics, decoder, encoder, makeBytes } from './bytes.js';
import { numberFrom, operandOf, textFrom } from './coercion.js';
import { mapFrom, setFrom } from './collections.js';
import { JSON_STATICS } from './json.js';
import { OBJECT_STATICS, REFLECT_STATICS } from './object-statics.js';
import { PROMISE_STATICS, promiseFrom } from './promises.js';
import { makeProxy } from './proxy-objects.js';
import { regExp } from './regexp.js';
import { toText } from './strings.js';

type Run = Native['run'];
type Statics = Readonly<Record<string, Run | Value>>;

const MAX_LENGTH = 200_000;

function withStatics(name: string, run: Run, statics: Statics = {}): Obj {
  const made = native(name, run);
  for (const [key, value] of Object.entries(statics)) {
    made.props.set(key, typeof value === 'function' ? native(key, value) : value);
  }
  return made;
}

/** A function from texts or numbers to one of them; unknown operands make it unknown, and history is carried along. */
function pure(run: (...args: never[]) => Primitive, via?: string): Run {
  return (machine, _self, args) => {
    const operands = args.map((arg) => operandOf(arg));
    const taints = operands.reduce<ReturnType<typeof allTaints>>((all, one) => joinTaints(all, one.taints), []);
    if (operands.some((one) => !one.known || isSymbolic(one.value))) {
      machine.unknowns += 1;
      return unknown(via === undefined ? taints : encoded(taints, via));
    }
    const result = attempt(machine, () => run(...(operands.map((one) => one.value) as never[])));
    const isHidden = via !== undefined && isDecoded(operands[0]?.value, result);
    return known(result, isHidden ? decodedTaints(machine, taints, via) : taints);
  };
}

/** A text without anything in it that is encoded is what it was, as most paths are that may have been addresses. What is no text has hidden none. */
function isDecoded(given: Primitive, result: Primitive): boolean {
  return typeof given === 'string' && typeof result === 'string' && isWorthHiding(result) && result !== given;
}

/** What the language throws, the code throws. */
function attempt(machine: Machine, run: () => Primitive): Primitive {
  try {
    return run();
  } catch {
    machine.throwValue(object('Error', { props: [['message', '']] }));
    return undefined;
  }
}

/** Code that is spelled in numbers: what comes of it has a history, however it is put together. */
function fromCharCode(machine: Machine, _self: Value, args: readonly Value[]): Value {
  const codes = args.map((arg) => numberFrom(arg));
  const taints = taintsOfNumbers(machine, args);
  if (codes.includes(undefined)) {
    machine.unknowns += 1;
    machine.onlooker?.decodes();
    return unknown(encoded(taints, 'charcode'));
  }
  const text = codes.map((code) => String.fromCodePoint(Math.min(0x10ffff, (code ?? 0) & 0x1fffff))).join('');
  // Commas and line ends are spelled like that by every printer; letters are what code is hidden in.
  return known(text, /\w/.test(text) ? decodedTaints(machine, taints, 'charcode') : encoded(taints, 'charcode'));
}

function makeArray(machine: Machine, _self: Value, args: readonly Value[]): Value {
  const [only] = args;
  if (args.length === 1 && typeof only === 'number') {
    const length = Math.min(only, MAX_LENGTH);
    return array(length >= 0 ? new Array<Value>(length).fill(undefined) : [], machine.depth);
  }
  return array([...args], machine.depth);
}

function arrayFrom(machine: Machine, _self: Value, [source, mapper]: readonly Value[]): Value {
  const length =
    isObj(source) && source.items === undefined && source.bytes === undefined
      ? machine.get(source, 'length')
      : undefined;
  const list =
    typeof length === 'number'
      ? array(new Array<Value>(Math.min(length, MAX_LENGTH)).fill(undefined), machine.depth)
      : machine.listOf(machine.elements(source));
  return mapper === undefined ? list : machine.call(machine.get(list, 'map'), list, [mapper]);
}

function makeError(machine: Machine, _self: Value, [message, options]: readonly Value[]): Value {
  const cause = isObj(options) ? machine.get(options, 'cause') : undefined;
  return object('Error', {
    props: [
      ['cause', cause],
      ['message', message],
      ['stack', unknown(allTaints(message))],
    ],
    depth: machine.depth,
  });
}

function makePattern(machine: Machine, _self: Value, [source, flags]: readonly Value[]): Value {
  if (isObj(source) && source.tag === 'RegExp') return source;
  const { text, whole } = source === undefined ? { text: '(?:)', whole: true } : textFrom(source);
  if (!whole) {
    machine.unknowns += 1;
    return unknown();
  }
  return regExp(text, flags === undefined ? '' : textFrom(flags).text);
}

const bytesStatics: Statics = {
  from: (machine, _self, args) =>
    bufferFrom(machine, [args[1] === undefined ? args[0] : arrayFrom(machine, undefined, args)]),
  of: (machine, _self, args) => bufferFrom(machine, [array([...args])]),
};

const MATH_NAMES = [
  'abs',
  'ceil',
  'floor',
  'round',
  'trunc',
  'min',
  'max',
  'pow',
  'sqrt',
  'log',
  'log2',
  'sign',
  'imul',
  'sin',
  'cos',
  'exp',
];

function math(): Obj {
  const statics: Record<string, Run | Value> = { PI: Math.PI, E: Math.E, random: () => unknown() };
  for (const name of MATH_NAMES) statics[name] = pure((...args: never[]) => Math[name as 'max'](...args));
  return withStatics('Math', () => undefined, statics);
}

/** As the language's old `unescape` has it: `%41` and `%u0041`. */
function unescaped(text: string): string {
  return text.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_all, wide?: string, narrow?: string) =>
    String.fromCharCode(Number.parseInt(wide ?? narrow ?? '', 16)),
  );
}

function symbol(_machine: Machine, _self: Value, [name]: readonly Value[]): Value {
  return `@@${name === undefined ? '' : textFrom(name).text}`;
}

const bytes = withStatics('Uint8Array', makeBytes, bytesStatics);
const error = withStatics('Error', makeError, { captureStackTrace: () => undefined });
const map = withStatics('Map', (machine, _self, [entries]) => mapFrom(machine, entries));
const set = withStatics('Set', (machine, _self, [values]) => setFrom(machine, values));

/** What the language itself offers by name. Shared by all machines: the code cannot change it. */
export const LANGUAGE_GLOBALS: Readonly<Record<string, Value>> = Object.freeze({
  Array: withStatics('Array', makeArray, {
    from: arrayFrom,
    of: (machine, _self, args) => array([...args], machine.depth),
    isArray: (_machine, _self, [value]) =>
      isObj(value)
        ? value.tag === 'Array'
        : typeof value === 'object' && value !== null && value.kind !== 'known'
          ? unknown()
          : false,
  }),
  ArrayBuffer: bytes,
  BigInt: withStatics(
    'BigInt',
    pure((value) => BigInt(value)),
  ),
  Boolean: withStatics('Boolean', (_machine, _self, [value]) => value),
  Buffer: withStatics('Buffer', (machine, _self, args) => bufferFrom(machine, args), bufferStatics),
  DataView: withStatics('DataView', (_machine, _self, [bytes]) => bytes),
  Date: withStatics('Date', (machine) => object('Date', { depth: machine.depth }), {
    now: () => unknown(),
    parse: () => unknown(),
    UTC: () => unknown(),
  }),
  Error: error,
  EvalError: error,
  Infinity: Number.POSITIVE_INFINITY,
  Int8Array: bytes,
  JSON: withStatics('JSON', () => undefined, JSON_STATICS),
  Map: map,
  Math: math(),
  NaN: Number.NaN,
  Number: withStatics(
    'Number',
    pure((value = 0 as never) => Number(value)),
    {
      isInteger: pure((value) => Number.isInteger(value)),
      isFinite: pure((value) => Number.isFinite(value)),
      isNaN: pure((value) => Number.isNaN(value)),
      parseInt: pure((text, radix) => Number.parseInt(text, radix)),
      parseFloat: pure((text) => Number.parseFloat(text)),
      MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
    },
  ),
  Object: withStatics(
    'Object',
    (machine, _self, [value]) => value ?? object('Object', { depth: machine.depth }),
    OBJECT_STATICS,
  ),
  Promise: withStatics('Promise', (machine, _self, [executor]) => promiseFrom(machine, executor), PROMISE_STATICS),
  Proxy: withStatics('Proxy', makeProxy),
  RangeError: error,
  ReferenceError: error,
  Reflect: withStatics('Reflect', () => undefined, REFLECT_STATICS),
  RegExp: withStatics('RegExp', makePattern),
  Set: set,
  String: withStatics('String', (_machine, _self, args) => (args.length === 0 ? '' : toText(args[0])), {
    fromCharCode,
    fromCodePoint: fromCharCode,
    raw: (machine, _self, [strings, ...values]) => machine.rawTemplate(strings, values),
  }),
  Symbol: withStatics('Symbol', symbol, {
    iterator: '@@iterator',
    asyncIterator: '@@asyncIterator',
    toStringTag: '@@toStringTag',
    toPrimitive: '@@toPrimitive',
    hasInstance: '@@hasInstance',
    for: symbol,
  }),
  SyntaxError: error,
  TextDecoder: withStatics('TextDecoder', decoder),
  TextEncoder: withStatics('TextEncoder', encoder),
  TypeError: error,
  URIError: error,
  Uint16Array: bytes,
  Uint8Array: bytes,
  Uint8ClampedArray: bytes,
  WeakMap: map,
  WeakRef: withStatics('WeakRef', (machine, _self, [value]) => machine.record({ deref: native('deref', () => value) })),
  WeakSet: set,
  atob: native('atob', (machine, _self, [text]) => base64ToText(machine, text)),
  btoa: native('btoa', (_machine, _self, [text]) => textToBase64(text)),
  decodeURI: native(
    'decodeURI',
    pure((text) => decodeURI(text), 'uri'),
  ),
  decodeURIComponent: native(
    'decodeURIComponent',
    pure((text) => decodeURIComponent(text), 'uri'),
  ),
  encodeURI: native('encodeURI', (_machine, _self, [text]) => uriEncoded(text)),
  encodeURIComponent: native('encodeURIComponent', (_machine, _self, [text]) => uriEncoded(text)),
  // The names are those of the language, however old.
  ...Object.fromEntries([
    [
      'escape',
      native(
        'escape',
        pure((text) => encodeURIComponent(text)),
      ),
    ],
    ['unescape', native('unescape', pure(unescaped, 'uri'))],
  ]),
  isFinite: native(
    'isFinite',
    pure((value) => Number.isFinite(Number(value))),
  ),
  isNaN: native(
    'isNaN',
    pure((value) => Number.isNaN(Number(value))),
  ),
  parseFloat: native(
    'parseFloat',
    pure((text) => Number.parseFloat(text)),
  ),
  parseInt: native(
    'parseInt',
    pure((text, radix) => Number.parseInt(text, radix)),
  ),
  queueMicrotask: native('queueMicrotask', (machine, _self, [callback]) => machine.callHandler(callback, [])),
  structuredClone: native('structuredClone', (_machine, _self, [value]) => value),
} satisfies Record<string, Value>);

/** Known texts are encoded, the others carry on: it is no disguise. */
function uriEncoded(value: Value): Value {
  const { text, whole, taints } = textFrom(value);
  if (!whole) return known(text, taints);
  try {
    return known(encodeURIComponent(text), taints);
  } catch {
    return unknown(taints);
  }
}
