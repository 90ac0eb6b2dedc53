import { isUnknown, membersOf, known, unknown } from '../values/lattice.js';
import { areKnown, partOf } from '../values/known-ranges.js';
import { isWorthHiding } from '../values/hidden-names.js';
import { isMixed } from '../values/mixed-numbers.js';
import { array, buffer, isObj, method, methods, object } from '../values/objects.js';
import { allTaints, encoded, joinTaints, SHORTEST_HIDDEN, taint, taintsOfAll, writtenAs } from '../values/taints.js';
import { isSymbolic, textOf } from '../values/text.js';
import { iteratorOf } from './iterators.js';
import type { Machine, Native, Obj, Taints, Value } from '../values/types.js';
import { numberFrom, operandOf, textFrom } from './coercion.js';

/** More is not decoded: that it is a constant in an encoding that hides is enough to know. */
const MAX_BYTES = 8_000_000;

/** Encodings that hide what a text says. */
export const HIDING = /^(?:base64|base64url|hex)$/;

/** What comes out of a constant that had to be decoded: it has a history even where all of it is known. */
export function decodedTaints(machine: Machine, taints: Taints, via: string): Taints {
  machine.onlooker?.decodes();
  const history = encoded(taints, via);
  const isTold = history.some(({ kind }) => kind === 'decoded' || kind === 'downloaded' || kind === 'data-file');
  return isTold ? history : joinTaints(history, taint('decoded', machine.position(), undefined, [via]));
}

/** What a text or bytes that are made of numbers are made of. */
export function taintsOfNumbers(machine: Machine, numbers: readonly Value[]): Taints {
  const taints = taintsOfAll(numbers);
  return numbers.some(isMixed) ? decodedTaints(machine, taints, 'cipher') : taints;
}

function bytesHistory(machine: Machine, taints: Taints, via: string, length: number): Taints {
  return length < SHORTEST_HIDDEN ? encoded(taints, via) : decodedTaints(machine, taints, via);
}

function textHistory(machine: Machine, taints: Taints, via: string, text: string): Taints {
  return isWorthHiding(text) ? decodedTaints(machine, taints, via) : encoded(taints, via);
}

/** `Buffer.from(…)` and its kin. */
export function bufferFrom(machine: Machine, args: readonly Value[]): Value {
  const [source, encodingArg] = args;
  if (isObj(source)) return fromList(machine, source, args);
  const { text, whole, taints } = textFrom(source);
  const { known: isKnown } = operandOf(source);
  const encoding = encodingArg === undefined ? 'utf8' : textFrom(encodingArg).text.toLowerCase();
  if (!isKnown || !whole || text.length > MAX_BYTES || !Buffer.isEncoding(encoding)) {
    machine.unknowns += 1;
    return opaqueBuffer(historyOfUndecoded(machine, taints, encoding, isKnown && whole));
  }
  if (typeof source === 'number') return buffer(new Uint8Array(Math.min(source, MAX_BYTES)), taints, machine.depth);
  const bytes = new Uint8Array(Buffer.from(text, encoding));
  const history = HIDING.test(encoding)
    ? textHistory(machine, taints, encoding, Buffer.from(bytes).toString('latin1'))
    : taints;
  return buffer(bytes, history, machine.depth);
}

function historyOfUndecoded(machine: Machine, taints: Taints, encoding: string, isConstant: boolean): Taints {
  if (HIDING.test(encoding)) machine.onlooker?.decodes();
  if (!HIDING.test(encoding)) return taints;
  return isConstant ? decodedTaints(machine, taints, encoding) : encoded(taints, encoding);
}

function fromList(machine: Machine, source: Obj, [, offset, length]: readonly Value[]): Value {
  if (source.bytes !== undefined) return viewOf(machine, source, offset, length);
  const { items, complete } = machine.elements(source);
  const numbers = items.map((item) => numberFrom(item));
  const taints = allTaints(source);
  if (!complete || numbers.includes(undefined))
    return opaqueBuffer(joinTaints(taints, taintsOfNumbers(machine, items)));
  if (numbers.length > MAX_BYTES) return opaqueBuffer(bytesHistory(machine, taints, 'bytes', numbers.length));
  // Headers of files are mostly zeros; no text has any, and what is encrypted hardly.
  const told = numbers.filter((one) => one !== 0).length;
  return buffer(Uint8Array.from(numbers as number[]), bytesHistory(machine, taints, 'bytes', told), machine.depth);
}

