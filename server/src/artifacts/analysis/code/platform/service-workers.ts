import { isUnknown, unknown } from '../values/lattice.js';
import { native, promise } from '../values/objects.js';
import { taint } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Unknown, Value } from '../values/types.js';
import { isLogin } from './passing-names.js';

const PASSED_ON = '@@passedOn';
const ANSWERED = '@@answered';

/**
 * All that a page asks for goes through its service worker. One that lets a request go where it is meant to, and takes something out of it
 * all the same, listens in; one that asks another host instead is a proxy, as workers at the edge of a network are.
 */
export function hearRequests(machine: Machine, handler: Value): void {
  const request = unknown([], { api: 'asked()', props: new Map() });
  const event = unknown([], { api: 'fetchEvent()', props: new Map<string, Value>([['request', request]]) });
  machine.callHandler(handler, [event]);
  if (event.props?.has(ANSWERED) === true && request.props?.has(PASSED_ON) !== true) return;
  const overheard = unknown([], { api: 'overheard()', props: new Map() });
  const again = unknown([], { api: 'overheardEvent()', props: new Map<string, Value>([['request', overheard]]) });
  machine.callHandler(handler, [again]);
}

export function eventMember(_machine: Machine, { props }: Unknown, name: string | undefined): Value {
  if (name !== 'respondWith') return unknown();
  return native(name, () => {
    props?.set(ANSWERED, true);
    return undefined;
  });
}

/** `fetch(event.request)`. */
export function notePassedOn(asked: Value): void {
  if (isUnknown(asked) && asked.api === 'asked()') asked.props?.set(PASSED_ON, true);
}

const READS = /^(?:text|json|formData|arrayBuffer|blob|bytes)$/;

export function askedMember(machine: Machine, holder: Unknown, name = ''): Value {
  const isMarked = holder.api === 'overheard()';
  if (name === 'clone') return native(name, () => holder);
  if (name === 'headers') return unknown([], { api: isMarked ? 'overheard().headers' : undefined });
  if (READS.test(name)) return native(name, (inner) => promise(content(inner, isMarked), inner.depth));
  return name === 'body' ? content(machine, isMarked) : unknown();
}

function content(machine: Machine, isMarked: boolean): Unknown {
  return unknown(isMarked ? taint('others-request', machine.position(), 'body') : []);
}

export function overheardHeaders(_machine: Machine, _holder: Unknown, name = ''): Value {
  if (name === 'get')
    return native(name, (machine, _self, args) => {
      const header = textsOf(args[0])[0];
      return unknown(isLogin(header) ? taint('others-request', machine.position(), header) : []);
    });
  const isWhole = name === 'entries' || name === 'values';
  return isWhole
    ? native(name, (machine) => unknown(taint('others-request', machine.position(), 'headers')))
    : unknown();
}
