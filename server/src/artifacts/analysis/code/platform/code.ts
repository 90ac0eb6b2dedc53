import { posix } from 'node:path';
import { isUnknown, unknown } from '../values/lattice.js';
import { isCallable, isObj, native, object, promise } from '../values/objects.js';
import { allTaints, mayBeCode, ownTaints, taint, taintsOfAll } from '../values/taints.js';
import { PACKAGE_ROOT, placeholder, textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { methodOf } from '../language/methods.js';
import { SYSTEM } from './addons.js';
import { reportPreloads } from './processes.js';
import { hostOfUrl, isHere } from './destinations.js';
import { isPublished } from './published.js';
import { WORKER_DATA } from './worker-messages.js';
import { ENTRY_FILE, isModuleOfNode } from './names.js';
import { parametersFor, UNHANDLED, type Family } from './api-call.js';

const RUNS_TEXT = new Set([
  'runInThisContext',
  'runInNewContext',
  'runInContext',
  'Script',
  'compileFunction',
  'SourceTextModule',
]);

/** What a script that is compiled is run by; what it gives is known by then. */
const RUNS_SCRIPT = ['runInThisContext', 'runInNewContext', 'runInContext'] as const;

/** What `vm` does: runs a text. */
export const virtualMachines: Family = (machine, { method, args }) => {
  if (!RUNS_TEXT.has(method)) return UNHANDLED;
  const result = machine.evaluateText(args[0], undefined);
  if (method !== 'Script' && method !== 'SourceTextModule') return result;
  const script = object('Object', { depth: machine.depth });
  for (const name of RUNS_SCRIPT)
    script.props.set(
      name,
      native(name, () => result),
    );
  script.fallback = unknown(allTaints(args[0]), { api: 'script()' });
  return script;
};

/** `module._compile(text, name)`, `Module._load(name)`, `module.register(url)`. */
export const modules: Family = (machine, { api, method, args, self }) => {
  if (EXTENSION.test(api)) return readAsCode(machine, args);
  if (method === '_compile') return compiled(machine, self, args);
  if (method === 'createRequire') return machine.apiObject('require');
  if (method === '_load' || method === 'require' || method === 'getBuiltinModule') return loaded(machine, args[0]);
  if (method === 'register') return machine.importModule(args[0]);
  return UNHANDLED;
};

/** `Module._extensions['.js'](module, file)` reads any file as code, whatever its own ending says. */
const EXTENSION = /^module\._extensions\.\.[cm]?js$/;

function readAsCode(machine: Machine, [module, file]: readonly Value[]): Value {
  for (const path of textsOf(file)) {
    const bytes = path.startsWith(`${PACKAGE_ROOT}/`)
      ? machine.fileBytes(path.slice(PACKAGE_ROOT.length + 1))
      : undefined;
    if (bytes !== undefined) compiled(machine, module, [Buffer.from(bytes).toString('utf8'), path]);
  }
  return undefined;
}

/** What a module wraps its text in. Node.js's documentation, "The module wrapper". */
const WRAPPED = ['exports', 'require', 'module', '__filename', '__dirname'] as const;

/** The text runs as the file of that module: what it exports is there for whoever requires it. */
function compiled(machine: Machine, module: Value, [source, name]: readonly Value[]): Value {
  const run = machine.makeFunctionFromText([...WRAPPED, source]);
  const exports = machine.get(module, 'exports');
  return machine.call(run, exports, [exports, machine.apiObject('require'), module, name, unknown()]);
}

/** Whatever is asked for: what it exports is somebody else's. */
function loaded(machine: Machine, specifier: Value): Value {
  const module = machine.requireModule(specifier);
  return isUnknown(module) && module.api === undefined ? { ...module, api: 'loaded()' } : module;
}

/** `eval` by another name, `Function`, `require`. */
export const evaluators: Family = (machine, { api, method, args, self }) => {
  if (method === 'resolve' || method === 'ensure') return resolvedPath(machine, args[0]);
  if (api === 'require') return machine.requireModule(args[0]);
  if (api === 'eval') return machine.evaluateText(args[0], undefined);
  if (api === 'Function.prototype.toString') return machine.call(methodOf('Function', 'toString'), self, []);
  return api === 'Function' ? machine.makeFunctionFromText(args) : UNHANDLED;
};

/** Where a file is: one of the own package, or a neighbour's (`require.resolve('lodash/lodash.js')`). */
function resolvedPath(machine: Machine, specifier: Value): Value {
  const text = textsOf(specifier)[0];
  if (text !== undefined && /^\.{1,2}\//.test(text)) return ownPath(machine.position().unit.file, text);
  const isFile = text !== undefined && /^(?:@[\w.-]+\/)?[\w-][\w.-]*\/.*\.[cm]?js(?:on)?$/.test(text);
  if (isFile) return `${placeholder('node_modules')}/${text}`;
  const isPackage = text !== undefined && !isModuleOfNode(text) && /^(?:@[\w.-]+\/)?[\w-][\w.-]*$/.test(text);
  return isPackage ? `${placeholder('node_modules')}/${text}/${ENTRY_FILE}` : specifier;
}

/** `setTimeout` and its kin: functions run, and texts are evaluated. */
export const timers: Family = (machine, { api, args }) => {
  const [what, , ...rest] = args;
  // `setTimeout` of `timers/promises`.
  if (api.startsWith('timers.') && !isCallable(what) && !isText(what)) return promise(args[1], machine.depth);
  if (isCallable(what)) machine.callHandler(what, rest.length > 0 ? rest : parametersFor(what, []));
  else if (isText(what)) machine.evaluateText(what, undefined);
  return unknown([], { api: 'timer()' });
};

/** A text, or something that came from elsewhere as one. */
function isText(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'string';
  return (
    value.kind === 'known' || (value.kind === 'unknown' && ownTaints(value).some(({ kind }) => kind === 'downloaded'))
  );
}

/** Code that is run in another place of the same program: a page of Electron, a debugger's session. */
export const elsewhere: Family = (machine, { method, args }) => {
  if (method === 'executeJavaScript') return machine.evaluateText(args[0], undefined);
  if (method !== 'post' || !/^Runtime\.(?:evaluate|compileScript|callFunctionOn)$/.test(textsOf(args[0])[0] ?? ''))
    return UNHANDLED;
  const [, options] = args;
  for (const name of ['expression', 'functionDeclaration', 'source'])
    if (isObj(options)) machine.evaluateText(machine.get(options, name), undefined);
  return undefined;
};

function ownPath(from: string, path: string): string {
  return posix.join(PACKAGE_ROOT, posix.dirname(from), path);
}

/** A worker runs a file, a text (`eval: true`), or what an address stands for. */
export const workers: Family = (machine, { args }) => {
  const [source, options] = args;
  if (isObj(options)) machine.apiObject('worker()').props?.set(WORKER_DATA, machine.get(options, 'workerData'));
  if (isObj(options)) reportPreloads(machine, options);
  const runsText = isObj(options) && machine.get(options, 'eval') === true;
  if (runsText) {
    machine.evaluateText(source, undefined);
    return unknown([], { api: 'worker()' });
  }
  for (const text of textsOf(source)) startWorker(machine, text, source);
  const taints = allTaints(source).filter(mayBeCode);
  machine.report({ sink: 'loaded-as-module', taints });
  return unknown([], { api: 'worker()' });
};

/** Bundles that start themselves as their own worker are seen anyway. */
const LONGEST_BLOB = 20_000;

/** The address of a blob is its text here. */
function isCodeOfBlob(machine: Machine, text: string): boolean {
  return /[;(]/.test(text) && text.length <= LONGEST_BLOB && machine.position().unit.nesting === 0;
}

function startWorker(machine: Machine, text: string, source: Value): void {
  const path = text.replace(/^file:\/\//, '');
  if (path.startsWith(`${PACKAGE_ROOT}/`)) machine.runFile(path.slice(PACKAGE_ROOT.length + 1));
  else if (/^\.{1,2}\//.test(path) || path.startsWith('data:'))
    void machine.importModule(path.startsWith('data:') ? source : path);
  else if (isCodeOfBlob(machine, path)) machine.evaluateText(source, undefined);
}

/** `importScripts('https://…')`: a worker runs what a host gives it. */
export const remoteScripts: Family = (machine, { args }) => {
  for (const text of args.flatMap(textsOf)) {
    const host = hostOfUrl(text);
    if (host !== undefined && !isHere(host) && !isPublished(host))
      machine.report({ sink: 'page-script', taints: taint('downloaded', machine.position(), host) });
  }
  machine.report({ sink: 'page-script', taints: taintsOfAll(args).filter(mayBeCode) });
  return undefined;
};

/**
 * `new WASI({ env: process.env })`, the system that a module of WebAssembly finds. As of a command, what comes of it is not made of the
 * environment that it runs in.
 */
export const systems: Family = (_machine, { method, args, isNew }) => {
  if (!isNew || method !== 'WASI') return UNHANDLED;
  return unknown(
    taintsOfAll(args).filter(({ kind }) => kind !== 'environment'),
    { api: SYSTEM },
  );
};