/** `new Uint8Array(memory, offset, length)` */
function viewOf(machine: Machine, source: Obj, offset: Value, length: Value): Value {
  const start = offset === undefined ? 0 : numberFrom(offset);
  const size = length === undefined ? undefined : numberFrom(length);
  const isEndKnown = length === undefined || size !== undefined;
  if (source.ranges !== undefined && !isEndKnown) return unknown(source.taints);
  return partOf(source, start, start === undefined || size === undefined ? undefined : start + size, machine.depth);
}

/** Bytes of which only is known where they came from. */
export function opaqueBuffer(taints: Taints): Value {
  return unknown(taints, { api: 'buffer()', props: new Map() });
}

/** `bytes.copy(target)` of bytes that are not known: the target is not known any more. */
export function copyOpaque(bytes: Taints, target: Value): void {
  for (const one of membersOf(target)) {
    if (isUnknown(one)) one.props?.set('@@copied', unknown(bytes));
    if (!isObj(one)) continue;
    one.taints = joinTaints(one.taints, bytes);
    one.open = true;
  }
}

/** `Buffer.concat(list)`. */
export function bufferConcat(machine: Machine, args: readonly Value[]): Value {
  const { items, complete } = machine.elements(args[0]);
  const parts = items.map((item) => (isObj(item) ? item.bytes : undefined));
  const taints = taintsOfAll(items);
  const areWhole = items.every((item) => isObj(item) && item.ranges === undefined);
  if (!complete || !areWhole || parts.includes(undefined)) return opaqueBuffer(taints);
  return buffer(new Uint8Array(Buffer.concat(parts as Uint8Array[])), taints, machine.depth);
}

/** The text that bytes are in an encoding, and what it is made of. */
export function textOfBytes(self: Value, encoding: string, range: readonly (number | undefined)[] = []): Value {
  const taints = allTaints(self);
  const history = HIDING.test(encoding) ? writtenAs(taints, encoding) : taints;
  if (!isObj(self) || self.bytes === undefined || self.open || !Buffer.isEncoding(encoding)) return unknown(history);
  const [start = 0, end = self.bytes.length] = range;
  if (!areKnown(self, start, end)) return unknown(history);
  return known(Buffer.from(self.bytes.subarray(start, end)).toString(encoding), history);
}

/** As many as anybody's own commands. */
const MOST_ENCODED = 100;

function noteEncoded({ encodedOpenly }: Machine, value: Value): void {
  const { text, whole } = textFrom(value);
  if (whole && text.length >= SHORTEST_HIDDEN && encodedOpenly.size < MOST_ENCODED) encodedOpenly.add(text);
}

function view(machine: Machine, self: Value, args: readonly Value[]): Value {
  if (!isObj(self) || self.bytes === undefined) return unknown(allTaints(self));
  const start = numberFrom(args[0] ?? 0);
  const end = args[1] === undefined ? undefined : numberFrom(args[1]);
  if (self.ranges !== undefined && args[1] !== undefined && end === undefined) return unknown(self.taints);
  return partOf(self, start, end, machine.depth);
}

/** The list with the same numbers, on which every method of lists works. */
function asList(machine: Machine, self: Value): Value {
  if (isObj(self) && self.open) {
    const list = array([], machine.depth);
    list.rest = unknown(self.taints);
    list.open = true;
    return list;
  }
  return array([...machine.elements(self).items], machine.depth);
}

function viaList(name: string, back: boolean): Native['run'] {
  return (machine, self, args) => {
    const result = machine.call(machine.get(asList(machine, self), name), asList(machine, self), args);
    return back ? bufferFrom(machine, [result]) : result;
  };
}

