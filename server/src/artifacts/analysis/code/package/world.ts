import { posix } from 'node:path';
import type { BehaviourKind } from '../../../../model/index.js';
import type { Surroundings } from '../machine/surroundings.js';
import { noteAssignment } from '../platform/assignments.js';
import { wholeEnvironment } from '../platform/host.js';
import { memberOfApi } from '../platform/members.js';
import { isStorage, wholeStorage } from '../platform/page-input.js';
import { callApi } from '../platform/platform.js';
import { isServing } from '../platform/served-requests.js';
import { environmentNames } from '../values/enumerated-names.js';
import { promise } from '../values/objects.js';
import { textsOf } from '../values/text.js';
import type { Elements, Machine, Scope, SinkReport, Taints, Unknown, Value } from '../values/types.js';
import { askedBy } from './capabilities.js';
import { CodeText } from './code-text.js';
import type { Crossings } from './crossings.js';
import type { ExportedModule } from './exports.js';
import { readManifest, type PackageManifest } from './manifest.js';
import { ModuleLoader } from './module-loader.js';
import { importMeta } from './module-object.js';
import { namespaceOf } from './modules.js';
import type { ParsedFiles } from './parsed-files.js';
import type { Recorder } from './recorder.js';
import type { SourceFiles } from './source-files.js';

function isOfEnvironment(api: string | undefined): boolean {
  return api === 'process.env' || api === 'environment';
}

/** The package as the code in it sees it, with the platform around it. */
const DESTROYS: ReadonlySet<BehaviourKind> = new Set(['destructive-command', 'deletes-user-files']);

export class World implements Surroundings {
  readonly #files: SourceFiles;
  readonly #recorder: Recorder;
  readonly #crossings: Crossings;
  readonly #manifest: PackageManifest;
  readonly #loader: ModuleLoader;
  readonly #codeText: CodeText;

  constructor(files: SourceFiles, parsed: ParsedFiles, recorder: Recorder, crossings: Crossings) {
    this.#files = files;
    this.#recorder = recorder;
    this.#crossings = crossings;
    this.#manifest = readManifest(files.text('package.json'));
    this.#codeText = new CodeText(recorder, (machine, unit) => this.#loader.create(machine, unit));
    this.#loader = new ModuleLoader({
      ...{ files, parsed, recorder, manifest: this.#manifest },
      runText: (machine, text, taints) => this.#codeText.run(machine, text, taints, undefined),
    });
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
    // A first look follows no call: what it takes for a result is all that the call was given. What it finds is followed in full.
    const isSeen = this.#crossings.when === undefined && !machine.isFirstLook;
    if (isSeen) this.#recorder.flow(report, machine.position(), machine.moment);
    this.#crossings.note(report, machine.position(), machine.moment);
  }

  handOver(machine: Machine, of: string): void {
    this.#crossings.noteCall(of, machine.moment);
  }

  behave(machine: Machine, kind: BehaviourKind, detail: string | undefined): void {
    if (this.#crossings.when !== undefined) return;
    this.#recorder.behaviour(kind, machine.position(), machine.moment, detail);
    if (DESTROYS.has(kind) && isServing(machine))
      this.#recorder.behaviour('destroys-on-request', machine.position(), machine.moment, detail);
  }

  fileBytes(path: string): Uint8Array | undefined {
    return this.#files.bytes(posix.normalize(path));
  }

  isNative(path: string): boolean {
    return this.#files.isNative(posix.normalize(path));
  }

  filePaths(): readonly string[] {
    return this.#files.paths;
  }

  manifestField(name: string): string | undefined {
    const value = this.#manifest.data[name];
    return typeof value === 'string' ? value : undefined;
  }

  evaluateText(machine: Machine, source: Value, scope: Scope | undefined): Value {
    return this.#codeText.evaluate(machine, source, scope);
  }

  makeFunctionFromText(machine: Machine, args: readonly Value[]): Value {
    return this.#codeText.makeFunction(machine, args);
  }

  runText(machine: Machine, text: string, taints: Taints): void {
    this.#codeText.run(machine, text, taints, undefined);
  }

  requireModule(machine: Machine, specifier: Value): Value {
    return this.#loader.load(machine, specifier);
  }

  importModule(machine: Machine, specifier: Value): Value {
    return promise(namespaceOf(machine, this.#loader.load(machine, specifier)), machine.depth);
  }

  importMeta(machine: Machine): Value {
    return importMeta(machine);
  }

  runFile(machine: Machine, path: string): void {
    this.#loader.runFile(machine, path);
  }

  /** What others can import of the files that have been run. */
  exported(machine: Machine): readonly ExportedModule[] {
    return this.#loader.exported(machine);
  }

  /** Lets go of modules of which nothing is wanted any more. */
  forget(isOver: (path: string) => boolean): void {
    this.#loader.forget(isOver);
  }
}
