import { OTHER_VARIABLE } from '../values/enumerated-names.js';
import { known, unknown } from '../values/lattice.js';
import { joinTaints, ownTaints, taint, taintsOfAll } from '../values/taints.js';
import { isCallable } from '../values/objects.js';
import { HOME, isSymbolic, knownParts, PACKAGE_ROOT, placeholder, readable, textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';
import { LISTENS, listenToParent } from './emitters.js';
import { OPENS_ACCOUNTS, variableKind } from './secrets.js';
import { writtenTaints } from './written-files.js';

/** What tells one machine from another. Versions, platforms and numbers of processors are no names. */
const IDENTITY = new Set(['hostname', 'userInfo', 'networkInterfaces']);

/** What `os` tells. */
export const operatingSystem: Family = (machine, { method }) => {
  if (method === 'homedir') return HOME;
  if (method === 'tmpdir') return placeholder('tmp');
  if (IDENTITY.has(method)) {
    const taints = taint('host-identity', machine.position(), method);
    return method === 'hostname' ? known(placeholder('host'), taints) : unknown(taints);
  }
  return UNHANDLED;
};

/** What `process` tells when it is asked. */
export const processCalls: Family = (machine, { method, args }) => {
  if (method === 'cwd') {
    // npm runs the scripts of a package in its own folder.
    const folder = machine.moment === 'install' ? PACKAGE_ROOT : placeholder('cwd');
    return known(folder, taint('host-identity', machine.position(), 'cwd'));
  }
  if (method === 'binding' || method === '_linkedBinding') {
    return unknown([], { api: 'process.binding()', notes: { module: args[0] } });
  }
  if (method === 'dlopen') {
    machine.report({ sink: 'native-loaded', taints: writtenTaints(machine, [args[1]]), detail: shownPath(args[1]) });
    return unknown();
  }
  if (LISTENS.test(method) || method === 'nextTick') return calledLater(machine, method, args);
  if (method === 'exit' || method === 'abort') {
    machine.exits += 1;
    return undefined;
  }
  return UNHANDLED;
};

function calledLater(machine: Machine, method: string, args: readonly Value[]): Value | typeof UNHANDLED {
  const [first, second] = args;
  if (LISTENS.test(method))
    return textsOf(first)[0] === 'message' && isCallable(second) ? listenToParent(machine, second) : UNHANDLED;
  machine.callHandler(first, args.slice(1));
  return undefined;
}

function shownPath(path: Value): string {
  return readable(textsOf(path)[0] ?? '');
}

const FOLDERS: Readonly<Record<string, string>> = {
  HOME,
  USERPROFILE: HOME,
  HOMEPATH: HOME,
  APPDATA: `${HOME}/AppData/Roaming`,
  LOCALAPPDATA: `${HOME}/AppData/Local`,
  XDG_CONFIG_HOME: `${HOME}/.config`,
  TEMP: placeholder('tmp'),
  TMP: placeholder('tmp'),
  TMPDIR: placeholder('tmp'),
  PWD: placeholder('cwd'),
  INIT_CWD: placeholder('project'),
};

/** One variable of the environment. */
export function environmentVariable(machine: Machine, name: string): Value {
  if (Object.hasOwn(FOLDERS, name)) return FOLDERS[name];
  const field = /^npm_package_(\w+)$/.exec(name)?.[1];
  const declared = field === undefined ? undefined : machine.manifestField(field);
  if (declared !== undefined) return declared;
  const kind = variableKind(name);
  const text = placeholder(`env.${name}`);
  const put = ownTaints(machine.apiObject(VARIABLES).props?.get(name));
  return unknown(joinTaints(put, kind === undefined ? [] : taint(kind, machine.position(), name)), { text });
}

/** What the code itself has put into variables, for itself or for a process that it starts. */
const VARIABLES = 'variables()';

/** What opens accounts is followed through them; settings are mostly asked for again under the name that they had. */
export function putVariable(machine: Machine, name: string | undefined, value: Value): void {
  const secrets = ownTaints(value).filter(({ kind }) => OPENS_ACCOUNTS.has(kind));
  if (name !== undefined && secrets.length > 0) machine.apiObject(VARIABLES).props?.set(name, unknown(secrets));
}

/** `process.env` itself: whoever takes it whole has all of it. */
export function environmentObject(machine: Machine): Value {
  return unknown(taint('environment', machine.position()), { api: 'process.env' });
}

/** `process.env['npm_config_' + name + '_mirror']` is one of few, whatever the rest of its name. */
const SHORTEST_NARROW_NAME = 6;

/** What stands under a name that is none the code says: each of all, one of the others, or any of them. */
export function enumeratedVariable(machine: Machine, key: Value): Value {
  if (key === OTHER_VARIABLE) return unknown([], { text: OTHER_VARIABLE });
  const [text = ''] = textsOf(key);
  const isNarrow = isSymbolic(text) && knownParts(text).length >= SHORTEST_NARROW_NAME;
  return isNarrow ? environmentVariable(machine, knownParts(text)) : wholeEnvironment(machine);
}

/** All variables at once. */
export function wholeEnvironment(machine: Machine): Value {
  return unknown(taint('environment', machine.position()), { api: 'environment' });
}

const WRITTEN_DOWN: ReadonlySet<string> = new Set(['base64', 'base64url', 'hex', 'cipher', 'gzip']);

/** Logs of build servers are read by everybody, and hide secrets from them that are not encoded. */
export const consoles: Family = (machine, { args }) => {
  const encoded = taintsOfAll(args).filter(({ via }) => via.some((one) => WRITTEN_DOWN.has(one)));
  machine.report({ sink: 'network', taints: encoded, detail: 'console' });
  return UNHANDLED;
};
