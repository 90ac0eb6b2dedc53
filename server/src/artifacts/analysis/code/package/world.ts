import { posix } from 'node:path';
import type { ESTree } from 'meriyah';
import type { BehaviourKind } from '../../../../model/index.js';
import { textFrom } from '../language/coercion.js';
import { fileKind } from '../platform/secrets.js';
import { valueFromData } from '../language/json.js';
import { OutOfBudget } from '../machine/budget.js';
import type { Surroundings } from '../machine/surroundings.js';
import { createRootScope, createScope, declare } from '../machine/scopes.js';
import { runBody } from '../machine/statements.js';
import { joinAll, membersOf, unknown } from '../values/lattice.js';
import { isObj, native, object, promise } from '../values/objects.js';
import { allTaints, joinTaints, mayBeCode, taint, taintsOfAll } from '../values/taints.js';
import { isSymbolic, knownParts, PACKAGE_ROOT, placeholder, readable, textOf, textsOf } from '../values/text.js';
import type {
  Elements,
  Frame,
  Machine,
  Node,
  Scope,
  SinkReport,
  Taints,
  Unit,
  Unknown,
  Value,
} from '../values/types.js';
import { noteAssignment } from '../platform/assignments.js';
import { wholeEnvironment } from '../platform/host.js';
import { environmentNames } from '../values/enumerated-names.js';
import { memberOfApi } from '../platform/members.js';
import { isStorage, wholeStorage } from '../platform/page-input.js';
import { apiOfModule, ENTRY_FILE, isModuleOfNode } from '../platform/names.js';
import { isBareName, moduleOfPackage } from '../platform/other-packages.js';
import { callApi, isKnownApi } from '../platform/platform.js';
import { writtenTaints } from '../platform/written-files.js';
import { askedBy } from './capabilities.js';
import type { Crossings } from './crossings.js';
import { exportedModules } from './exported-modules.js';
import type { ExportedModule } from './exports.js';
import { readManifest, type PackageManifest } from './manifest.js';
import { isOfModule, namespaceOf, runModule, type Module } from './modules.js';
import { ModulePaths } from './module-paths.js';
import { parseCode, type Parsed } from './parse.js';
import type { ParsedFiles } from './parsed-files.js';
import { resolveFile } from './resolve.js';
import type { Recorder } from './recorder.js';

/** Code in code in code: after that it is called hidden, whatever it is. */
const MAX_NESTING = 12;
/** Names that a computed `require('./' + name)` can mean. */
const MAX_CANDIDATES = 40;

export interface SourceFiles {
  readonly paths: readonly string[];
  has(path: string): boolean;
  bytes(path: string): Uint8Array | undefined;
  text(path: string): string | undefined;
  /** A program for machines, by its first bytes: no code of this language, whoever runs it. */
  isNative(path: string): boolean;
}

/** A neighbour by its path is the neighbour. */
function withoutFolder(specifier: string): string {
  const folder = `${placeholder('node_modules')}/`;
  return specifier.startsWith(folder) && !specifier.startsWith(PACKAGE_ROOT)
    ? specifier.slice(folder.length).replace(`/${ENTRY_FILE}`, '')
    : specifier;
}

