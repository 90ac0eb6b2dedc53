import { customSections } from '../../files/wasm.js';
import { wasmContents, type WasmContents } from '../../files/wasm-contents.js';
import { textFrom } from '../language/coercion.js';
import { isUnknown, unknown } from '../values/lattice.js';
import { array, buffer, isObj, native, object, promise } from '../values/objects.js';
import { allTaints, encoded, taintsOfAll } from '../values/taints.js';
import type { Closure, Machine, Obj, Scope, Unknown, Value } from '../values/types.js';
import { parametersFor, UNHANDLED, type ApiCall, type Family } from './api-call.js';

/**
 * `WebAssembly.instantiate(bytes)`. A module can do no more than what it is handed, so that libraries which load what their
 * caller has an address of are honest: only a host that stands in the code is telling.
 */
export const webAssembly: Family = (machine, { method, args }: ApiCall) => {
  if (method === 'customSections') return sectionsOf(machine, args);
  if (!/^(?:instantiate|compile|Module|Instance)/.test(method)) return UNHANDLED;
  const taints = taintsOfAll(args).filter(({ kind, detail = '' }) => kind === 'downloaded' && isHost(detail));
  if (taints.length > 0) machine.report({ sink: 'native-loaded', taints });
  if (/^inst/i.test(method)) return started(machine, method, args);
  const module = moduleOf(args[0]);
  return method === 'Module' ? module : promise(module, machine.depth);
};

function started(machine: Machine, method: string, [source, imports]: readonly Value[]): Value {
  callImports(machine, imports, 0);
  const module = moduleOf(source);
  const instance = instanceOf(machine, module);
  if (instance === undefined || method === 'Instance') return instance ?? module;
  return promise(isModule(source) ? instance : both(machine, module, instance), machine.depth);
}

/** What `instantiate` gives where it is given bytes. */
function both({ depth }: Machine, module: Value, instance: Value): Value {
  const props = [
    ['module', module],
    ['instance', instance],
  ] as const;
  return object('Object', { props, depth });
}

/** Remembers its bytes. */
function moduleOf(source: Value): Unknown {
  if (isModule(source)) return source;
  const notes = isObj(source) ? { bytes: source } : undefined;
  return unknown(encoded(allTaints(source), 'WebAssembly'), { api: 'wasm()', notes });
}

/** What stands in the module and is for nobody but who asks for it by name. Compilers leave names and sources there, and no script that runs. */
function sectionsOf(machine: Machine, [module, name]: readonly Value[]): Value {
  const source = isUnknown(module) ? module.notes?.bytes : undefined;
  const taints = encoded(allTaints(source ?? module), 'section');
  if (!isObj(source) || source.bytes === undefined || source.open) return unknown(taints);
  const found = customSections(source.bytes, textFrom(name).text);
  machine.pay(Math.ceil(source.bytes.length / BYTES_OF_A_STEP));
  return array(
    found.map((bytes) => buffer(bytes, taints, machine.depth)),
    machine.depth,
  );
}

function isModule(source: Value): source is Unknown {
  return isUnknown(source) && source.api === 'wasm()' && source.notes?.bytes !== undefined;
}

/** What it offers, as far as that stands in it: the texts in its memory, and numbers that say where they are. */
function instanceOf(machine: Machine, module: Unknown): Value {
  const contents = contentsOf(module);
  if (contents === undefined || contents.ranges.length === 0) return undefined;
  machine.pay(Math.ceil(contents.memory.length / BYTES_OF_A_STEP));
  const memory = buffer(contents.memory, module.taints, machine.depth);
  memory.ranges = contents.ranges;
  const offering = (props: readonly (readonly [string, Value])[]): Obj => {
    const made = object('Object', { props, depth: machine.depth });
    made.fallback = { ...module, notes: undefined };
    made.open = true;
    return made;
  };
  const exports = offering([
    ...contents.memories.map((name) => [name, offering([['buffer', memory]])] as const),
    ...[...contents.constants].map(([name, value]) => [name, offering([['value', value]])] as const),
    ...[...contents.functions].map(([name, value]) => [name, native(name, () => value)] as const),
  ]);
  return offering([['exports', exports]]);
}

function contentsOf({ notes }: Unknown): WasmContents | undefined {
  const source = notes?.bytes;
  if (!isObj(source) || source.open || source.ranges !== undefined) return undefined;
  return source.bytes === undefined ? undefined : wasmContents(source.bytes);
}

const BYTES_OF_A_STEP = 1000;

/** And no address of a file beside the code, nor the name of what has made one. */
function isHost(detail: string): boolean {
  return /^[^\s/()]+\.[^\s/()]+$/.test(detail);
}

/** By the names in it, or by what stands behind them. */
function startsPrograms({ node, scope: own }: Closure): boolean {
  const text = own.unit.text.slice(node?.start, node?.end);
  if (STARTS_PROGRAMS.test(text)) return true;
  const names = new Set(text.match(/[A-Za-z_$][\w$]*/g));
  for (let scope: Scope | undefined = own; scope !== undefined; scope = scope.parent)
    for (const [name, { value }] of scope.vars)
      if (names.has(name) && isUnknown(value) && value.api?.startsWith('child_process') === true) return true;
  return false;
}

const STARTS_PROGRAMS = /\b(?:exec|execFile|spawn|fork)(?:Sync)?\b/;

/** What a module asks its host for is called by the module. Compilers' glue is long and evaluates: only what starts programs counts. */
function callImports(machine: Machine, imports: Value, depth: number): void {
  if (!isObj(imports) || depth > 1) return;
  for (const slot of imports.props.values()) {
    const value = slot as Value;
    if (isObj(value) && value.call?.kind === 'closure') {
      if (startsPrograms(value.call)) machine.callHandler(value, parametersFor(value, []));
    } else callImports(machine, value, depth + 1);
  }
}
