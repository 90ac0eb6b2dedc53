import { joinAll, membersOf, unknown } from '../values/lattice.js';
import { isCallable, isObj, promise } from '../values/objects.js';
import { allTaints, mayBeCode } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Taints, Unknown, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';
import { noted } from './destinations.js';
import { feed } from './stream-parts.js';
import { noteWrite } from './written-files.js';

/** `source.pipe(target)`: what comes out of the one goes into the other. */
export function pipe(machine: Machine, source: Value, target: Value): Value {
  return joinAll(membersOf(target).map((one) => pipeOne(machine, source, one)));
}

function pipeOne(machine: Machine, source: Value, target: Value): Value {
  const taints = allTaints(source);
  const open = isObj(target) ? target.fallback : target;
  const stream = typeof open === 'object' && open?.kind === 'unknown' ? open : undefined;
  if (stream !== undefined) pipeInto(machine, taints, stream);
  if (!isObj(target)) return stream === undefined ? target : { ...stream, taints: [...stream.taints, ...taints] };
  target.taints = [...target.taints, ...taints].slice(0, MAX_PIPED);
  feed(machine, target, taints);
  return target;
}

/** What flows into one thing; more kinds than these are no better evidence. */
const MAX_PIPED = 24;

function pipeInto(machine: Machine, taints: Taints, target: Unknown): void {
  const { api = '', props } = target;
  if (props?.has(WRITABLE) === true) pipe(machine, unknown(taints), props.get(WRITABLE));
  else if (api === 'fs.createWriteStream()') writeInto(machine, taints, target);
  else if (api.startsWith('child()')) machine.report({ sink: 'run-as-command', taints: taints.filter(mayBeCode) });
  else if (api === 'socket()' || api === 'request()')
    machine.report({ sink: 'network', taints, host: noted(target).host });
}

function writeInto(machine: Machine, taints: Taints, { notes }: Unknown): void {
  for (const path of textsOf(notes?.path)) noteWrite(machine, path, unknown(taints));
}

const WRITABLE = '@@writable';

/** `Duplex.from({ readable, writable })`: what is written to it goes to the one, what is read from it comes from the other. */
export function duplexOf(machine: Machine, pair: Value): Value {
  return {
    ...unknown(allTaints(machine.get(pair, 'readable')), { api: 'stream.Duplex()' }),
    props: new Map([[WRITABLE, machine.get(pair, 'writable')]]),
  };
}

/** `pipeline(a, b, c)`: the same, one after the other. */
export const pipelines: Family = (machine, { method, args }) => {
  if (method !== 'pipeline' && method !== 'promises') return UNHANDLED;
  const [first, ...others] = args.filter((arg) => !isCallable(arg));
  const end = others.reduce<Value>((source, target) => pipe(machine, source, target), first);
  const callback = args.findLast(isCallable);
  if (callback !== undefined) machine.callHandler(callback, [null]);
  return promise(end, machine.depth);
};
