import { unknown } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import { taint } from '../values/taints.js';
import type { Machine, Unknown, Value } from '../values/types.js';
import { ordinaryCall, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { captureOf, captures, texts } from './browser.js';
import { noteBuilding } from './builds.js';
import { findsAddresses } from '../language/regexp.js';
import { compilerHelpers, OF_COMPILERS } from './compiler-helpers.js';
import { dispatchOnPage, hearFromCode, tie } from './emitters.js';
import { familyNamed } from './families.js';
import { rootOf } from './names.js';
import { isRoute, route } from './routes.js';

/** Of these packages `pipe` puts functions together. */
const MAKES_FUNCTIONS = /^(?:rxjs|ramda|rambda|remeda|lodash|fp-ts)\b/;
const PIPES = /^pipe(?:To|Through)?$/;

/** Calls something of the platform or of another package. */
export function callApi(machine: Machine, callee: Unknown, self: Value, args: readonly Value[], isNew: boolean): Value {
  const call = describe(callee, self, args, isNew);
  machine.onlooker?.callsApi(call.api);
  noteBuilding(machine, call);
  const byName = byMethod(machine, call);
  if (byName !== UNHANDLED) return byName;
  const family = familyOf(call.api);
  if (family === undefined && isRoute(call)) return route(machine, call);
  const result = family === undefined ? UNHANDLED : family(machine, call);
  return result === UNHANDLED ? ordinaryCall(machine, call) : result;
}

/** Methods that say what they do, whatever they are called on. */
function byMethod(machine: Machine, call: ApiCall): Value | typeof UNHANDLED {
  const { api, method, self, args } = call;
  if (PIPES.test(method) && args.length > 0 && !MAKES_FUNCTIONS.test(api)) return tie(machine, self, args[0]);
  if (Object.hasOwn(BY_METHOD, method)) return BY_METHOD[method]?.(machine, call) ?? UNHANDLED;
  return UNHANDLED;
}

const BY_METHOD: Readonly<Record<string, Family>> = {
  getImageData: (machine) => unknown(taint('image-data', machine.position(), 'pixels')),
  generateMnemonic: newMnemonic,
  dispatchEvent: (machine, { api, self, args }) =>
    isObj(self) || api === '' ? UNHANDLED : dispatchOnPage(machine, args[0]),
  addEventListener: (machine, { api, self, args }) => {
    if (!isObj(self) && api !== '') hearFromCode(machine, args[0], args[1]);
    return UNHANDLED;
  },
  replace: replaceAddresses,
  replaceAll: replaceAddresses,
};

function replaceAddresses(machine: Machine, call: ApiCall): Value | typeof UNHANDLED {
  return findsAddresses(call.args[0]) ? texts(machine, call) : UNHANDLED;
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
  const made = end === -1 ? undefined : familyNamed(api.slice(0, end + 2));
  if (made !== undefined) return made;
  const root = api.startsWith('global.') ? rootOf(api.slice('global.'.length)) : rootOf(api);
  if (captureOf(root) !== undefined) return captures;
  if (OF_COMPILERS.test(root)) return compilerHelpers;
  return familyNamed(root);
}

/** Whether it is known what something of that name does. */
export function isKnownApi(api: string): boolean {
  return familyOf(api) !== undefined;
}