/** Code that only gets at the global object or stops a debugger, as obfuscators add it to all that goes through them. */
const HARMLESS_WORDS = /^(?:return|this|function|constructor|debugger|while|true|[\s"'(){}[\].;!])*$/;
const LONGEST_HARMLESS = 100;

function isHarmless(code: Value): boolean {
  const text = textOf(code);
  return text !== undefined && text.length <= LONGEST_HARMLESS && HARMLESS_WORDS.test(text);
}

/** What somebody else's code gives back is what they wanted to know, as the output of a command is. */
function saidBy(machine: Machine, code: Taints): Taints {
  const isForeign = code.some(({ kind }) => kind === 'downloaded');
  return isForeign ? joinTaints(code, taint('command-output', machine.position())) : code;
}

function isOfEnvironment(api: string | undefined): boolean {
  return api === 'process.env' || api === 'environment';
}

/** The package as the code in it sees it, with the platform around it. */
export class World implements Surroundings {
  readonly #files: SourceFiles;
  readonly #recorder: Recorder;
  readonly #crossings: Crossings;
  readonly #manifest: PackageManifest;
  readonly #paths: ModulePaths;
  readonly #modules = new Map<string, Module>();
  readonly #parsed: ParsedFiles;
  /** Files of which it was said that they cannot be read. */
  readonly #unreadable = new Set<string>();

  constructor(files: SourceFiles, parsed: ParsedFiles, recorder: Recorder, crossings: Crossings) {
    this.#files = files;
    this.#parsed = parsed;
    this.#recorder = recorder;
    this.#crossings = crossings;
    this.#manifest = readManifest(files.text('package.json'));
    this.#paths = new ModulePaths(files, this.#manifest);
  }

  callApi(machine: Machine, callee: Unknown, self: Value, args: readonly Value[], isNew: boolean): Value {
    if (callee.api !== undefined) {
      const { kind, power } = askedBy(callee.api);
      if (kind !== undefined) this.#recorder.capability(kind, () => machine.position());
      if (power !== undefined) this.#recorder.power(power);
    }
    return callApi(machine, callee, self, args, isNew);
  }

  apiMember(machine: Machine, holder: Unknown, name: string | undefined, key: Value): Value {
    if (isOfEnvironment(holder.api) && name !== 'NODE_ENV') {
      this.#recorder.capability('environment', () => machine.position());
    }
    return memberOfApi(machine, holder, name, key);
  }

  apiAssigned(machine: Machine, target: Unknown, name: string | undefined, key: Value, value: Value): void {
    if (target.api === 'global' && name !== undefined) machine.setGlobal(name, value);
    if (name !== undefined && target.api !== 'process.env') target.props?.set(name, value);
    if (name === undefined) target.props?.set('*', value);
    noteAssignment(machine, target, name ?? textsOf(key)[0], value);
  }

  global(machine: Machine, name: string): Value {
    if (
      name === 'globalThis' ||
      name === 'window' ||
      name === 'self' ||
      name === 'top' ||
      name === 'parent' ||
      name === 'frames'
    ) {
      return machine.apiObject('global');
    }
    // Whoever gets at a wallet may hand it on to what does something with it.
    if (name === 'ethereum') machine.onlooker?.tells();
    return machine.apiObject(name);
  }

  namesIn(value: Unknown): Elements | undefined {
    return isOfEnvironment(value.api) ? environmentNames() : undefined;
  }

  wholeOf(machine: Machine, value: Unknown): Value {
    if (isOfEnvironment(value.api)) this.#recorder.capability('environment', () => machine.position());
    if (isStorage(value)) return wholeStorage(machine, value);
    return value.api === 'process.env' ? wholeEnvironment(machine) : value;
  }

  report(machine: Machine, report: SinkReport): void {
    if (this.#crossings.when === undefined) this.#recorder.flow(report, machine.position(), machine.moment);
    this.#crossings.note(report, machine.position(), machine.moment);
  }

  handOver(machine: Machine, of: string): void {
    this.#crossings.noteCall(of, machine.moment);
  }

  behave(machine: Machine, kind: BehaviourKind, detail: string | undefined): void {
    if (this.#crossings.when !== undefined) return;
    this.#recorder.behaviour(kind, machine.position(), machine.moment, detail);
  }

  fileBytes(path: string): Uint8Array | undefined {
    return this.#files.bytes(posix.normalize(path));
  }

  filePaths(): readonly string[] {
    return this.#files.paths;
  }

  manifestField(name: string): string | undefined {
    const value = this.#manifest.data[name];
    return typeof value === 'string' ? value : undefined;
  }

  // — code as text —

  evaluateText(machine: Machine, source: Value, scope: Scope | undefined): Value {
    const taints = allTaints(source);
    if (!isHarmless(source)) this.#recorder.capability('evaluation', () => machine.position());
    if (!isHarmless(source)) machine.report({ sink: 'evaluated', taints });
    const results = membersOf(source).map((one) => {
      const text = textsOf(one)[0];
      // A value that is no text is what `eval` gives back.
      if (text === undefined) return isObj(one) ? one : unknown(saidBy(machine, taints));
      return isSymbolic(text) ? unknown(taints) : this.#runText(machine, text, taints, scope);
    });
    return results.length === 0 ? undefined : joinAll(results);
  }

  #runText(machine: Machine, text: string, taints: Taints, scope: Scope | undefined): Value {
    const unit = this.#innerUnit(machine, text);
    if (unit === undefined) return unknown(taints);
    const program = parseCode(text);
    if (program === undefined) return unknown(taints);
    const statements = program.body as readonly Node[];
    if (statements.some(isOfModule)) return this.#runModuleText(machine, unit, program);
    const outer: Scope = scope ?? this.#globalScope(machine, unit);
    const inner: Scope = { ...createScope(outer, { isFunction: true }), unit };
    const last = statements.at(-1);
    return machine.activate(unit, () => {
      if (last?.type !== 'ExpressionStatement') {
        runBody(machine, statements, inner);
        return machine.activation.hasReturned ? machine.activation.returned : undefined;
      }
      runBody(machine, statements.slice(0, -1), inner);
      return machine.evaluate(last.expression, inner);
    }).value;
  }

  /** A text with imports of its own is a module: what `import('data:…')` and `--input-type=module` run. */
  #runModuleText(machine: Machine, unit: Unit, program: ESTree.Program): Value {
    const module = this.#createModule(machine, unit);
    machine.activate(unit, () => {
      runModule(machine, { program, isModule: true, text: unit.text }, module);
      return undefined;
    });
    return machine.get(module.object, 'exports');
  }

  #innerUnit(machine: Machine, text: string): Unit | undefined {
    const host = machine.position();
    const nesting = host.unit.nesting + 1;
    if (nesting > MAX_NESTING) {
      machine.behave('nested-code', `${MAX_NESTING} layers`);
      return undefined;
    }
    return { file: host.unit.file, text, host, nesting };
  }

  #globalScope(machine: Machine, unit: Unit): Scope {
    const frame: Frame = { self: machine.apiObject('global'), args: [] };
    return createRootScope(unit, frame);
  }

  makeFunctionFromText(machine: Machine, args: readonly Value[]): Value {
    const body = args.at(-1) ?? '';
    const taints = taintsOfAll(args);
    if (!isHarmless(body)) machine.report({ sink: 'evaluated', taints });
    const made = membersOf(body).flatMap((one): readonly Value[] => {
      const text = textsOf(one)[0];
      if (text === undefined || isSymbolic(text)) return [];
      const names = args
        .slice(0, -1)
        .map((arg) => textFrom(arg).text)
        .join(',');
      const source = `(function anonymous(${names}\n) {\n${text}\n})`;
      const unit = this.#innerUnit(machine, source);
      const statement = unit === undefined ? undefined : parseCode(source)?.body[0];
      if (unit === undefined || statement?.type !== 'ExpressionStatement') return [];
      const scope = this.#globalScope(machine, unit);
      return [machine.activate(unit, () => machine.evaluate(statement.expression, scope)).value];
    });
    return made.length === 0 ? unknown(saidBy(machine, taints)) : joinAll(made);
  }

  // — modules —

  requireModule(machine: Machine, specifier: Value): Value {
    return this.#load(machine, specifier);
  }

  importModule(machine: Machine, specifier: Value): Value {
    return promise(namespaceOf(machine, this.#load(machine, specifier)), machine.depth);
  }

  importMeta(machine: Machine): Value {
    const { file } = machine.position().unit;
    return machine.record({
      url: `file://${PACKAGE_ROOT}/${file}`,
      dirname: folderOf(file),
      filename: `${PACKAGE_ROOT}/${file}`,
      main: unknown(),
      resolve: native('resolve', (_machine, _self, [path]) => path),
    });
  }

  #load(machine: Machine, specifier: Value): Value {
    const carried = joinTaints(allTaints(specifier), writtenTaints(machine, [specifier]));
    const code = carried.filter(mayBeCode);
    const texts = textsOf(specifier);
    if (texts.length === 0 || texts.some(isSymbolic)) machine.onlooker?.tells();
    const isPlain = texts.length > 0 && texts.every((text) => isModuleOfNode(text) || /^[@\w.][\w./@:-]*$/.test(text));
    if (code.length > 0 && !isPlain) machine.report({ sink: 'loaded-as-module', taints: code });
    const found = texts.map((text) => this.#loadOne(machine, withoutFolder(text), specifier));
    return found.length === 0 ? unknown(carried) : joinAll(found);
  }

  #loadOne(machine: Machine, specifier: string, value: Value): Value {
    if (specifier.startsWith('data:')) return this.#loadData(machine, specifier, value);
    if (isModuleOfNode(specifier)) return machine.apiObject(apiOfModule(specifier));
    const kind = isSymbolic(specifier) ? fileKind(specifier) : undefined;
    if (kind !== undefined) return unknown(taint(kind, machine.position(), readable(specifier)));
    const from = machine.position().unit.file;
    if (isSymbolic(specifier.replace(PACKAGE_ROOT, ''))) return this.#loadAny(machine, specifier, from);
    const path = this.#paths.resolve(specifier, from);
    return path === undefined ? moduleFromElsewhere(machine, specifier) : this.#loadFile(machine, path);
  }

  /** `data:text/javascript;base64,…` */
  #loadData(machine: Machine, specifier: string, value: Value): Value {
    const comma = specifier.indexOf(',');
    const body = specifier.slice(comma + 1);
    const isBase64 = /;base64$/i.test(specifier.slice(0, comma));
    const text = isBase64 ? Buffer.from(body, 'base64').toString() : decoded(body);
    const taints = allTaints(value);
    machine.report({ sink: 'loaded-as-module', taints });
    return this.#runText(machine, text, taints, undefined);
  }

  /** A name that is put together: everything that fits what is known of it. */
  #loadAny(machine: Machine, specifier: string, from: string): Value {
    const known = knownParts(specifier.replace(PACKAGE_ROOT, ''));
    if (!specifier.startsWith('.') && !specifier.startsWith(PACKAGE_ROOT)) return unknown();
    const folder = specifier.startsWith('.')
      ? posix.join(posix.dirname(from), specifier.split('\uE000')[0] ?? '')
      : known.replace(/^\//, '');
    const candidates = this.#files.paths.filter(
      (path) => path.startsWith(folder.replace(/^\.\/?/, '')) && /\.(?:[cm]?js|json)$/.test(path),
    );
    if (candidates.length > MAX_CANDIDATES || candidates.length === 0) return unknown();
    return joinAll(candidates.map((path) => machine.maybeValue(() => this.#loadFile(machine, path))));
  }

  /** What others can import of the files that have been run. */
  exported(machine: Machine): readonly ExportedModule[] {
    const loaded = [...this.#modules.keys()];
    return exportedModules(this.#manifest, (path) => this.#files.has(path), loaded).flatMap(({ path, file }) => {
      const module = this.#modules.get(file);
      return module === undefined ? [] : [{ path, exports: machine.get(module.object, 'exports') }];
    });
  }

  runFile(machine: Machine, path: string): void {
    const file = resolveFile((one) => this.#files.has(one), path);
    if (file !== undefined) this.#loadFile(machine, file);
  }

  #loadFile(machine: Machine, path: string): Value {
    const known = this.#modules.get(path);
    if (known !== undefined) return machine.get(known.object, 'exports');
    if (path.endsWith('.json')) return this.#loadJson(path);
    if (path.endsWith('.node')) machine.report({ sink: 'native-loaded', taints: [] });
    const parsed = this.#parse(machine, path);
    if (parsed === undefined) return unknown();
    const unit: Unit = { file: path, text: parsed.text, nesting: 0 };
    const module = this.#createModule(machine, unit);
    this.#modules.set(path, module);
    try {
      machine.activate(unit, () => {
        machine.aside(() => machine.at(0, () => runModule(machine, parsed, module)));
        return undefined;
      });
    } catch (error) {
      this.#gaveUp(path, error);
    }
    return machine.get(module.object, 'exports');
  }

  /** Modules of which nothing is wanted any more: what holds most of the memory is their syntax trees. */
  forget(isOver: (path: string) => boolean): void {
    this.#parsed.forget(isOver);
    for (const path of this.#modules.keys()) if (isOver(path)) this.#modules.delete(path);
  }

  /** What the code throws ends its module; what we throw is told. */
  #gaveUp(path: string, error: unknown): void {
    if (error instanceof OutOfBudget) throw error;
    if (error instanceof RangeError) this.#recorder.incomplete(path, 'is nested too deeply');
    else if (!(error instanceof Error) || error.message !== 'thrown by the code') throw error;
  }

  #loadJson(path: string): Value {
    try {
      return valueFromData(JSON.parse(this.#files.text(path) ?? '') as unknown, []);
    } catch {
      return unknown();
    }
  }

  #parse(machine: Machine, path: string): Parsed | undefined {
    const { parsed, error } = this.#parsed.of(path);
    if (error !== undefined && !this.#unreadable.has(path) && !this.#files.isNative(path)) {
      this.#unreadable.add(path);
      this.#recorder.unparsed(path, machine.moment, error);
    }
    return parsed;
  }

  #createModule(machine: Machine, unit: Unit): Module {
    const exports = object('Object');
    const module = object('Object', {
      props: [
        ['exports', exports],
        ['id', unit.file],
        ['filename', `${PACKAGE_ROOT}/${unit.file}`],
      ],
    });
    module.fallback = machine.apiObject('module');
    const require = native('require', (inner, _self, [specifier]) => this.#load(inner, specifier));
    require.fallback = machine.apiObject('require');
    module.props.set('require', require);
    const scope = createRootScope(unit, { self: exports, args: [] });
    const names: readonly (readonly [string, Value])[] = [
      ['exports', exports],
      ['module', module],
      ['require', require],
      ['__filename', `${PACKAGE_ROOT}/${unit.file}`],
      ['__dirname', folderOf(unit.file)],
    ];
    for (const [name, value] of names) declare(scope, name, value, 0);
    return { object: module, scope };
  }
}

/** Another package: by name where it is known what it does, otherwise as an open end. */
function moduleFromElsewhere(machine: Machine, specifier: string): Value {
  const name = apiOfModule(specifier);
  const isOpen = isBareName(specifier) && !isKnownApi(name);
  return isOpen ? moduleOfPackage(machine, specifier) : machine.apiObject(name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function folderOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === '.' ? PACKAGE_ROOT : `${PACKAGE_ROOT}/${folder}`;
}
