import { unknown } from '../values/lattice.js';
import { isCallable, isObj, native, object } from '../values/objects.js';
import { allTaints, joinTaints, taintsOfAll } from '../values/taints.js';
import type { Machine, Obj, Taints, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';

/** Packages that make a stream of a function: `through2(function (chunk, encoding, next) { … })`. */
export const THROUGHS: readonly string[] = [
  'through2',
  'through',
  'concat-stream',
  'map-stream',
  'event-stream',
  'split2',
  'bl',
];

const SINK = '@@sink';
/** Methods by which a stream is written, in what it is made with and in classes of it. */
const PARTS = ['transform', 'write', 'final'] as const;
const METHODS = ['_transform', '_write'] as const;

export const throughs: Family = (machine, { api, args }) => {
  const sink = args.find(isCallable);
  return sink === undefined ? UNHANDLED : streamWith(machine, api, sink);
};

/** `new Transform({ transform })`, `new WritableStream({ write })`: what flows into it is what its function is called with. */
export function sinkIn(machine: Machine, options: Value): Value {
  if (!isObj(options) || options.call !== undefined) return undefined;
  return PARTS.map((name) => machine.get(options, name)).find((one) => isCallable(one));
}

/** A stream of the package's own, which calls a function for all that flows into it. */
export function streamWith(machine: Machine, api: string, sink: Value): Obj {
  const made = object('Object', { depth: machine.depth });
  made.fallback = machine.apiObject(api);
  made.open = true;
  made.props.set(SINK, sink);
  return made;
}

/** What flows into a stream reaches the function that it was made with; what that hands on flows out of it. */
export function feed(machine: Machine, stream: Obj, taints: Taints): void {
  const own = stream.props.get(SINK) as Value;
  const sink = own ?? METHODS.map((name) => machine.get(stream, name)).find((one) => isCallable(one));
  if (!isCallable(sink)) return;
  const handOn = native('next', (_machine, _self, args) => {
    stream.taints = joinTaints(stream.taints, taintsOfAll(args));
    return undefined;
  });
  const controller = controllerOf(handOn);
  machine.callHandler(sink, [unknown(taints), own === undefined ? unknown() : controller, handOn], stream);
}

/** What the functions of the web's streams are given: `controller.enqueue(chunk)`. It stands where node has an encoding. */
function controllerOf(enqueue: Value): Obj {
  const made = object('Object', { props: [['enqueue', enqueue]] });
  made.open = true;
  return made;
}

/** `new ReadableStream({ start(controller) { controller.enqueue(chunk) } })` */
export const webStreams: Family = (machine, { api, args, isNew }) => {
  if (!isNew) return UNHANDLED;
  const [source] = args;
  const sink = sinkIn(machine, source);
  if (sink !== undefined) return streamWith(machine, api, sink);
  const out = object('Object', { depth: machine.depth });
  out.fallback = machine.apiObject(api);
  out.open = true;
  const enqueue = native('enqueue', (_machine, _self, given) => {
    out.taints = joinTaints(out.taints, allTaints(given[0]));
    return undefined;
  });
  for (const name of ['start', 'pull'] as const) {
    const run = isObj(source) ? machine.get(source, name) : undefined;
    if (isCallable(run)) machine.callHandler(run, [controllerOf(enqueue)]);
  }
  return out;
};
