import { isUnknown, membersOf, unknown } from '../values/lattice.js';
import { array, isCallable, isObj, promise } from '../values/objects.js';
import { taint } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Obj, Taint, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';
import { rootOf } from './names.js';
import { SECRET_FIELD } from './passing-names.js';

/** Names under which applications keep what somebody is logged in with. */
const LOGIN =
  /(?:^|[^a-z])(?:(?:access|auth|id|refresh|bearer|session|user|jwt|api)[-_]?)?(?:token|jwt|session(?:[-_]?id)?|credentials|private[-_]?key|mnemonic|password)$/i;
/** Who keeps it may use it; who logs in with it asks the application's own server. */
const KEEPS = /\bset(?:Item|ItemAsync)?\s*\(|\bsetItem(?:Async)?\b|(?:local|session)Storage\.\w+\s*=[^=]/;
const LOGS_IN = /\bauthorization\b|\bbearer\b|\bheaders\b|x-\w+-token/i;
const NEAR = 400;

/** What a page keeps by a name that says so, in code that neither put it there nor logs in with it. */
export function storedSecret(machine: Machine, name: Value): Value {
  const [key] = textsOf(name).filter((text) => LOGIN.test(text));
  return key === undefined || isOwn(machine) ? unknown() : unknown(taint('page-storage', machine.position(), key));
}

function isOwn(machine: Machine): boolean {
  const { unit, offset } = machine.position();
  return KEEPS.test(unit.text) || LOGS_IN.test(unit.text.slice(Math.max(0, offset - NEAR), offset + NEAR));
}

/** Where applications for phones keep things. */
export const KEYCHAINS: readonly string[] = [
  'expo-secure-store',
  '@react-native-async-storage/async-storage',
  '@react-native-community/async-storage',
];

/** The names of all that is kept, and what is picked from them. */
const ALL_KEYS = 'storedNames()';

function storedNames(machine: Machine): Value {
  machine.onlooker?.listens();
  const name = unknown([], { api: ALL_KEYS });
  const names = array([name], machine.depth);
  names.rest = name;
  names.open = true;
  return names;
}

function isAllKeys(value: Value): boolean {
  const one = isObj(value) ? value.rest : value;
  return membersOf(one).some((member) => isUnknown(member) && member.api?.startsWith(ALL_KEYS) === true);
}

/** `SecureStore.getItemAsync('token')`, `AsyncStorage.multiGet(await AsyncStorage.getAllKeys())` */
export const keychains: Family = (machine, { method, args, api }) => {
  if (method === 'getAllKeys') return promise(storedNames(machine), machine.depth);
  if (method === 'multiGet' && isAllKeys(args[0]))
    return promise(unknown(taint('page-storage', machine.position(), rootOf(api))), machine.depth);
  if (!/^getItem(?:Async)?$/.test(method)) return UNHANDLED;
  const kept = isAllKeys(args[0])
    ? unknown(taint('page-storage', machine.position(), rootOf(api)))
    : storedSecret(machine, args[0]);
  return method === 'getItem' && api.startsWith('expo') ? kept : promise(kept, machine.depth);
};

/** `navigator.credentials.get({ password: true })`: what the browser has saved for the page. A key of a device is no password. */
export function savedPassword(machine: Machine): Value {
  return promise(unknown(taint('keystrokes', machine.position(), 'password')), machine.depth);
}

const HANDLERS = ['onChange', 'onInput', 'onBlur', 'onKeyDown', 'onKeyUp', 'onPaste'] as const;
const NAMES = ['type', 'name', 'id', 'autoComplete'] as const;

/** React's, and those that templates of Vue are compiled to. */
const MAKES_ELEMENT = /^(?:createElement|jsxs?|h|create(?:Element)?(?:VNode|Block))$/;
/** `v-model` is compiled to this one, which is given what is typed. */
const TYPES = 'onUpdate:modelValue';

/** `createElement('input', { type: 'password', onChange })`, `jsx('input', { … })`: what is typed into a field for a secret. */
export const fieldsOfComponents: Family = (machine, { method, args }) => {
  const [element, props] = args;
  if (!MAKES_ELEMENT.test(method)) return UNHANDLED;
  const isField = textsOf(element).includes('input');
  // A first look follows no decoder: what that calls an element is not known yet.
  if (machine.isFirstLook && (isField || isMasked(element))) machine.onlooker?.listens();
  if (!isField) return UNHANDLED;
  if (!isObj(props)) return UNHANDLED;
  if (isForSecret(machine, props)) callHandlers(machine, props);
  return UNHANDLED;
};

/** Made by a call of the code. Other components come from modules or from callers. */
function isMasked(element: Value): boolean {
  return (
    isUnknown(element) &&
    element.api === undefined &&
    element.text === undefined &&
    !element.taints.some(isFromElsewhere)
  );
}

function isFromElsewhere({ kind }: Taint): boolean {
  return kind === 'from-package' || kind === 'from-caller';
}

function isForSecret(machine: Machine, props: Obj): boolean {
  return NAMES.some((name) => textsOf(machine.get(props, name)).some((text) => SECRET_FIELD.test(text)));
}

function callHandlers(machine: Machine, props: Obj): void {
  machine.onlooker?.tells();
  for (const name of HANDLERS) {
    const handler = props.props.has(name) ? machine.get(props, name) : undefined;
    if (isCallable(handler)) machine.callHandler(handler, [machine.apiObject('event()')]);
  }
  const typed = props.props.has(TYPES) ? machine.get(props, TYPES) : undefined;
  if (isCallable(typed)) machine.callHandler(typed, [unknown(taint('keystrokes', machine.position(), 'field()'))]);
}
