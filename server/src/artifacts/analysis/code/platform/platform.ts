import { known, unknown } from '../values/lattice.js';
import { isObj, native, object } from '../values/objects.js';
import { allTaints, joinTaints, taintsOfAll } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Unknown, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';
import { ordinaryCall, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { captureOf, captures, documents, navigators, pageRequests } from './browser.js';
import { ciphers, compression } from './ciphers.js';
import { evaluators, modules, timers, virtualMachines, webAssembly, workers } from './code.js';
import { files } from './files.js';
import { operatingSystem, processCalls } from './host.js';
import { rootOf } from './names.js';
import { clients, fetchLike, lateSockets, names, openConnections, requests, sockets } from './network.js';
import { paths } from './paths.js';
import { bindings, children, processes } from './processes.js';
import { pipe } from './streams.js';

/** Packages that send requests. Their names are data: the registry's most used ones of their kind. */
const CLIENTS =
  'axios got undici request request-promise request-promise-native superagent needle ky phin bent wretch ofetch node-fetch ' +
  'make-fetch-happen centra urllib r2 unirest popsicle minipass-fetch teeny-request gaxios isomorphic-unfetch unfetch ' +
  'nodemailer nodemailer.createTransport() form-data';
const SOCKETS = 'net tls dgram ws WebSocket EventSource socket.io-client websocket faye-websocket';

const BAGS = ['URLSearchParams', 'FormData', 'Headers', 'Request'];

function familyTable(): Readonly<Record<string, Family>> {
  const table: Record<string, Family> = {
    fs: files,
    path: paths,
    os: operatingSystem,
    process: processCalls,
    'process.binding()': bindings,
    child_process: processes,
    'child()': children,
    http: requests,
    https: requests,
    http2: requests,
    'follow-redirects': requests,
    'request()': openConnections,
    'socket()': lateSockets,
    fetch: fetchLike,
    dns: names,
    vm: virtualMachines,
    'script()': virtualMachines,
    module: modules,
    require: evaluators,
    eval: evaluators,
    Function: evaluators,
    setTimeout: timers,
    setInterval: timers,
    setImmediate: timers,
    timers,
    Worker: workers,
    SharedWorker: workers,
    WebAssembly: webAssembly,
    crypto: ciphers,
    zlib: compression,
    document: documents,
    XMLHttpRequest: pageRequests,
    'xhr()': pageRequests,
    Image: pageRequests,
    navigator: navigators,
    execa: processes,
    util: utilities,
    URL: urls,
  };
  for (const name of BAGS) table[name] = bags;
  for (const name of ['Blob', 'File']) table[name] = blobs;
  for (const name of CLIENTS.split(' ')) table[name] = clients;
  for (const name of SOCKETS.split(' ')) table[name] = sockets;
  return table;
}

const FAMILIES = familyTable();

/** Calls something of the platform or of another package. */
export function callApi(machine: Machine, callee: Unknown, self: Value, args: readonly Value[], isNew: boolean): Value {
  const call = describe(callee, self, args, isNew);
  machine.onlooker?.callsApi(call.api);
  if (call.method === 'pipe' && args.length > 0) return pipe(machine, self, args[0]);
  const family = familyOf(call.api);
  const result = family === undefined ? UNHANDLED : family(machine, call);
  return result === UNHANDLED ? ordinaryCall(machine, call) : result;
}

function describe(callee: Unknown, self: Value, args: readonly Value[], isNew: boolean): ApiCall {
  const api = callee.api ?? '';
  const root = rootOf(api);
  const method = api.slice(api.lastIndexOf('.') + 1).replace(/\(\)$/, '');
  return { api, rest: api === root ? '' : api.slice(root.length + 1), method, callee, self, args, isNew };
}

/** By the longest part of the name that is known: `process.binding()` before `process`. */
function familyOf(api: string): Family | undefined {
  if (api === '') return undefined;
  const end = api.indexOf('()');
  if (end !== -1 && Object.hasOwn(FAMILIES, api.slice(0, end + 2))) return FAMILIES[api.slice(0, end + 2)];
  const root = api.startsWith('global.') ? rootOf(api.slice('global.'.length)) : rootOf(api);
  if (captureOf(root) !== undefined) return captures;
  return Object.hasOwn(FAMILIES, root) ? FAMILIES[root] : undefined;
}

/** `util.promisify(f)` is f, as far as data goes. */
function utilities(machine: Machine, { method, args }: ApiCall): Value | typeof UNHANDLED {
  if (method === 'promisify' || method === 'callbackify' || method === 'deprecate') return args[0];
  if (method === 'inspect' || method === 'format') return known(textFrom(args[0]).text, taintsOfAll(args));
  if (method !== 'inherits') return UNHANDLED;
  const prototype = machine.get(args[0], 'prototype');
  if (isObj(prototype)) prototype.proto = machine.get(args[1], 'prototype');
  return undefined;
}

function urls(machine: Machine, { args, method, api }: ApiCall): Value | typeof UNHANDLED {
  if (method === 'createObjectURL') return args[0];
  if (api !== 'URL') return UNHANDLED;
  const { text, taints } = textFrom(args[0]);
  const base = args[1] === undefined ? '' : textFrom(args[1]).text;
  const whole =
    /^[a-z][a-z+.-]*:/i.test(text) || base === '' ? text : `${base.replace(/\/$/, '')}/${text.replace(/^\//, '')}`;
  machine.step();
  return {
    kind: 'unknown',
    taints: joinTaints(taints, allTaints(args[1])),
    api: 'URL()',
    text: whole,
    props: new Map(),
  };
}

/** Something that is filled bit by bit: form data, headers, a query. */
function bags(machine: Machine, { args, isNew, api }: ApiCall): Value | typeof UNHANDLED {
  if (!isNew && api.includes('.')) return UNHANDLED;
  const made = object('Object', { depth: machine.depth, taints: taintsOfAll(args) });
  const put = native('append', (_machine, _self, values) => {
    made.taints = joinTaints(made.taints, taintsOfAll(values));
    return made;
  });
  for (const name of ['append', 'set', 'add']) made.props.set(name, put);
  made.props.set(
    'toString',
    native('toString', () => unknown(allTaints(made.taints.length > 0 ? known('', made.taints) : ''))),
  );
  made.open = true;
  return made;
}

/** A blob of one text is that text: an address of it can be run. */
function blobs(machine: Machine, { args }: ApiCall): Value | typeof UNHANDLED {
  const { items } = machine.elements(args[0]);
  const texts = items.flatMap((item) => textsOf(item));
  return items.length === 1 && texts.length === 1 ? items[0] : unknown(taintsOfAll(items));
}
