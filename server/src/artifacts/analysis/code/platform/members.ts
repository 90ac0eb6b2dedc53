import { isEnumerated } from '../values/enumerated-names.js';
import { isUnknownData, known, unknown, unknownData } from '../values/lattice.js';
import { allTaints, joinTaints, ownTaints, taint } from '../values/taints.js';
import { isSymbolic } from '../values/text.js';
import type { Machine, Taints, Unknown, Value } from '../values/types.js';
import { methodOf } from '../language/methods.js';
import { partOfBuild } from './builds.js';
import { DATA, isAdding } from './data.js';
import { WORKER_DATA } from './worker-messages.js';
import { enumeratedVariable, environmentObject, environmentVariable } from './host.js';
import { OWN_PAGE } from './destinations.js';
import { FETCHED, FETCHED_WITH, fetchedMember } from './hooks.js';
import { memberName } from './names.js';
import { exportMember } from './other-packages.js';
import { cookieMember, documentMember, fieldOf, typedMember, wholeStorage } from './page-input.js';
import { isKeyName, isLoginName, mayAskHosts, maySendSpelled } from './secrets.js';
import {
  answeredMember,
  answerMember,
  incomingCookie,
  incomingField,
  incomingHeader,
  incomingMember,
  optionHeader,
  optionMember,
} from './served-requests.js';
import { askedMember, eventMember, overheardHeaders } from './service-workers.js';

/** What stands under a name of something that is known by name, or of something unknown. */
export function memberOfApi(machine: Machine, holder: Unknown, name: string | undefined, key: Value): Value {
  const { api } = holder;
  if (isSize(holder, name)) return unknown();
  return api === undefined ? memberOfUnknown(machine, holder, name) : memberOfNamed(machine, holder, api, name, key);
}

function memberOfNamed(machine: Machine, holder: Unknown, api: string, name: string | undefined, key: Value): Value {
  const special =
    ownFunctionMethod(name) ?? specialOf(api)?.(machine, holder, name, key) ?? newKey(machine, holder, api, name);
  if (special !== undefined) return special;
  if (api.startsWith('child()') && isReplacing(name)) return unknown(holder.taints, { api: `text().${name ?? ''}` });
  return partOfApi(machine, holder, name === undefined ? `${api}.*` : memberName(api, name), isPlainKey(name, key));
}

/** A pair of keys that was just made is as good as one that was given. */
function newKey(machine: Machine, { taints }: Unknown, api: string, name: string | undefined): Value {
  if (name === undefined || !MAKES_KEYS.test(api) || !isKeyName(name)) return undefined;
  machine.onlooker?.tells();
  return unknown(joinTaints(taints, taint('key-material', machine.position(), name)), { api: `${api}.${name}` });
}

/** `crypto.generateKeyPairSync(…)`, `Wallet.createRandom()`, `Keypair.generate()`, `Keypair.fromSecretKey(bytes)`. */
const MAKES_KEYS =
  /\b(?:generate\w*|createRandom|create|randomWallet|derive\w*|from(?:Seed|SecretKey|PrivateKey|Mnemonic|Phrase|Uri|ExtendedKey|MasterSeed))\(\)$/;

function partOfApi(machine: Machine, holder: Unknown, path: string | undefined, isPlain: boolean): Value {
  const taints = joinTaints(holder.taints, answerOf(holder));
  if (path === undefined) return unknown(taints);
  if (path === 'process.env') return environmentObject(machine);
  const exported = exportMember(machine, holder, path);
  if (exported !== undefined) return exported;
  const isFixed = taints.length === 0 && holder.notes === undefined && isPlain;
  if (isFixed) return fixedMember(machine, path);
  return { kind: 'unknown', taints, api: path, notes: holder.notes, props: holder.props };
}

/** How much there is of something says nothing of it. */
const SIZES: ReadonlySet<string> = new Set(['length', 'byteLength', 'size']);

function isSize({ taints }: Unknown, name: string | undefined): boolean {
  return name !== undefined && SIZES.has(name) && taints.length > 0;
}

