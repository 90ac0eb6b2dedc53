import { unknown } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import { allTaints, joinTaints, taintsOfAll } from '../values/taints.js';
import type { Machine, Value } from '../values/types.js';
import { copyOpaque } from '../language/buffers.js';
import { UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { emitters } from './emitters.js';
import { duplexOf, pipelines } from './streams.js';

/** Streams are emitters that can be tied together. */
export const streams: Family = (machine, call) => {
  const result = pipelines(machine, call);
  if (result === UNHANDLED && call.method === 'from') return streamOf(machine, call);
  // `Readable.toWeb(stream)` is the same stream.
  if (result === UNHANDLED && /^(?:to|from)Web$/.test(call.method)) return call.args[0];
  return result === UNHANDLED &&
    /^stream\.(?:PassThrough|Transform|Duplex|Writable|Readable)(?:\.(?!from)|$)/.test(call.api)
    ? emitters(machine, call)
    : result;
};

/** `Readable.from(list)` gives what a loop over it would get. */
function streamOf(machine: Machine, { args, api }: ApiCall): Value {
  if (isObj(args[0]) && args[0].props.has('writable')) return duplexOf(machine, args[0]);
  const { items } = machine.elements(args[0]);
  return unknown(joinTaints(allTaints(args[0]), taintsOfAll(items)), { api: `${api}()`, props: new Map() });
}

const FILLS = /^(?:set|fill|write)(?:[A-Z]\w*|\d*)?$/;

/** Bytes of which only is known where they came from. */
export const opaqueBuffers: Family = (_machine, { method, args, self, callee }) => {
  if (method === 'copy') copyOpaque(allTaints(self ?? callee), args[0]);
  else if (FILLS.test(method)) copyOpaque(taintsOfAll(args), self ?? callee);
  else return UNHANDLED;
  return unknown();
};
