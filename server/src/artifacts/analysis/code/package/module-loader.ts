import { posix } from 'node:path';
import { phrase } from '../../../../model/index.js';
import { valueFromData } from '../language/json.js';
import { OutOfBudget } from '../machine/budget.js';
import { apiOfModule, ENTRY_FILE, isModuleOfNode } from '../platform/names.js';
import { isBareName, moduleOfPackage } from '../platform/other-packages.js';
import { isKnownApi } from '../platform/platform.js';
import { fileKind } from '../platform/secrets.js';
import { writtenTaints, writtenTexts } from '../platform/written-files.js';
import { isHiddenConstant, isHiddenModule } from '../values/hidden-names.js';
import { joinAll, unknown, unknownData } from '../values/lattice.js';
import { allTaints, encoded, joinTaints, mayBeCode, taint } from '../values/taints.js';
import { isSymbolic, knownParts, PACKAGE_ROOT, placeholder, readable, textsOf } from '../values/text.js';
import type { Machine, Taints, Unit, Value } from '../values/types.js';
import { exportedModules } from './exported-modules.js';
import type { ExportedModule } from './exports.js';
import type { PackageManifest } from './manifest.js';
import { createModule } from './module-object.js';
import { ModulePaths } from './module-paths.js';
import { runModule, type Module } from './modules.js';
import type { Parsed } from './parse.js';
import type { ParsedFiles } from './parsed-files.js';
import type { Recorder } from './recorder.js';
import { resolveFile } from './resolve.js';
import type { SourceFiles } from './source-files.js';

/** Names that a computed `require('./' + name)` can mean. */
const MAX_CANDIDATES = 40;

/** A neighbour by its path is the neighbour. */
function withoutFolder(specifier: string): string {
  const folder = `${placeholder('node_modules')}/`;
  return specifier.startsWith(folder) && !specifier.startsWith(PACKAGE_ROOT)
    ? specifier.slice(folder.length).replace(`/${ENTRY_FILE}`, '')
    : specifier;
}

/** What a loader works with. */
interface LoaderParts {
  readonly files: SourceFiles;
  readonly parsed: ParsedFiles;
  readonly recorder: Recorder;
  readonly manifest: PackageManifest;
  /** Runs code that stands in an address. */
  readonly runText: (machine: Machine, text: string, taints: Taints) => Value;
}

/** A package by its place, wherever somebody has installed it. */
const INSTALLED = /[\\/]node_modules[\\/]((?:@[\w.-]+[\\/])?[\w.-]+)[\\/]?$/;

/** What `require` and `import` give: a file of the package, run once, or what the platform and other packages offer. */
export class ModuleLoader {
  readonly #files: SourceFiles;
  readonly #recorder: Recorder;
  readonly #manifest: PackageManifest;
  readonly #paths: ModulePaths;
  readonly #modules = new Map<string, Module>();
  readonly #parsed: ParsedFiles;
  readonly #runText: LoaderParts['runText'];
  /** Files of which it was said that they cannot be read. */
  readonly #unreadable = new Set<string>();

  constructor({ files, parsed, recorder, manifest, runText }: LoaderParts) {
    this.#files = files;
    this.#parsed = parsed;
    this.#recorder = recorder;
    this.#manifest = manifest;
    this.#paths = new ModulePaths(files, manifest);
    this.#runText = runText;
  }

  load(machine: Machine, specifier: Value): Value {
    const texts = textsOf(specifier);
    const written = writtenTaints(machine, [specifier]);
    const carried = joinTaints(allTaints(specifier), written);
    const code = (isOwnSettings(texts) ? written : carried).filter(mayBeCode);
    if (texts.length === 0 || texts.some(isSymbolic)) machine.onlooker?.tells();
    if (code.length > 0 && !arePlain(texts) && !texts.some(isCodeItself))
      machine.report({ sink: 'loaded-as-module', taints: code });
    noteHiddenName(machine, texts, carried);
    // What was put together here, and is plain text again, says itself what it does.
    for (const text of writtenTexts(machine, [specifier]).filter((one) => !isSymbolic(one)))
      this.#runText(machine, text, carried);
    const found = texts.map((text) => this.#loadOne(machine, withoutFolder(text), specifier));
    return found.length === 0 ? unknown(carried) : joinAll(found);
  }

  #loadOne(machine: Machine, specifier: string, value: Value): Value {
    if (isCodeItself(specifier)) return this.#loadData(machine, specifier, value);
    if (isModuleOfNode(specifier)) return machine.apiObject(apiOfModule(specifier));
    const kind = isSymbolic(specifier) ? fileKind(specifier) : undefined;
    if (kind !== undefined) return unknownData(taint(kind, machine.position(), readable(specifier)));
    const installed = isSymbolic(specifier) ? INSTALLED.exec(specifier)?.[1] : undefined;
    if (installed !== undefined) return moduleFromElsewhere(machine, installed);
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
    const taints = isBase64 ? encoded(allTaints(value), 'base64') : allTaints(value);
    // The address is the code.
    machine.report({ sink: 'evaluated', taints });
    return isSymbolic(body) ? unknown(taints) : this.#runText(machine, text, taints);
  }

  /** A name that is put together: everything that fits what is known of it. */
  #loadAny(machine: Machine, specifier: string, from: string): Value {
    const known = knownParts(specifier.replace(PACKAGE_ROOT, ''));
    if (!specifier.startsWith('.') && !specifier.startsWith(PACKAGE_ROOT))
      return specifier.endsWith('.json') ? unknownData() : unknown();
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
    const module = this.create(machine, unit);
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

  /** A module of the package's, before it has run. */
  create(machine: Machine, unit: Unit): Module {
    return createModule(machine, unit, (inner, specifier) => this.load(inner, specifier));
  }

  /** What the code throws ends its module; what we throw is told. */
  #gaveUp(path: string, error: unknown): void {
    if (error instanceof OutOfBudget) throw error;
    if (error instanceof RangeError) this.#recorder.incomplete(path, phrase('is nested too deeply'));
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
}

/** Another package: by name where it is known what it does, otherwise as an open end. */
function moduleFromElsewhere(machine: Machine, specifier: string): Value {
  const name = apiOfModule(specifier);
  const isOpen = isBareName(specifier) && !isKnownApi(name);
  return isOpen ? moduleOfPackage(machine, specifier) : machine.apiObject(name);
}

/** Names of packages and of the package's own files, as they stand in code. */
function arePlain(specifiers: readonly string[]): boolean {
  return specifiers.length > 0 && specifiers.every((one) => isModuleOfNode(one) || /^[@\w.][\w./@:-]*$/.test(one));
}

/** `require(path.join(root, 'metro.config.js'))`: what a project is told to be like. Its name stands in the code, whatever says where the project is. */
function isOwnSettings(specifiers: readonly string[]): boolean {
  return specifiers.length > 0 && specifiers.every((one) => OWN_SETTINGS.test(one));
}

const OWN_SETTINGS = /^\uE000(?:cwd|project)\uE001[\\/](?:.*[\\/])?[\w-]+(?:\.[\w-]+)*\.config\.[cm]?[jt]s$/;

function isCodeItself(specifier: string): boolean {
  return specifier.startsWith('data:');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Nobody who searches the code for what it loads finds this one. */
function noteHiddenName(machine: Machine, texts: readonly string[], taints: Taints): void {
  const [hidden] = texts.filter(isHiddenModule);
  if (hidden !== undefined && taints.some(isHiddenConstant)) machine.behave('decoded-module', hidden);
}
