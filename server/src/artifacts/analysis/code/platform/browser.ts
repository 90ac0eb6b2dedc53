import { unknown } from '../values/lattice.js';
import { isCallable, promise } from '../values/objects.js';
import { allTaints, joinTaints, taint, taintsOfAll } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { parametersFor, runCallbacks, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { textFrom } from '../language/coercion.js';
import { withOtherAddresses } from '../language/strings.js';
import { hasOtherAddresses, noteClipboardRead, replaceClipboard } from './clipboard.js';
import { destinationOf } from './destinations.js';
import { assignToElement, goTo } from './assignments.js';
import { holdsMoneyAddress, isMoneyAddress } from './hooks.js';
import { resultName } from './names.js';
import { fetchLike } from './network.js';
import { send } from './sending.js';
import { noteScript, scriptsIn } from './page-scripts.js';
import { fieldsBy, formInput, isWrittenBack, listenToPage, noteRead } from './page-input.js';
import { savedPassword } from './page-secrets.js';

/** `document.createElement('script')` and its kin. */
export const documents: Family = (machine, { method, args }) => {
  if (method === 'createElement' || method === 'createElementNS') {
    const name = textsOf(args.at(-1) === undefined ? args[0] : args[0])[0] ?? '';
    return { kind: 'unknown', taints: [], api: 'element()', notes: { element: name.toLowerCase() }, props: new Map() };
  }
  if (method === 'write' || method === 'writeln') {
    // A picture is written into a page as a picture.
    const isScript = textFrom(args[0]).text.includes('<script');
    const taints = allTaints(args[0]).filter(({ kind }) => isScript || kind !== 'image-data');
    machine.report({ sink: 'page-script', taints });
    noteScript(machine, args[0], scriptsIn(args[0]));
    return unknown();
  }
  if (method === 'addEventListener') return listenToPage(machine, args);
  if (method === 'execCommand') return insertText(machine, args);
  return fieldsBy(machine, method, args[0]);
};

/** `new XMLHttpRequest()`, `new WebSocket(url)`, `new EventSource(url)`, `new Image()`. */
export const pageRequests: Family = (machine, { api, method, args, isNew, self }) => {
  if (isNew) return pageRequest(api);
  const props = typeof self === 'object' && self?.kind === 'unknown' ? self.props : undefined;
  if (method === 'open') return openPageRequest(machine, props, args[1]);
  if (method !== 'send' && method !== 'setRequestHeader') return UNHANDLED;
  const url = props?.get('@@url');
  send(machine, method === 'send' ? [url, ...args] : args, destinationOf(machine, [url]));
  return undefined;
};

function openPageRequest(machine: Machine, props: Map<string, Value> | undefined, url: Value): Value {
  const { host } = destinationOf(machine, [url]);
  props?.set('@@url', url);
  props?.set('@@answer', unknown(taint('downloaded', machine.position(), host)));
  return undefined;
}

function pageRequest(api: string): Value {
  const made = { kind: 'unknown' as const, taints: [], props: new Map<string, Value>() };
  return api.replace(/^global\./, '') === 'Image'
    ? { ...made, api: 'element()', notes: { element: 'img' } }
    : { ...made, api: 'xhr()', notes: {} };
}

type Capture = 'keystrokes' | 'screenshot' | 'clipboard';

/** What the platform's clipboard, screen and keyboard give, by whatever package. */
const CAPTURES: Readonly<Record<string, Capture>> = {
  iohook: 'keystrokes',
  'iohook-raub': 'keystrokes',
  'uiohook-napi': 'keystrokes',
  'node-global-key-listener': 'keystrokes',
  gkm: 'keystrokes',
  'global-keypress': 'keystrokes',
  'screenshot-desktop': 'screenshot',
  'desktop-screenshot': 'screenshot',
  'node-screenshots': 'screenshot',
  clipboardy: 'clipboard',
  'copy-paste': 'clipboard',
  'clipboard-event': 'clipboard',
  'clipboard-sys': 'clipboard',
  'expo-clipboard': 'clipboard',
  '@capacitor/clipboard': 'clipboard',
  '@react-native-clipboard/clipboard': 'clipboard',
  '@react-native-community/clipboard': 'clipboard',
};

export function captureOf(root: string): Capture | undefined {
  return Object.hasOwn(CAPTURES, root) ? CAPTURES[root] : undefined;
}

/** Written, begun or ended; of clipboards, asked whether there is anything, and listened to. */
const NO_CAPTURE = /^(?:write|copy|start|stop)/;
const NO_READING = /^(?:write|copy|start|stop|has|add|remove|use)/;

export const captures: Family = (machine, call) => {
  const { api, method, args, isNew } = call;
  const kind = captureOf(api.split(/[.(]/)[0] ?? '');
  if (kind === 'clipboard' && /^(?:write|copy|set)/.test(method)) return written(machine, args);
  if (kind === undefined || (kind === 'clipboard' ? NO_READING : NO_CAPTURE).test(method)) return UNHANDLED;
  if (isNew && !args.some(isCallable)) return unknown([], { api: resultName(api), props: new Map() });
  return captured(machine, kind, call);
};

function written(machine: Machine, args: readonly Value[]): Value {
  replaceClipboard(machine, args);
  return promise(undefined, machine.depth);
}

function captured(machine: Machine, kind: Capture, { method, args }: ApiCall): Value {
  if (kind === 'clipboard') noteClipboardRead(machine);
  const taints = taint(kind, machine.position());
  for (const arg of args.filter(isCallable)) machine.callHandler(arg, parametersFor(arg, taints));
  return method.endsWith('Sync') ? unknown(taints) : promise(unknown(taints), machine.depth);
}

/** `document.execCommand('insertText', false, text)` puts it where somebody pastes. */
function insertText(machine: Machine, [command, , text]: readonly Value[]): Value {
  if (textsOf(command)[0] === 'insertText' && (holdsMoneyAddress(text) || hasOtherAddresses(machine, text)))
    machine.behave('replaces-addresses', 'clipboard');
  return unknown();
}

/** `navigator.clipboard.readText()`, `navigator.sendBeacon(url, data)`. */
export const navigators: Family = (machine, { api, method, args }) => {
  if (method === 'sendBeacon') {
    send(machine, args, destinationOf(machine, args));
    return true;
  }
  if (method === 'readText' || method === 'read') {
    const read = unknown(taint('clipboard', machine.position()));
    noteRead(machine, read);
    return promise(read, machine.depth);
  }
  if (api.endsWith('credentials.get') && machine.get(args[0], 'password') === true) return savedPassword(machine);
  if (api.endsWith('clipboard.writeText')) noteCopied(machine, args);
  return UNHANDLED;
};

/** What somebody will paste. */
function noteCopied(machine: Machine, args: readonly Value[]): void {
  machine.onlooker?.tells();
  const standsIn = isWrittenBack(machine) && args.some(holdsMoneyAddress);
  if (standsIn || args.some((arg) => hasOtherAddresses(machine, arg)))
    machine.behave('replaces-addresses', 'clipboard');
}

/** `element.setAttribute('src', url)`. */
export const elements: Family = (machine, { method, args, self, callee }) => {
  if (method !== 'setAttribute') return UNHANDLED;
  const element = typeof self === 'object' && self?.kind === 'unknown' ? self : callee;
  assignToElement(machine, element, textsOf(args[0])[0] ?? '', args[1]);
  return undefined;
};

/** `location.assign(url)`. */
export const navigation: Family = (machine, { method, args }) => {
  if (method !== 'assign' && method !== 'replace') return UNHANDLED;
  goTo(machine, args[0]);
  return unknown();
};

const ASKS = /^(?:ajax|get|post|getJSON|getScript)$/;

/** jQuery: `$.post(url, data)`. */
export const queries: Family = (machine, call) => {
  if (call.method === 'serialize' || call.method === 'serializeArray') return formInput(machine);
  if (!ASKS.test(call.method) || call.api.includes('()')) return UNHANDLED;
  return fetchLike(machine, call);
};

/** `text.replace(pattern, by)` of a text that is not known remembers what was put into it. */
export const texts: Family = (machine, { method, args, self, callee }) => {
  if (!/^replace(?:All)?$/.test(method)) return UNHANDLED;
  const given = args.filter((arg) => !isCallable(arg));
  const taints = joinTaints(joinTaints(callee.taints, allTaints(self)), taintsOfAll(given));
  runCallbacks(machine, args.filter(isCallable), taints);
  const earlier = typeof self === 'object' && self?.kind === 'unknown' ? self.notes?.replacement : undefined;
  const put = textsOf(args[1]).some(isMoneyAddress) ? args[1] : earlier;
  const replaced = unknown(taints, put === undefined ? {} : { notes: { replacement: put } });
  return withOtherAddresses(machine, replaced, args);
};