/** The methods of buffers and typed arrays. */
export const BUFFER_METHODS: Readonly<Record<string, Native['run']>> = methods({
  toString: method((machine, self, args) => {
    const encoding = args[0] === undefined ? 'utf8' : textFrom(args[0]).text.toLowerCase();
    const text = textOfBytes(self, encoding, [
      numberFrom(args[1] ?? 0),
      args[2] === undefined ? undefined : numberFrom(args[2]),
    ]);
    if (HIDING.test(encoding) && allTaints(self).length === 0) noteEncoded(machine, text);
    return text;
  }),
  slice: view,
  subarray: view,
  map: viaList('map', true),
  filter: viaList('filter', true),
  forEach: viaList('forEach', false),
  reduce: viaList('reduce', false),
  join: viaList('join', false),
  indexOf: (machine, self, args) => found(machine, 'indexOf', self, args),
  lastIndexOf: (machine, self, args) => found(machine, 'lastIndexOf', self, args),
  entries: viaList('entries', false),
  values: iteratorOf,
  '@@iterator': iteratorOf,
  reverse: (_machine, self) => {
    if (isObj(self)) self.bytes?.reverse();
    return self;
  },
  ...Object.fromEntries(
    (['readUInt16BE', 'readUInt16LE', 'readUInt32BE', 'readUInt32LE', 'readInt32BE', 'readInt32LE'] as const).flatMap(
      (name) => [name, name.replace('UInt', 'Uint')].map((alias) => [alias, numberReader(name)]),
    ),
  ),
  // What a `DataView` of these bytes can do besides.
  ...Object.fromEntries(
    ['Int8', 'Uint8', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Float32', 'Float64', 'BigInt64', 'BigUint64'].flatMap(
      (kind) => [
        [
          `set${kind}`,
          (_machine: Machine, self: Value, args: readonly Value[]): Value => {
            copyOpaque(allTaints(args[1]), self);
            return undefined;
          },
        ],
        [
          `get${kind}`,
          (_machine: Machine, self: Value, args: readonly Value[]): Value =>
            kind.endsWith('8') ? byteAt(self, args) : unknown(allTaints(self)),
        ],
      ],
    ),
  ),
  readUInt8: (_machine, self, args) => byteAt(self, args),
  readUint8: (_machine, self, args) => byteAt(self, args),
  set: (_machine, self, args) => {
    if (isObj(self)) {
      self.taints = joinTaints(self.taints, allTaints(args[0]));
      const source = args[0];
      if (isObj(source) && source.bytes !== undefined && self.bytes !== undefined) {
        const offset = numberFrom(args[1] ?? 0) ?? 0;
        self.bytes.set(source.bytes.subarray(0, Math.max(0, self.bytes.length - offset)), offset);
      } else self.open = true;
    }
    return undefined;
  },
  copy: (_machine, self, args) => {
    const target = args[0];
    if (isObj(target)) {
      target.taints = joinTaints(target.taints, allTaints(self));
      target.open = true;
    }
    return unknown();
  },
  write: (_machine, self, args) => {
    if (isObj(self)) {
      self.taints = joinTaints(self.taints, allTaints(args[0]));
      self.open = true;
    }
    return unknown();
  },
});

/** Where a text or other bytes stand in the bytes. */
function found(machine: Machine, name: 'indexOf' | 'lastIndexOf', self: Value, args: readonly Value[]): Value {
  const what = wanted(args[0]);
  const start = args[1] === undefined ? undefined : numberFrom(args[1]);
  if (!isObj(self) || self.bytes === undefined || self.open || what === undefined) {
    machine.unknowns += 1;
    return unknown();
  }
  const bytes = Buffer.from(self.bytes.buffer, self.bytes.byteOffset, self.bytes.byteLength);
  const at = start === undefined ? bytes[name](what) : bytes[name](what, start);
  return areKnown(self, start ?? 0, at + 1) ? at : unknown();
}

function wanted(value: Value): Uint8Array | string | number | undefined {
  if (isObj(value)) return value.bytes;
  const text = textOf(value);
  if (text === undefined) return numberFrom(value);
  return isSymbolic(text) ? undefined : text;
}

function byteAt(self: Value, args: readonly Value[]): Value {
  const index = numberFrom(args[0] ?? 0);
  if (!isObj(self) || index === undefined || !areKnown(self, index)) return unknown(allTaints(self));
  return known(self.bytes?.[index], self.taints);
}

type Reader = 'readUInt16BE' | 'readUInt16LE' | 'readUInt32BE' | 'readUInt32LE' | 'readInt32BE' | 'readInt32LE';

/** Formats of files are taken apart by the numbers in them. */
function numberReader(name: Reader): Native['run'] {
  return (machine, self, [at = 0]) => {
    const offset = numberFrom(at);
    const size = name.includes('16') ? 2 : 4;
    if (
      !isObj(self) ||
      self.bytes === undefined ||
      self.open ||
      offset === undefined ||
      !areKnown(self, offset, offset + size)
    ) {
      machine.unknowns += 1;
      return unknown();
    }
    const bytes = Buffer.from(self.bytes.buffer, self.bytes.byteOffset, self.bytes.byteLength);
    if (offset >= 0 && offset + size <= bytes.length) return bytes[name](offset);
    machine.throwValue(object('Error', { props: [['message', 'out of range']] }));
    return undefined;
  };
}

/** `atob` and `btoa`, which work on characters that are bytes. */
export function base64ToText(machine: Machine, value: Value): Value {
  const { text, whole, taints } = textFrom(value);
  if (!whole || isSymbolic(text)) return unknown(encoded(taints, 'base64'));
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  return known(decoded, textHistory(machine, taints, 'base64', decoded));
}

export function textToBase64(value: Value): Value {
  const { text, whole, taints } = textFrom(value);
  if (!whole) return unknown(writtenAs(taints, 'base64'));
  return known(Buffer.from(text, 'latin1').toString('base64'), writtenAs(taints, 'base64'));
}
