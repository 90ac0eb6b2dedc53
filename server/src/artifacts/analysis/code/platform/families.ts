import type { Family } from './api-call.js';
import { AGENT_PACKAGES, agents } from './agents.js';
import { applicationArchives, archives, tarballs, unpackers } from './archives.js';
import { bags } from './bags.js';
import { documents, elements, navigation, navigators, pageRequests, queries, texts } from './browser.js';
import { BUILD, builds } from './builds.js';
import { ciphers, compression } from './ciphers.js';
import { elsewhere, evaluators, modules, remoteScripts, systems, timers, virtualMachines, workers } from './code.js';
import { webAssembly } from './wasm-modules.js';
import { customEvents, emitters, EMITTERS } from './emitters.js';
import { channels, ports, postsFromWorker, startedWorkers } from './worker-messages.js';
import { components } from './components.js';
import { COMPOSERS, compositions } from './compositions.js';
import {
  CREDENTIAL_PROVIDERS,
  credentialProviders,
  environmentReaders,
  workflowInputs,
} from './credential-providers.js';
import { data, DATA } from './data.js';
import { desktops } from './desktop.js';
import { DOWNLOADERS, downloads } from './downloads.js';
import { editorFiles } from './editor-files.js';
import { files, handles } from './files.js';
import { gitClients, gitFunctions } from './git-clients.js';
import { consoles, operatingSystem, processCalls } from './host.js';
import { clients, remoteProcedures } from './clients.js';
import { fetchLike, lateSockets, names, openConnections, requests, servers, sockets } from './network.js';
import { fields, pageEvent, pageEvents, storages } from './page-input.js';
import { KEYCHAINS, keychains } from './page-secrets.js';
import { paths } from './paths.js';
import { prompts } from './prompts.js';
import { bindings, children, clusters, processes, templates } from './processes.js';
import { offeredTools, TOOL_MODULES } from './offered-tools.js';
import { observables, OBSERVABLES } from './observables.js';
import { publishing } from './publishing.js';
import { givenClients, incoming } from './served-requests.js';
import { models, REACTIVE, reactiveValues } from './reactive-values.js';
import { CLIENTS, SOCKETS } from './reaching-packages.js';
import { searches } from './searches.js';
import { services, SERVICES } from './services.js';
import { opaqueBuffers, streams } from './node-streams.js';
import { pipelines } from './streams.js';
import { addresses, blobs, queriesOfUrls, urls } from './addresses.js';
import { utilities } from './utilities-of-node.js';
import { images, IMAGES } from './images.js';
import { injectors, INJECTORS } from './injection.js';
import { THROUGHS, throughs, webStreams } from './stream-parts.js';
import { startedTerminals, TERMINALS, terminals } from './terminals.js';
import { chains, solana, wallets } from './wallets.js';
import { workflowNodes } from './workflow-nodes.js';

const BAGS = ['URLSearchParams', 'FormData', 'form-data', 'formdata-node', 'Headers', 'Request'];

/** By module, global, or what one of them makes. */
const NAMED: Readonly<Record<string, Family>> = {
  fs: files,
  'file()': handles,
  path: paths,
  os: operatingSystem,
  process: processCalls,
  'process.binding()': bindings,
  [DATA]: data,
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
  wasi: systems,
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
  'field()': fields,
  'incoming()': incoming,
  'client()': givenClients,
  [BUILD]: builds,
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
  worker_threads: channels,
  MessageChannel: channels,
  'port()': ports,
  postMessage: postsFromWorker,
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
  [INJECTORS, injectors],
  [AGENT_PACKAGES, agents],
  [TOOL_MODULES, offeredTools],
  [['electron', 'chrome', 'webextension-polyfill'], desktops],
  [['n8n()'], workflowNodes],
  [KEYCHAINS, keychains],
  [['react', 'preact', 'preact/hooks', 'preact/compat', 'react/jsx-runtime'], components],
  [REACTIVE, reactiveValues],
  [['defineModel'], models],
  [Object.keys(SERVICES), services],
];

const FAMILIES: Readonly<Record<string, Family>> = {
  ...NAMED,
  ...Object.fromEntries(KINDS.flatMap(([names, family]) => names.map((name) => [name, family]))),
};

/** What does the calls of a module, a global, a package or what one of them makes, by its whole name. */
export function familyNamed(name: string): Family | undefined {
  return Object.hasOwn(FAMILIES, name) ? FAMILIES[name] : undefined;
}
