import { unknown } from '../values/lattice.js';
import { joinTaints, taint } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Taints, Unknown, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';
import { isLogin, isSession, SECRET_FIELD } from './passing-names.js';

/**
 * What a server's handlers and a client's interceptors are called with. They mostly pass a request on, or ask somebody whether to let it
 * in: they do something with the answer. Who sends what a request logs in with to a host in the code and looks at no answer has taken it.
 * So each is called twice: with a request, and where it has looked at no answer with one in which such data is marked.
 */
export function twice(machine: Machine, run: (isMarked: boolean) => void): void {
  const { props } = machine.apiObject(ANSWER);
  const outer = props?.get(SERVING);
  props?.set(SERVING, true);
  props?.delete(LOOKED_AT);
  run(false);
  if (props?.has(LOOKED_AT) !== true) run(true);
  props?.set(SERVING, outer);
}

/** What a host sends that a program listens to is an order like a request. */
export function whileServing<T>(machine: Machine, run: () => T): T {
  const { props } = machine.apiObject(ANSWER);
  const outer = props?.get(SERVING);
  props?.set(SERVING, true);
  try {
    return run();
  } finally {
    props?.set(SERVING, outer);
  }
}

/** Whether one stands in what happens because somebody sends a request. */
export function isServing(machine: Machine): boolean {
  return machine.apiObject(ANSWER).props?.get(SERVING) === true;
}

const ANSWER = 'response';
const LOOKED_AT = '@@lookedAt';
const SERVING = '@@serving';

/** An answer is waited for, and something in it is read. */
export function noteAnswer(machine: Machine): void {
  machine.apiObject(ANSWER).props?.set(LOOKED_AT, true);
}

export function answerMember(machine: Machine, _holder: Unknown, name: string | undefined): Value {
  if (name !== 'then' && name !== 'catch' && name !== 'finally') noteAnswer(machine);
  return undefined;
}

function secret(machine: Machine, others: Taints, name: string): Unknown {
  return unknown(joinTaints(others, taint('others-request', machine.position(), name)));
}

export function requestInput(machine: Machine): Unknown {
  return unknown(taint('request-input', machine.position()));
}

/** The same, with marks on what it logs in with. One handler after the other gets it, with what those before have put on it. */
export function markedRequest(machine: Machine): Unknown {
  const { taints } = requestInput(machine);
  const { props } = machine.apiObject('incoming()');
  props?.set('body', unknown(taints, { api: 'incoming().body', props: new Map() }));
  return unknown(taints, { api: 'incoming()', props });
}

const SENDS_HEADER: ReadonlySet<string> = new Set(['get', 'header']);

/** Parts of a request to a server. */
export function incomingMember(machine: Machine, holder: Unknown, name = ''): Value {
  const { taints } = holder;
  // Koa's context has the request of its own and that of node.
  if (name === 'request' || name === 'req') return holder;
  if (name === 'headers') return unknown(taints, { api: 'incoming().headers' });
  if (SENDS_HEADER.has(name)) return unknown(taints, { api: `incoming().${name}` });
  return name === 'cookies' ? { ...secret(machine, taints, name), api: 'incoming().cookies' } : unknown(taints);
}

export function incomingHeader(machine: Machine, { taints }: Unknown, name: string | undefined): Value {
  if (name === 'get') return unknown(taints, { api: 'incoming().get' });
  if (name === undefined || !isLogin(name)) return unknown(taints);
  // Whoever looks for one of all cookies has a use for it.
  return { ...secret(machine, taints, name), ...(/cookie/i.test(name) && { api: 'cookies()' }) };
}

export function incomingCookie(machine: Machine, holder: Unknown, name: string | undefined): Value {
  const taints = holder.taints.filter(({ kind }) => kind !== 'others-request');
  return name !== undefined && isSession(name) ? secret(machine, taints, name) : unknown(taints);
}

/** A form in which a password is looked for has one. */
export function incomingField(machine: Machine, { taints, props }: Unknown, name: string | undefined): Value {
  if (name === undefined || !SECRET_FIELD.test(name)) return unknown(taints);
  const value = secret(machine, taints, name);
  props?.set('@@secret', value);
  return value;
}

/** `request.get('authorization')`. */
export const incoming: Family = (machine, { method, args, callee }) => {
  if (!SENDS_HEADER.has(method)) return UNHANDLED;
  return incomingHeader(machine, callee, textsOf(args[0])[0]);
};

/** What a client is about to ask with, before it does. */
export function markedOptions(machine: Machine): Unknown {
  return unknown(taint('others-request', machine.position(), 'options'), { api: 'options()' });
}

/** Whom it asks, and how, is told to many. */
const NO_SECRET =
  /^(?:url|method|baseURL|timeout|responseType|metadata|params|signal|adapter|id|retry|retries|__\w+|_\w+)$/;

export function optionMember(machine: Machine, holder: Unknown, name: string | undefined): Value {
  if (name === 'headers') return { ...holder, api: 'options().headers' };
  return name !== undefined && NO_SECRET.test(name) ? unknown() : undefined;
}

export function optionHeader(machine: Machine, holder: Unknown, name: string | undefined): Value {
  const isPlain =
    name !== undefined && /^[\w-]*(?:type|accept|agent|id|trace\w*|version|encoding|language)$/i.test(name);
  return isPlain ? unknown() : undefined;
}

/** What a client has been answered, with what it had asked. */
function markedAnswer(): Unknown {
  return unknown([], { api: 'answered()' });
}

export function answeredMember(machine: Machine, _holder: Unknown, name: string | undefined): Value {
  return name === 'config' ? markedOptions(machine) : unknown();
}

/** `client.interceptors.request.use(…)`, `client.interceptors.response.use(…)` of a client that comes from a caller. */
export const givenClients: Family = (machine, { api, args }) => {
  const [, side] = /\.interceptors\.(request|response)\.use$/.exec(api) ?? [];
  if (side === undefined) return UNHANDLED;
  machine.onlooker?.tells();
  const [change] = args;
  twice(machine, (isMarked) => {
    const marked = side === 'request' ? markedOptions : markedAnswer;
    machine.callHandler(change, [isMarked ? marked(machine) : unknown()]);
  });
  return unknown();
};
