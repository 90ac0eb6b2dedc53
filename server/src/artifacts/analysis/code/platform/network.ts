import { membersOf, unknown } from '../values/lattice.js';
import { isCallable, promise } from '../values/objects.js';
import { allTaints, joinTaints, ownTaints, taint, taintsOfAll } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Taints, Unknown, Value } from '../values/types.js';
import { parametersFor, runCallbacks, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { destinationOf, isHere, type Destination } from './destinations.js';
import { isCloudMetadata } from './secrets.js';

/** What comes back from a host. Credentials, where it is the host that a cloud tells them at. */
function answerTaints(machine: Machine, { host, address }: Destination, args: readonly Value[] = []): Taints {
  if (isHere(host)) return [];
  const kind = isCloudMetadata(host ?? '') || isCloudMetadata(address) ? 'cloud-metadata' : 'downloaded';
  return taint(kind, machine.position(), host ?? (address === '' ? originOf(args[0]) : address));
}

/** From where the code gets an address that does not stand in it: a dead drop. Empty where a caller gives it. */
function originOf(value: Value): string {
  const told = ownTaints(value).find(({ kind, detail = '' }) => kind === 'downloaded' && detail !== '')?.detail;
  if (told !== undefined) return told;
  const [from] = membersOf(value).flatMap((one) =>
    typeof one === 'object' && one?.kind === 'unknown' && one.api !== undefined ? [one.api] : [],
  );
  return from ?? '';
}

/** Reports what is sent with a request. */
export function send(machine: Machine, values: readonly Value[], { host, address }: Destination): void {
  if (isHere(host)) return;
  machine.report({
    sink: 'network',
    taints: taintsOfAll(values.filter((value) => !isCallable(value))),
    host,
    detail: address,
  });
}

/** A request that more is written to. */
function openRequest(taints: Taints, destination: Destination): Unknown {
  return {
    kind: 'unknown',
    taints,
    api: 'request()',
    notes: { host: destination.host, address: destination.address },
    props: new Map(),
  };
}

/** `http.request`, `https.get` and their like: what is given to the callback comes from there. */
export const requests: Family = (machine, call) => {
  if (call.method !== 'request' && call.method !== 'get' && call.method !== 'connect') return server(machine, call);
  const destination = destinationOf(machine, call.args);
  send(machine, call.args, destination);
  const taints = answerTaints(machine, destination, call.args);
  runCallbacks(machine, call.args.filter(isCallable), taints);
  return openRequest(taints, destination);
};

/** A server's handlers get what others send. */
function server(machine: Machine, { method, args }: ApiCall): Value | typeof UNHANDLED {
  if (method !== 'createServer' && method !== 'Server') return UNHANDLED;
  const taints = taint('request-input', machine.position());
  runCallbacks(machine, args.filter(isCallable), taints);
  return unknown(taints, { api: 'server()' });
}

/** What is written to a request, socket or stream that was opened before. */
export const openConnections: Family = (machine, { method, self, args, callee }) => {
  const open = typeof self === 'object' && self?.kind === 'unknown' ? self : callee;
  if (method === 'write' || method === 'end' || method === 'send' || method === 'emit') {
    send(machine, args, noted(open));
    return unknown(open.taints);
  }
  return UNHANDLED;
};

function noted(open: Unknown): Destination {
  const host = open.notes?.host;
  const address = open.notes?.address;
  return { host: typeof host === 'string' ? host : undefined, address: typeof address === 'string' ? address : '' };
}

/** `fetch` and clients that are called like it: a promise of an answer. */
export const fetchLike: Family = (machine, { args }) => {
  const destination = destinationOf(machine, args);
  send(machine, args, destination);
  const taints = answerTaints(machine, destination, args);
  runCallbacks(machine, args.filter(isCallable), taints);
  return promise(unknown(taints, { api: 'response' }), machine.depth);
};

const VERBS = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'request',
  'axios',
  'got',
  'stream',
  'json',
  'send',
  'fetch',
]);

/** Clients with a method for each verb: axios, got, undici and others. */
export const clients: Family = (machine, call) => {
  const { rest, method, args } = call;
  if (rest === '' || VERBS.has(method)) return requestOfClient(machine, call);
  if (method !== 'create' && method !== 'extend' && method !== 'defaults') return UNHANDLED;
  return { ...openRequest([], destinationOf(machine, args)), api: `${call.api}()` };
};

/** An instance may have a base address of its own. */
function requestOfClient(machine: Machine, call: ApiCall): Value | typeof UNHANDLED {
  const { args, self } = call;
  const base = typeof self === 'object' && self?.kind === 'unknown' ? noted(self) : undefined;
  if (base?.host === undefined || destinationOf(machine, args).host !== undefined) return fetchLike(machine, call);
  send(machine, args, base);
  return promise(unknown(answerTaints(machine, base), { api: 'response' }), machine.depth);
}

/** Sockets and web sockets: what comes from there and what goes there. */
export const sockets: Family = (machine, { method, args, isNew }) => {
  if (!isNew && method !== 'connect' && method !== 'createConnection' && method !== 'io' && method !== 'createSocket') {
    return UNHANDLED;
  }
  const destination = socketDestination(machine, args);
  const taints = isHere(destination.host) ? [] : taint('downloaded', machine.position(), destination.host);
  for (const arg of args.filter(isCallable)) machine.callHandler(arg, parametersFor(arg, taints));
  return { ...openRequest(taints, destination), api: 'socket()' };
};

/** `connect(port, host)` has the host in second place. */
function socketDestination(machine: Machine, args: readonly Value[]): Destination {
  const [port, host] = args;
  const name = textsOf(host)[0];
  if (typeof port === 'number' && name !== undefined && !name.includes('\uE000')) return { host: name, address: name };
  return destinationOf(machine, args);
}

/** A socket that is connected after it was made. */
export const lateSockets: Family = (machine, call) => {
  if (call.method !== 'connect') return openConnections(machine, call);
  const destination = socketDestination(machine, call.args);
  const taints = taint('downloaded', machine.position(), destination.host);
  for (const arg of call.args.filter(isCallable)) machine.callHandler(arg, parametersFor(arg, taints));
  const { self } = call;
  const open = typeof self === 'object' && self?.kind === 'unknown' ? self : call.callee;
  open.props?.set('@@incoming', unknown(taints));
  return { ...openRequest(joinTaints(open.taints, taints), destination), api: 'socket()' };
};

/** A name that is looked up tells the server of its domain what the name says. */
export const names: Family = (machine, { method, args }) => {
  if (!/^(?:lookup|resolve|reverse)/.test(method)) return UNHANDLED;
  const taints = allTaints(args[0]);
  machine.report({ sink: 'dns', taints, detail: textsOf(args[0])[0] });
  const answers = taint('downloaded', machine.position(), 'dns');
  runCallbacks(machine, args.filter(isCallable), answers);
  return promise(unknown(answers), machine.depth);
};