/** A name is a name, even where it was decoded. */
function isPlainKey(name: string | undefined, key: Value): boolean {
  return name !== undefined || ownTaints(key).length === 0;
}

/** Functions of the platform have what every function has. */
function ownFunctionMethod(name: string | undefined): Value {
  return name === 'call' || name === 'apply' || name === 'bind' ? methodOf('Function', name) : undefined;
}

type Special = (machine: Machine, holder: Unknown, name: string | undefined, key: Value) => Value;

/** Things whose members are no parts of them; undefined where a member is an ordinary one. */
const SPECIAL: Readonly<Record<string, Special>> = {
  'process.env': (machine, _holder, name, key) =>
    name === undefined || isEnumerated(key) ? enumeratedVariable(machine, key) : environmentVariable(machine, name),
  environment: (machine, _holder, name, key) =>
    name === undefined || isEnumerated(key) ? enumeratedVariable(machine, key) : environmentVariable(machine, name),
  worker_threads: (machine, _holder, name) =>
    name === 'workerData' ? machine.apiObject('worker()').props?.get(WORKER_DATA) : undefined,
  // Every module has what is put on the prototype of all.
  module: (machine, _holder, name) =>
    name === undefined || name === 'prototype' ? undefined : machine.apiObject('module.prototype').props?.get(name),
  process: (machine, _holder, name) => (name === 'env' ? environmentObject(machine) : undefined),
  // `readdir(…, { withFileTypes: true })` gives things that have a name.
  'entry()': (_machine, holder, name) => (name === 'name' ? (holder.notes?.name ?? holder) : undefined),
  'event()': typedMember,
  'event().target': typedMember,
  'event().currentTarget': typedMember,
  'field()': typedMember,
  'document.forms': fieldOf,
  'field().elements': fieldOf,
  document: documentMember,
  'cookies()': cookieMember,
  response: answerMember,
  'incoming()': incomingMember,
  'incoming().headers': incomingHeader,
  'incoming().cookies': incomingCookie,
  'incoming().body': incomingField,
  'answered()': answeredMember,
  'options()': optionMember,
  'options().headers': optionHeader,
  'fetchEvent()': eventMember,
  'overheardEvent()': eventMember,
  'asked()': askedMember,
  'overheard()': askedMember,
  [FETCHED]: fetchedMember,
  [FETCHED_WITH]: fetchedMember,
  'overheard().headers': overheardHeaders,
  localStorage: storageMember,
  sessionStorage: storageMember,
  // An object like others: what leads out of a context of `vm` begins with it.
  global: (machine, _holder, name) =>
    name === undefined ? undefined : machine.global(name === 'constructor' ? 'Object' : name),
  'URL()': (_machine, holder, name) => (holder.text === undefined ? undefined : partOfUrl(holder, holder.text, name)),
};

function storageMember(machine: Machine, holder: Unknown, name: string | undefined): Value {
  return name === undefined ? wholeStorage(machine, holder) : undefined;
}

/** Hostile code names its things `constructor`: only what the table itself holds counts. */
function specialOf(api: string): Special | undefined {
  return Object.hasOwn(SPECIAL, api) ? SPECIAL[api] : undefined;
}

/** `xhr.responseText` is what `open` asked for. */
function answerOf(holder: Unknown): Taints {
  const answer = holder.props?.get('@@answer') ?? holder.props?.get('@@incoming');
  return answer === undefined ? [] : ownTaints(answer);
}

const PAGE_ADDRESS = /^(?:global\.)?location\.(?:host|hostname|origin|href)$/;

function fixedMember(machine: Machine, path: string): Value {
  return PAGE_ADDRESS.test(path) ? unknown([], { text: OWN_PAGE, api: path }) : fixedByName(machine, path);
}

function fixedByName(machine: Machine, path: string): Value {
  switch (path) {
    case 'process.platform':
    case 'process.arch':
    case 'process.version':
      return unknown([], { text: `\uE000${path.slice('process.'.length)}\uE001`, api: path });
    case 'process.execPath':
      return unknown([], { text: 'node', api: path });
    case 'os.EOL':
      return '\n';
    case 'path.sep':
      return '/';
    case 'path.delimiter':
      return ':';
    case 'path.posix':
    case 'path.win32':
      return machine.apiObject('path');
    default:
      return machine.apiObject(path);
  }
}

