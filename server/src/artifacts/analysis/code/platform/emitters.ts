import { array, isCallable, isObj, object } from '../values/objects.js';
import { joinTaints, taintsOfAll } from '../values/taints.js';
import { isSymbolic, textsOf } from '../values/text.js';
import type { Machine, Obj, Value } from '../values/types.js';
import { UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { feed, sinkIn, streamWith } from './stream-parts.js';
import { pipe } from './streams.js';

/** Packages that make emitters, called or with `new`. */
export const EMITTERS: readonly string[] = [
  'mitt',
  'eventemitter2',
  'eventemitter3',
  'emittery',
  'nanoevents',
  'tiny-emitter',
];
const MAKES_EMITTER = /^(?:mitt|createNanoEvents|default)$/;

export const LISTENS = /^(?:on|once|addListener|prependListener|prependOnceListener|addEventListener)$/;
/** Events whose names are not known. */
const ANY = '*';

/** The package's own emitters and streams: what is emitted reaches those who listen, whichever comes first. */
export const emitters: Family = (machine, call) => {
  const { api, method, args, self, isNew } = call;
  if (isNew || MAKES_EMITTER.test(method)) return emitter(machine, api, sinkIn(machine, args[0]));
  if (!isObj(self)) return UNHANDLED;
  if (LISTENS.test(method)) {
    listen(machine, self, eventOf(args[0]), args[1]);
    return self;
  }
  if (method === 'emit') return emit(machine, self, eventOf(args[0]), args.slice(1));
  if (method === 'dispatchEvent') return emit(machine, self, eventOf(machine.get(args[0], 'type')), [args[0]]);
  return passOn(machine, self, call);
};

function emitter(machine: Machine, api: string, sink: Value): Obj {
  if (sink !== undefined) return streamWith(machine, api, sink);
  const made = object('Object', { depth: machine.depth });
  made.fallback = machine.apiObject(api);
  made.open = true;
  return made;
}

function eventOf(name: Value): string {
  const text = textsOf(name)[0];
  return text === undefined || isSymbolic(text) ? ANY : text;
}

const PIPED_TO = '@@pipedTo';

/** `stream.pipe(target)`. */
export function tie(machine: Machine, source: Value, target: Value): Value {
  if (isObj(source)) addTo(source, PIPED_TO, target);
  return pipe(machine, source, target);
}

/** Streams that hand on what is written to them. */
function passOn(machine: Machine, self: Obj, { api, method, args }: ApiCall): Value | typeof UNHANDLED {
  if (!api.startsWith('stream.') || !/^(?:write|end|push)$/.test(method)) return UNHANDLED;
  const written = taintsOfAll(args.filter((arg) => !isCallable(arg)));
  self.taints = joinTaints(self.taints, written);
  if (written.length > 0) feed(machine, self, written);
  // What it was tied to before gets what comes now.
  for (const target of kept(self, PIPED_TO)) pipe(machine, self, target);
  return emit(machine, self, 'data', args.slice(0, 1));
}

/** Has a function hear what is, or was, emitted there. */
export function listen(machine: Machine, self: Obj, event: string, listener: Value): void {
  if (!isCallable(listener)) return;
  addTo(self, `@@on:${event}`, listener);
  for (const name of namesOf(self, '@@emitted:', event))
    for (const args of kept(self, name)) machine.callHandler(listener, itemsOf(args), self);
}

export function emit(machine: Machine, self: Obj, event: string, args: readonly Value[]): Value {
  addTo(self, `@@emitted:${event}`, array([...args], machine.depth));
  for (const name of namesOf(self, '@@on:', event))
    for (const listener of kept(self, name)) machine.callHandler(listener, args, self);
  return true;
}

/** The event, and those of which one cannot say that they are another. */
function namesOf(self: Obj, prefix: string, event: string): readonly string[] {
  if (event !== ANY) return [`${prefix}${event}`, `${prefix}${ANY}`];
  return [...self.props.keys()].filter((name) => name.startsWith(prefix));
}

/** More than this of one kind says nothing new. */
const MAX_KEPT = 20;

function addTo(self: Obj, name: string, value: Value): void {
  const slot = self.props.get(name) as Value;
  const list = isObj(slot) ? slot : array([]);
  if ((list.items?.length ?? 0) < MAX_KEPT) list.items?.push(value);
  self.props.set(name, list);
}

function kept(self: Obj, name: string): readonly Value[] {
  return itemsOf(self.props.get(name) as Value);
}

function itemsOf(value: Value): readonly Value[] {
  return isObj(value) ? [...(value.items ?? [])] : [];
}

/** An object that there is one of, made when it is first asked for and kept by something of the platform under a name. */
export function onlyOne(machine: Machine, api: string, name: string): Obj | undefined {
  const { props } = machine.apiObject(api);
  const known = props?.get(name);
  if (isObj(known)) return known;
  const made = object('Object');
  props?.set(name, made);
  return made;
}

/** All elements of a page are one emitter: events rise to what they stand in, and one cannot say what stands where. */
function pageEvents(machine: Machine): Obj | undefined {
  return onlyOne(machine, 'document', '@@pageEvents');
}

/** `document.addEventListener('own:event', …)`: what the code itself dispatches reaches those who listen to it by name. */
export function hearFromCode(machine: Machine, event: Value, listener: Value): void {
  const page = pageEvents(machine);
  const name = eventOf(event);
  if (page !== undefined && name !== ANY) listen(machine, page, name, listener);
}

/** `element.dispatchEvent(new CustomEvent('own:event', …))`. */
export function dispatchOnPage(machine: Machine, event: Value): Value {
  const page = pageEvents(machine);
  const name = eventOf(machine.get(event, 'type'));
  if (page !== undefined && name !== ANY) emit(machine, page, name, [event]);
  return true;
}

/** `new CustomEvent(type, { detail })`. */
export const customEvents: Family = (machine, { args, isNew }) => {
  if (!isNew) return UNHANDLED;
  const detail = isObj(args[1]) ? machine.get(args[1], 'detail') : undefined;
  return machine.record({ type: args[0], detail });
};

/** All that the code tells the processes that it has started: one thing that is filled, and that each of them gets. */
function toChildren(machine: Machine): Obj | undefined {
  const box = onlyOne(machine, 'child()', '@@toChildren');
  if (box !== undefined) box.open = true;
  return box;
}

/** `child.send(message)`. */
export function tellChild(machine: Machine, args: readonly Value[]): Value {
  const box = toChildren(machine);
  if (box !== undefined) box.taints = joinTaints(box.taints, taintsOfAll(args));
  return true;
}

/** `process.on('message', …)` in a process that was started. */
export function listenToParent(machine: Machine, listener: Value): Value {
  return machine.callHandler(listener, [toChildren(machine)]);
}
