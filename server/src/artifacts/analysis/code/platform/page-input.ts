import { isUnknown, unknown } from '../values/lattice.js';
import { isCallable, native } from '../values/objects.js';
import { ownTaints, taint } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Unknown, Value } from '../values/types.js';
import { hasOtherAddresses } from './clipboard.js';
import { holdsMoneyAddress } from './hooks.js';
import { SECRET_FIELD } from './passing-names.js';
import { storedSecret } from './page-secrets.js';
import { hearRequests } from './service-workers.js';
import { hearStarter } from './worker-messages.js';
import { runCallbacks, UNHANDLED, type ApiCall, type Family } from './api-call.js';

/** What happens to a field or form, of which a listener is told; whatever else happens says nothing of what somebody types. */
const TYPED = /^(?:input|beforeinput|change|submit|paste|blur|focusout|key(?:down|up|press))$/;
/** The listener may put something else in the place of what somebody copies. */
const COPIED = /^(?:copy|cut)$/;
const FIELDS = /(?:^|[\s,>])(?:input|textarea|select|form)\b|\[type=/i;

/** Listens to the whole page, or to an element of it. */
export function listenToPage(machine: Machine, args: readonly Value[]): Value {
  const event = textsOf(args[0])[0] ?? '';
  const handlers = args.filter(isCallable);
  const heard = TYPED.test(event) ? taint('keystrokes', machine.position(), event) : [];
  if (COPIED.test(event)) noteRead(machine, unknown(taint('clipboard', machine.position())));
  if (event === 'fetch') for (const one of handlers) hearRequests(machine, one);
  else if (TYPED.test(event) || COPIED.test(event))
    for (const one of handlers) machine.callHandler(one, [machine.apiObject('event()')]);
  else runCallbacks(machine, handlers, heard);
  // Nobody uses that: it tells what the listening function has to do with.
  return unknown(heard);
}

/** What is asked of an event: the fields of the form that it happened to, or what is copied. */
export const pageEvent: Family = (machine, { method, args, api }) => {
  if (
    method === 'setData' &&
    (args.some((arg) => hasOtherAddresses(machine, arg)) || (args.some(holdsMoneyAddress) && !isOwnCopy(machine)))
  )
    machine.behave('replaces-addresses', 'clipboard');
  if (method === 'getData' && api.includes('clipboardData')) return unknown(taint('clipboard', machine.position()));
  return fieldsBy(machine, method, args[0]);
};

const NEAR = 600;

/** A button that copies an address itself, as it was done before there was a clipboard to write to. */
function isOwnCopy(machine: Machine): boolean {
  const { unit, offset } = machine.position();
  return /\bexecCommand\s*\(\s*['"`](?:copy|cut)\b/.test(unit.text.slice(Math.max(0, offset - NEAR), offset + NEAR));
}

const READ = '@@read';

/** Remembers where the clipboard was read last, or is when somebody copies. */
export function noteRead(machine: Machine, read: Unknown): void {
  machine.apiObject('navigator').props?.set(READ, read);
}

const MOST_BETWEEN = 2_000;
const LOOKED_AT = /\.\s*(?:test|match|matchAll|exec|replace|replaceAll|startsWith|search)\s*\(/;

/** Whether what is written to the clipboard stands in for what was read: shortly after that, and after a look at it. */
export function isWrittenBack(machine: Machine): boolean {
  const { unit, offset } = machine.position();
  const [read] = ownTaints(machine.apiObject('navigator').props?.get(READ));
  if (read?.at.unit !== unit) return false;
  const between = unit.text.slice(read.at.offset, offset);
  return between.length <= MOST_BETWEEN && LOOKED_AT.test(between);
}

/** All forms of a page, and all fields of one. */
const OF_FIELDS = /^(?:document\.forms|field\(\)\.elements)$/;

export function isOfFields({ api = '' }: Unknown): boolean {
  return OF_FIELDS.test(api);
}

/** `document.forms[0]`, `form.elements.password` */
export function fieldOf(machine: Machine, _holder: Unknown, name: string | undefined): Value {
  return name === 'length' ? undefined : machine.apiObject('field()');
}

/** What somebody has typed, and which key that was. The field's own name, how long it took and how often say nothing of that. */
const SAYS_TYPED = /^(?:value|data|key|code|keyCode|which|charCode|char|keyIdentifier)$/;

/** What somebody has typed: `event.target.value`, `field.value`, `event.key`. */
export function typedMember(machine: Machine, holder: Unknown, name: string | undefined): Value {
  return name !== undefined && SAYS_TYPED.test(name)
    ? unknown(taint('keystrokes', machine.position(), holder.api))
    : undefined;
}

/** Fields of the page by a selector that means them all, or one that holds a secret. */
export function fieldsBy(machine: Machine, method: string, selector: Value): Value | typeof UNHANDLED {
  const text = textsOf(selector)[0] ?? '';
  const field = machine.apiObject('field()');
  const isSecret = SECRET_FIELD.test(text);
  if (/^getElement(?:ById|sByName|sByClassName)$|^querySelector$/.test(method) && isSecret) return field;
  const isList = method === 'querySelectorAll' || method === 'getElementsByTagName';
  return isList && (isSecret || FIELDS.test(text)) ? machine.listOf({ items: [field], complete: false }) : UNHANDLED;
}

/** `field.addEventListener('input', …)` of a field for a secret. */
export const fields: Family = (machine, { method, args }) =>
  method === 'addEventListener' ? listenToPage(machine, args) : UNHANDLED;

/** Forms that are taken whole: `new FormData(event.target)`. */
export function isForm(value: Value): boolean {
  const api = isUnknown(value) ? (value.api ?? '') : '';
  return /^(?:event\(\)\.(?:target|currentTarget)|field\(\)|document\.(?:forms|querySelector\(\)))(?:\.|$)/.test(api);
}

/** All that a form holds, for whoever sends it. */
export function formInput(machine: Machine): Value {
  return unknown(taint('keystrokes', machine.position(), 'form'));
}

/** Whoever asks for all forms may have others read them: `each(document.forms, send)`. */
export function documentMember(machine: Machine, _holder: Unknown, name: string | undefined): Value {
  if (name === 'forms') machine.onlooker?.listens();
  return name === 'cookie' ? cookies(machine) : undefined;
}

/** All cookies at once; whoever looks for one of them has a use for it. */
function cookies(machine: Machine): Value {
  return unknown(taint('page-storage', machine.position(), 'document.cookie'), { api: 'cookies()' });
}

const ALL_OF_THEM = /^(?:toString|valueOf|concat|trim|at|charCodeAt|charAt|codePointAt|length)$/;

export function cookieMember(_machine: Machine, _holder: Unknown, name: string | undefined): Value {
  return name === undefined || ALL_OF_THEM.test(name) ? undefined : native(name, () => unknown());
}

/** Everything that the page has stored in the browser. */
export function wholeStorage(machine: Machine, { api = '' }: Unknown): Value {
  return unknown(taint('page-storage', machine.position(), api));
}

export function isStorage({ api = '' }: Unknown): boolean {
  return /^(?:localStorage|sessionStorage)$/.test(api);
}

/** One by one, by names that the storage itself gives. */
export const storages: Family = (machine, { method, args, api, callee, self }: ApiCall) => {
  if (method === 'key') return unknown([], { api: `${api}()` });
  if (method !== 'getItem') return UNHANDLED;
  const [name] = args;
  const owner = machine.ownerOfKey(name);
  const isOwn = isUnknown(owner) && isStorage(owner);
  const isByNumber = isUnknown(name) && (name.api ?? '').endsWith('Storage.key()');
  if (!isOwn && !isByNumber) return storedSecret(machine, name);
  return wholeStorage(machine, isUnknown(self) ? self : callee);
};

/** `window.addEventListener(…)`. */
export function pageEvents(machine: Machine, { api, args }: ApiCall): Value | typeof UNHANDLED {
  if (!/^(?:global\.)?addEventListener$/.test(api)) return UNHANDLED;
  hearStarter(machine, args);
  return listenToPage(machine, args);
}