/** A part of something unknown is made of the same. A name like `privateKey` says what it is. */
function memberOfUnknown(machine: Machine, holder: Unknown, name: string | undefined): Value {
  if (name === undefined) return memberByChance(machine, holder);
  const named = secretByName(machine, holder, name);
  if (named !== undefined) return named;
  if (name === 'addEventListener') machine.onlooker?.listens();
  const api = knownByName(holder, name) ?? partOfBuild(machine, name);
  if (api !== undefined) return unknown(holder.taints, { api });
  return isUnknownData(holder) ? partOfData(holder, name) : unknown(holder.taints);
}

function memberByChance(machine: Machine, holder: Unknown): Value {
  if (machine.isFirstLook && maySendSpelled(machine.position().unit)) machine.onlooker?.tells();
  const api = knownByName(holder, undefined);
  return unknown(holder.taints, { api });
}

function secretByName(machine: Machine, { taints }: Unknown, name: string): Value {
  if (isKeyName(name)) return unknown(joinTaints(taints, taint('key-material', machine.position(), name)));
  // What a parser takes apart has tokens, too.
  if (name === 'token' || !isLoginName(name)) return undefined;
  if (machine.isFirstLook && mayAskHosts(machine.position().unit)) machine.onlooker?.tells();
  return unknown(joinTaints(taints, taint('login', machine.position(), name)));
}

/** The same part each time: what is put on it goes along with the whole. */
function partOfData({ taints, props }: Unknown, name: string): Value {
  if (isAdding(name)) return unknown(taints, { api: `${DATA}.${name}` });
  const part = unknownData(taints);
  props?.set(name, part);
  return part;
}

function isReplacing(name: string | undefined): boolean {
  return name === 'replace' || name === 'replaceAll';
}

/** Things that come as arguments, and whose methods are known by their names alone. */
function knownByName({ taints }: Unknown, name = ''): string | undefined {
  // An answer, also where it goes on as a stream.
  if (isReplacing(name)) return `text().${name}`;
  if (/^pipe(?:To|Through)?$/.test(name)) return taints.length > 0 ? `stream().${name}` : undefined;
  return Object.hasOwn(METHODS_BY_NAME, name) ? METHODS_BY_NAME[name] : undefined;
}

/** A window of Electron, a client of a caller's, a connection to a chain. */
const METHODS_BY_NAME: Readonly<Record<string, string>> = Object.freeze({
  executeJavaScript: 'page().executeJavaScript',
  interceptors: 'client().interceptors',
  getBalance: 'chain().getBalance',
  balanceOf: 'chain().balanceOf',
});

function partOfUrl(holder: Unknown, text: string, name = ''): Value {
  const put = holder.props?.get('@@put');
  const taints = put === undefined ? holder.taints : joinTaints(holder.taints, allTaints(put));
  switch (name) {
    case 'href':
      return known(text, taints);
    case 'toString':
    case 'toJSON':
      return { ...holder, api: 'URL().toString' };
    case 'fsPath':
      return known(text.replace(/^file:\/\//, ''), taints);
    case 'searchParams':
      return { ...holder, api: 'URLSearchParams()' };
    default:
      return partOfAddress(name === 'pathname' ? pathIn(text) : partsOfAddress(text)[name], taints);
  }
}

/** Of a file, also where it is not known in which folder the package lies. */
function pathIn(text: string): string | undefined {
  return text.startsWith('file://') ? text.slice('file://'.length) : partsOfAddress(text).pathname;
}

function partOfAddress(part: string | undefined, taints: Taints): Value {
  return part === undefined ? unknown(taints) : known(part, taints);
}

/** The parts of an address that is known in full. */
function partsOfAddress(text: string): Readonly<Record<string, string | undefined>> {
  if (isSymbolic(text) || !URL.canParse(text)) return {};
  const { hostname, host, pathname, port, protocol } = new URL(text);
  return { hostname, host, pathname, port, protocol };
}
