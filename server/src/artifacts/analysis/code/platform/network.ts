import { membersOf, unknown } from '../values/lattice.js';
import { isCallable, isObj, promise } from '../values/objects.js';
import { allTaints, isOfServer, joinTaints, ofServer, taint, taintsOfAll } from '../values/taints.js';
import { isSymbolic, readable, textsOf } from '../values/text.js';
import type { Machine, Obj, Taints, Unknown, Value } from '../values/types.js';
import { ordinaryCall, parametersFor, runCallbacks, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { connected, destinationOf, isHere, noted, type Destination } from './destinations.js';
import { noteOutput } from './downloads.js';
import { cloudAbout, isCloudMetadata } from './secrets.js';
import { noteAnswer, whileServing } from './served-requests.js';
import { notePassedOn } from './service-workers.js';
import { send, sendFiles } from './sending.js';

/** What comes back from a host. Credentials, where it is the host that a cloud tells them at. */
export function answerTaints(machine: Machine, { host, address }: Destination, args: readonly Value[] = []): Taints {
  if (isHere(host)) return [];
  const place = host ?? placeOf(address, args[0]);
  if (!isCloudMetadata(host ?? '') && !isCloudMetadata(address)) return taint('downloaded', machine.position(), place);
  const cloud = cloudAbout(address);
  return taint(cloud === undefined ? 'cloud-metadata' : 'host-identity', machine.position(), cloud ?? place);
}

/** Where it is asked, as far as one can say, where the host is not known. */
function placeOf(address: string, given: Value): string {
  return tellerOf(given) ?? (address === '' ? originOf(given) : besideThePage(address));
}

/** `fetch('app.data')` asks for what lies beside the page, and no host of that name. */
function besideThePage(address: string): string {
  return /^[\w-]+(?:\.[\w-]+)+$/.test(address) ? `./${address}` : address;
}

/** The host that told the address: a dead drop. */
function tellerOf(value: Value): string | undefined {
  return allTaints(value).find(({ kind, detail = '' }) => kind === 'downloaded' && detail !== '')?.detail;
}

/** From where the code gets an address that does not stand in it. Empty where a caller gives it. */
function originOf(value: Value): string {
  const [from] = membersOf(value).flatMap((one) =>
    typeof one === 'object' && one?.kind === 'unknown' && one.api !== undefined ? [one.api] : [],
  );
  return from ?? '';
}

/** A request that more is written to. */
export function openRequest(taints: Taints, destination: Destination): Unknown {
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
  if (call.args.some((arg) => parametersFor(arg, []).length > 0 && isCallable(arg))) noteAnswer(machine);
  const open = openRequest(taints, destination);
  runCallbacks(machine, call.args.filter(isCallable), taints, open);
  // What other code has asked with can be read off its request.
  const intercepted = taintsOfAll(call.args).filter(({ kind }) => kind === 'intercepted');
  if (intercepted.length > 0) open.props?.set('@@asked', unknown(intercepted));
  return open;
};

/** A server's handlers get what others send. */
function server(machine: Machine, { method, args }: ApiCall): Value | typeof UNHANDLED {
  if (method !== 'createServer' && method !== 'Server') return UNHANDLED;
  const taints = ofServer(machine.position());
  runCallbacks(machine, args.filter(isCallable), taints);
  return unknown(taints, { api: 'server()' });
}

/** Where a server listens is its own affair: nobody has sent it. */
export const servers: Family = (machine, call) => {
  if (call.method === 'listen') noteListening(machine, call);
  return call.method === 'address' ? unknown() : UNHANDLED;
};

/** A server that listens at a file or a pipe is reached by programs of the same machine alone. That is told where it was made. */
function noteListening(machine: Machine, { self, args }: ApiCall): void {
  const [where] = args;
  const places = textsOf(isObj(where) ? machine.get(where, 'path') : where);
  const [file] = places.length > 0 && places.every((place) => SOCKET_FILE.test(place)) ? places : [];
  const listens = (): Value => {
    machine.behave('server-listens', file === undefined ? undefined : readable(file));
    return undefined;
  };
  for (const { at } of allTaints(self).filter(isOfServer))
    machine.activate(at.unit, () => machine.at(at.offset, listens));
}

/** What is written to a request, socket or stream that was opened before. */
export const openConnections: Family = (machine, call) => {
  const { method, self, args, callee } = call;
  const open = typeof self === 'object' && self?.kind === 'unknown' ? self : callee;
  if (method === 'request') {
    send(machine, args, noted(open));
    return openRequest(open.taints, noted(open));
  }
  if (method === 'on' && textsOf(args[0])[0] === 'response') noteAnswer(machine);
  return PUTS_ON.has(method) ? putOn(machine, open, call) : askedWith(open, method);
};

function putOn(machine: Machine, open: Unknown, { method, args }: ApiCall): Value {
  const destination = noted(open).host === undefined ? packetTo(args) : noted(open);
  send(machine, args, destination);
  if (method === 'attach') sendFiles(machine, args, destination);
  runCallbacks(machine, args.filter(isCallable), open.taints, open);
  return FINISHES.has(method) ? unknown(open.taints) : open;
}

/** `socket.send(message, port, host)` */
function packetTo(args: readonly Value[]): Destination {
  const port = args.findIndex((arg) => typeof arg === 'number');
  const [host] =
    port > 0
      ? args
          .slice(port + 1)
          .flatMap(textsOf)
          .filter((text) => !text.includes('\uE000'))
      : [];
  return host === undefined ? { address: '' } : { host, address: host };
}

function askedWith(open: Unknown, method: string): Value | typeof UNHANDLED {
  return (method.startsWith('getHeader') ? open.props?.get('@@asked') : undefined) ?? UNHANDLED;
}

const FINISHES: ReadonlySet<string> = new Set(['write', 'end', 'emit']);
/** What a request or socket is given besides its address, also as superagent and its kin call it. */
const PUTS_ON: ReadonlySet<string> = new Set([
  ...FINISHES,
  ...[
    'post',
    'put',
    'patch',
    'send',
    'attach',
    'field',
    'query',
    'set',
    'setHeader',
    'header',
    'form',
    'json',
    'body',
    'publish',
  ],
]);

/** `fetch` and clients that are called like it: a promise of an answer. */
export const fetchLike: Family = (machine, { args }) => {
  const destination = destinationOf(machine, args);
  notePassedOn(args[0]);
  send(machine, args, destination);
  const taints = answerTaints(machine, destination, args);
  noteOutput(machine, args, taints);
  runCallbacks(machine, args.filter(isCallable), taints);
  return answered(machine, taints, destination);
};

/** A promise of an answer, which clients of an older kind let one put more on and write to. */
export function answered(machine: Machine, taints: Taints, destination: Destination): Obj {
  const made = promise(unknown(taints, { api: 'response' }), machine.depth);
  made.fallback = openRequest(taints, destination);
  return made;
}

/** Sockets and web sockets: what comes from there and what goes there. */
export const sockets: Family = (machine, call) => {
  const { method, rest, args, isNew } = call;
  if (/^(?:net|tls)\.(?:createServer|Server)$/.test(call.api)) return server(machine, call);
  if (!isNew && rest !== '' && !OPENS_SOCKET.has(method)) return UNHANDLED;
  const destination = socketDestination(machine, args);
  const taints = isHere(destination.host) ? [] : taint('downloaded', machine.position(), destination.host);
  tellAddress(machine, call, destination);
  const socket: Unknown = { ...openRequest(taints, destination), api: 'socket()' };
  for (const arg of args.filter(isCallable)) machine.callHandler(arg, parametersFor(arg, taints), socket);
  return socket;
};

/** Of options only the address is told to somebody: keys in them stay here, as do a port and a file of the machine. */
function tellAddress(machine: Machine, { api, args }: ApiCall, destination: Destination): void {
  const [address, host] = args;
  if (!api.startsWith('net.')) send(machine, isObj(address) ? [] : [address], destination);
  else if (!isCallable(host)) lookUp(machine, host);
}

const OPENS_SOCKET: ReadonlySet<string> = new Set(['connect', 'createConnection', 'io', 'createSocket']);

/** `/run/some.sock`, `\\\\.\\pipe\\some`, `join(tmpdir(), 'some.sock')`. */
const SOCKET_FILE = /^(?:\uE000[^\uE001]*\uE001|\.{1,2})?[/\\](?!\/)|\.sock(?:et)?$/;

/** `connect(port, host)` has the host in second place; `connect(path)` goes to another program on the machine. */
function socketDestination(machine: Machine, args: readonly Value[]): Destination {
  const [port, host] = args;
  const file = textsOf(port).find((text) => SOCKET_FILE.test(text));
  if (file !== undefined) return { host: 'localhost', address: file };
  const name = textsOf(host)[0];
  if (typeof port === 'number' && name !== undefined && !name.includes('\uE000')) return { host: name, address: name };
  return destinationOf(machine, args);
}

/** Sockets: what comes from there is an order to whoever listens, and some are connected after they were made. */
export const lateSockets: Family = (machine, call) => {
  if (LISTENS.test(call.method) && textsOf(call.args[0]).some((event) => INCOMING.test(event)))
    return whileServing(machine, () => ordinaryCall(machine, call));
  return call.method === 'connect' ? connectedLate(machine, call) : openConnections(machine, call);
};

const LISTENS = /^(?:on|once|addListener|addEventListener)$/;
const INCOMING = /^(?:message|data)$/;

function connectedLate(machine: Machine, call: ApiCall): Value {
  const destination = socketDestination(machine, call.args);
  const taints = taint('downloaded', machine.position(), destination.host);
  const { self } = call;
  const open = typeof self === 'object' && self?.kind === 'unknown' ? self : call.callee;
  open.props?.set('@@incoming', unknown(taints));
  connected(open, destination);
  const socket: Unknown = { ...openRequest(joinTaints(open.taints, taints), destination), api: 'socket()' };
  for (const arg of call.args.filter(isCallable)) machine.callHandler(arg, parametersFor(arg, taints), socket);
  return socket;
}

/** A name that is looked up tells the server of its domain what the name says. */
export const names: Family = (machine, { method, args }) => {
  if (!/^(?:lookup|resolve|reverse)/.test(method)) return UNHANDLED;
  const [name] = textsOf(args[0]);
  lookUp(machine, args[0]);
  const answers = taint('downloaded', machine.position(), name === undefined || isSymbolic(name) ? 'dns' : name);
  runCallbacks(machine, args.filter(isCallable), answers);
  return promise(unknown(answers), machine.depth);
};

function lookUp(machine: Machine, name: Value): void {
  const [detail] = textsOf(name);
  machine.report({ sink: 'dns', taints: allTaints(name), host: domainOf(detail), detail });
}

/** Whose server is asked for a name of which only the end is known: `secret + '.collect.invalid'`. */
function domainOf(name = ''): string | undefined {
  return /\uE001[^\uE001]*?\.((?:[\w-]+\.)+[a-z][\w-]*)\.?$/i.exec(name)?.[1]?.toLowerCase();
}
