import { unknown } from '../values/lattice.js';
import { array, buffer, isObj, native, object } from '../values/objects.js';
import { allTaints } from '../values/taints.js';
import type { Machine, Native, Value } from '../values/types.js';
import { bufferConcat, bufferFrom, copyOpaque, textOfBytes } from './buffers.js';
import { numberFrom } from './coercion.js';

type Run = Native['run'];

const MAX_BYTES = 2_000_000;

/** `new Uint8Array(length)`, `new Uint8Array(list)`. */
export function makeBytes(machine: Machine, _self: Value, args: readonly Value[]): Value {
  const [source] = args;
  return typeof source === 'number'
    ? buffer(new Uint8Array(Math.min(source, MAX_BYTES)), [], machine.depth)
    : bufferFrom(machine, isObj(source) ? args : [source]);
}

/** `new TextDecoder()` */
export const decoder: Run = (machine) => {
  const made = object('Object', { depth: machine.depth });
  made.props.set(
    'decode',
    native('decode', (_machine, _self, [bytes]) => textOfBytes(bytes, 'utf8')),
  );
  return made;
};

/** `new TextEncoder()` */
export const encoder: Run = (machine) => {
  const made = object('Object', { depth: machine.depth });
  made.props.set(
    'encode',
    native('encode', (inner, _self, [text]) => bufferFrom(inner, [text])),
  );
  made.props.set(
    'encodeInto',
    native('encodeInto', (_machine, _self, [text, target]) => {
      copyOpaque(allTaints(text), target);
      return unknown();
    }),
  );
  return made;
};

/** The functions of `Buffer`. */
export const bufferStatics: Readonly<Record<string, Run>> = {
  from: (machine, _self, args) => bufferFrom(machine, args),
  alloc: (machine, _self, args) => makeBytes(machine, undefined, [numberFrom(args[0]) ?? unknown()]),
  allocUnsafe: (machine, _self, args) => makeBytes(machine, undefined, [numberFrom(args[0]) ?? unknown()]),
  concat: (machine, _self, args) => bufferConcat(machine, args),
  isBuffer: (_machine, _self, [value]) => (isObj(value) ? value.bytes !== undefined : unknown()),
  byteLength: () => unknown(),
  of: (machine, _self, args) => bufferFrom(machine, [array([...args])]),
};
