import { unknown } from '../values/lattice.js';
import { isCallable, native } from '../values/objects.js';
import { textsOf } from '../values/text.js';
import type { Machine, Obj, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';
import { emit, listen, LISTENS, onlyOne } from './emitters.js';

/** Where it is kept what a worker is given when it is started. */
export const WORKER_DATA = '@@workerData';

/** Who a message is for. One cannot say which of several workers or ports that is. */
type Box = 'workers' | 'starter' | 'ports';

const MESSAGE = 'message';

/** What is sent to somebody, and who listens for that, whichever comes first. */
function boxOf(machine: Machine, box: Box): Obj | undefined {
  return onlyOne(machine, 'worker()', `@@box:${box}`);
}

function post(machine: Machine, to: Box, message: Value): Value {
  const box = boxOf(machine, to);
  if (box !== undefined) emit(machine, box, MESSAGE, [message]);
  return undefined;
}

/** @param isEvent whether the listener gets an event that has the message, as in browsers */
function hear(machine: Machine, from: Box, listener: Value, isEvent: boolean): void {
  const box = boxOf(machine, from);
  if (box === undefined || !isCallable(listener)) return;
  const heard = isEvent
    ? native(MESSAGE, (_machine, _self, [data]) => machine.callHandler(listener, [machine.record({ data })]))
    : listener;
  listen(machine, box, MESSAGE, heard);
}

/** Who posts to one box and hears from another. */
function between(to: Box, from: Box): Family {
  return (machine, { method, args }) => {
    if (method === 'postMessage' || method === 'send') return post(machine, to, args[0]);
    if (!LISTENS.test(method) || textsOf(args[0])[0] !== MESSAGE) return UNHANDLED;
    hear(machine, from, args[1], method === 'addEventListener');
    return undefined;
  };
}

/** `new Worker(…)`, as the code has it that started it. */
export const startedWorkers: Family = between('workers', 'starter');

const PORT = 'port()';

export const ports: Family = between('ports', 'ports');

/** `parentPort`, and the two ports of a channel, one of which is sent to the other side. */
export const channels: Family = (machine, call) =>
  call.method === 'MessageChannel' && call.isNew
    ? machine.record({ port1: unknown([], { api: PORT }), port2: unknown([], { api: PORT }) })
    : inWorker(machine, call);

const inWorker = between('starter', 'workers');

/** `postMessage(…)` of a worker in a browser; a page that calls its own tells nobody but itself. */
export const postsFromWorker: Family = (machine, { api, args }) =>
  /^(?:global\.)?postMessage$/.test(api) ? post(machine, 'starter', args[0]) : UNHANDLED;

/** `addEventListener('message', …)` of a worker in a browser. */
export function hearStarter(machine: Machine, [event, listener]: readonly Value[]): void {
  if (textsOf(event)[0] === MESSAGE) hear(machine, 'workers', listener, true);
}

const HEARD: Readonly<Record<string, Box>> = {
  'worker().onmessage': 'starter',
  'port().onmessage': 'ports',
  'global.onmessage': 'workers',
};

/** `worker.onmessage = …`. @param path of what is assigned to */
export function hearMessages(machine: Machine, path: string, listener: Value): void {
  const from = Object.hasOwn(HEARD, path) ? HEARD[path] : undefined;
  if (from !== undefined) hear(machine, from, listener, true);
}
