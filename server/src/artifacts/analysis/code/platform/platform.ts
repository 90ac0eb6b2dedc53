import { posix } from 'node:path';
import { known, unknown } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import { allTaints, joinTaints, taint, taintsOfAll } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Unknown, Value } from '../values/types.js';
import { copyOpaque } from '../language/buffers.js';
import { textFrom } from '../language/coercion.js';
import { ordinaryCall, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { AGENT_PACKAGES, agents } from './agents.js';
import { applicationArchives, archives, tarballs, unpackers } from './archives.js';
import { bags } from './bags.js';
import {
  captureOf,
  captures,
  documents,
  elements,
  navigation,
  navigators,
  pageRequests,
  queries,
  texts,
} from './browser.js';
import { ciphers, compression } from './ciphers.js';
import {
  elsewhere,
  evaluators,
  modules,
  remoteScripts,
  timers,
  virtualMachines,
  webAssembly,
  workers,
} from './code.js';
import { customEvents, emitters, EMITTERS, parents, startedWorkers, tie } from './emitters.js';
import { compilerHelpers, OF_COMPILERS } from './compiler-helpers.js';
import { COMPOSERS, compositions } from './compositions.js';
import {
  CREDENTIAL_PROVIDERS,
  credentialProviders,
  environmentReaders,
  workflowInputs,
} from './credential-providers.js';
import { desktops } from './desktop.js';
import { DOWNLOADERS, downloads } from './downloads.js';
import { editorFiles } from './editor-files.js';
import { files, handles } from './files.js';
import { gitClients, gitFunctions } from './git-clients.js';
import { consoles, operatingSystem, processCalls } from './host.js';
import { rootOf } from './names.js';
import {
  clients,
  fetchLike,
  lateSockets,
  names,
  openConnections,
  remoteProcedures,
  requests,
  servers,
  sockets,
} from './network.js';
import { listenToPage, pageEvent, storages } from './page-input.js';
import { fieldsOfComponents, keychains } from './page-secrets.js';
import { paths } from './paths.js';
import { prompts } from './prompts.js';
import { bindings, children, clusters, processes, templates } from './processes.js';
import { isRoute, route } from './routes.js';
import { observables, OBSERVABLES } from './observables.js';
import { publishing } from './publishing.js';
import { givenClients, incoming } from './served-requests.js';
import { CLIENTS, SOCKETS } from './reaching-packages.js';
import { searches } from './searches.js';
import { services, SERVICES } from './services.js';
import { duplexOf, pipelines } from './streams.js';
import { images, IMAGES } from './images.js';
import { THROUGHS, throughs, webStreams } from './stream-parts.js';
import { startedTerminals, TERMINALS, terminals } from './terminals.js';
import { chains, solana, wallets } from './wallets.js';

const BAGS = ['URLSearchParams', 'FormData', 'form-data', 'formdata-node', 'Headers', 'Request'];

/** Streams are emitters that can be tied together. */
const streams: Family = (machine, call) => {
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

const opaqueBuffers: Family = (_machine, { method, args, self, callee }) => {
  if (method === 'copy') copyOpaque(allTaints(self ?? callee), args[0]);
  else if (FILLS.test(method)) copyOpaque(taintsOfAll(args), self ?? callee);
  else return UNHANDLED;
  return unknown();
};

/** By module, global, or what one of them makes. */
const NAMED: Readonly<Record<string, Family>> = {
  fs: files,
  'file()': handles,
  path: paths,
  os: operatingSystem,
  process: processCalls,
  'process.binding()': bindings,
  child_process: processes,
  cluster: clusters,
  'child()': children,
  http: requests,
  https: requests,
  http2: requests,
  'follow-redirects': requests,
  '@grpc/grpc-js': remoteProcedures,
  grpc: remoteProcedures,
  'request()': openConnections,
  'server()': servers,
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
  importScripts: remoteScripts,
  WebAssembly: webAssembly,
  inspector: elsewhere,
  'page()': elsewhere,
  'buffer()': opaqueBuffers,
  crypto: ciphers,
  zlib: compression,
  document: documents,
  XMLHttpRequest: pageRequests,
  'xhr()': pageRequests,
  Image: pageRequests,
  navigator: navigators,
  'element()': elements,
  'event()': pageEvent,
  'incoming()': incoming,
  'client()': givenClients,
  location: navigation,
  addEventListener: pageEvents,
  localStorage: storages,
  sessionStorage: storages,
  'text()': texts,
  ethereum: wallets,
  'solana-web3': solana,
  ethers: chains,
  web3: chains,
  viem: chains,
  'chain()': chains,
  $: queries,
  jQuery: queries,
  jquery: queries,
  libnpmpublish: publishing,
  vscode: editorFiles,
  'simple-git': gitClients,
  'simple-git()': gitClients,
  'isomorphic-git': gitFunctions,
  'terminal()': startedTerminals,
  execa: processes,
  shelljs: processes,
  zx: templates,
  util: utilities,
  glob: searches,
  'fast-glob': searches,
  globby: searches,
  tinyglobby: searches,
  console: consoles,
  events: emitters,
  EventTarget: emitters,
  CustomEvent: customEvents,
  'worker()': startedWorkers,
  worker_threads: parents,
  stream: streams,
  'stream/promises': pipelines,
  'URLSearchParams()': queriesOfUrls,
  pump: pipelines,
  archiver: archives,
  'adm-zip': archives,
  jszip: archives,
  'extract-zip': unpackers,
  decompress: unpackers,
  tar: tarballs,
  'tar-fs': tarballs,
  'tar-stream': tarballs,
  asar: applicationArchives,
  '@electron/asar': applicationArchives,
  readline: prompts,
  'readline/promises': prompts,
  inquirer: prompts,
  prompts,
  enquirer: prompts,
  URL: urls,
  url: addresses,
};

/** Packages by what they are for. */
const KINDS: readonly (readonly [names: readonly string[], family: Family])[] = [
  [BAGS, bags],
  [['Blob', 'File'], blobs],
  [CLIENTS, clients],
  [SOCKETS, sockets],
  [[...IMAGES], images],
  [OBSERVABLES, observables],
  [COMPOSERS, compositions],
  [DOWNLOADERS, downloads],
  [TERMINALS, terminals],
  [THROUGHS, throughs],
  [EMITTERS, emitters],
  [['ReadableStream', 'WritableStream', 'TransformStream'], webStreams],
  [CREDENTIAL_PROVIDERS, credentialProviders],
  [['dotenv', 'vite', '@next/env'], environmentReaders],
  [['@actions/core'], workflowInputs],
  [AGENT_PACKAGES, agents],
  [['electron', 'chrome', 'webextension-polyfill'], desktops],
  [['expo-secure-store'], keychains],
  [['react', 'preact', 'react/jsx-runtime'], fieldsOfComponents],
  [Object.keys(SERVICES), services],
];

const FAMILIES: Readonly<Record<string, Family>> = {
  ...NAMED,
  ...Object.fromEntries(KINDS.flatMap(([names, family]) => names.map((name) => [name, family]))),
};

/** Of these packages `pipe` puts functions together. */
const MAKES_FUNCTIONS = /^(?:rxjs|ramda|rambda|remeda|lodash|fp-ts)\b/;
const PIPES = /^pipe(?:To|Through)?$/;

/** Calls something of the platform or of another package. */
export function callApi(machine: Machine, callee: Unknown, self: Value, args: readonly Value[], isNew: boolean): Value {
  const call = describe(callee, self, args, isNew);
  machine.onlooker?.callsApi(call.api);
  const byName = byMethod(machine, call);
  if (byName !== UNHANDLED) return byName;
  const family = familyOf(call.api);
  if (family === undefined && isRoute(call)) return route(machine, call);
  const result = family === undefined ? UNHANDLED : family(machine, call);
  return result === UNHANDLED ? ordinaryCall(machine, call) : result;
}

/** Methods that say what they do, whatever they are called on. */
function byMethod(machine: Machine, { api, method, self, args }: ApiCall): Value | typeof UNHANDLED {
  if (PIPES.test(method) && args.length > 0 && !MAKES_FUNCTIONS.test(api)) return tie(machine, self, args[0]);
  if (method === 'getImageData') return unknown(taint('image-data', machine.position(), 'pixels'));
  return method === 'generateMnemonic' ? newMnemonic(machine) : UNHANDLED;
}

/** `bip39.generateMnemonic()`, by whatever package. */
function newMnemonic(machine: Machine): Value {
  machine.onlooker?.tells();
  return unknown(taint('key-material', machine.position(), 'mnemonic'));
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
  if (OF_COMPILERS.test(root)) return compilerHelpers;
  return Object.hasOwn(FAMILIES, root) ? FAMILIES[root] : undefined;
}

/** Whether it is known what something of that name does. */
export function isKnownApi(api: string): boolean {
  return familyOf(api) !== undefined;
}

/** `window.addEventListener(…)`. */
function pageEvents(machine: Machine, { api, args }: ApiCall): Value | typeof UNHANDLED {
  return /^(?:global\.)?addEventListener$/.test(api) ? listenToPage(machine, args) : UNHANDLED;
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

/** `url.searchParams.set(name, value)` changes the address. */
function queriesOfUrls(machine: Machine, { method, args, self, callee }: ApiCall): Value | typeof UNHANDLED {
  if (method !== 'set' && method !== 'append') return UNHANDLED;
  const query = typeof self === 'object' && self?.kind === 'unknown' ? self : callee;
  query.props?.set('@@put', unknown(taintsOfAll(args)));
  machine.step();
  return undefined;
}

function urls(machine: Machine, { args, method, api }: ApiCall): Value | typeof UNHANDLED {
  if (method === 'createObjectURL') return args[0];
  if (api !== 'URL') return UNHANDLED;
  const { text, taints } = textFrom(args[0]);
  const base = args[1] === undefined ? '' : textFrom(args[1]).text;
  const whole = /^[a-z][a-z+.-]*:/i.test(text) || base === '' ? text : againstBase(base, text);
  machine.step();
  return {
    kind: 'unknown',
    taints: joinTaints(taints, allTaints(args[1])),
    api: 'URL()',
    text: whole,
    props: new Map(),
  };
}

/** `fileURLToPath(new URL('./bin', import.meta.url))` */
function addresses(_machine: Machine, { args, method }: ApiCall): Value | typeof UNHANDLED {
  if (method !== 'fileURLToPath') return UNHANDLED;
  const { text, taints } = textFrom(args[0]);
  return known(text.replace(/^file:\/\//, ''), taints);
}

/** What stands behind the last slash of an address is replaced; `..` goes up from there. */
function againstBase(base: string, path: string): string {
  const [, origin = '', folder = ''] = /^([a-z][a-z+.-]*:\/\/[^/]*)?(.*\/)?/is.exec(base) ?? [];
  return origin + posix.normalize(path.startsWith('/') ? path : `${folder === '' ? '/' : folder}${path}`);
}

/** A blob of one text is that text: an address of it can be run. */
function blobs(machine: Machine, { args }: ApiCall): Value | typeof UNHANDLED {
  const { items } = machine.elements(args[0]);
  const texts = items.flatMap((item) => textsOf(item));
  return items.length === 1 && texts.length === 1 ? items[0] : unknown(taintsOfAll(items));
}
