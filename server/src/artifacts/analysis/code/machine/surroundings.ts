import type { BehaviourKind } from '../../../../model/index.js';
import type { Elements, Machine, Scope, SinkReport, Taints, Unknown, Value } from '../values/types.js';

/** What the machine is part of: the platform the code runs on, its package, and who listens. */
export interface Surroundings {
  callApi(machine: Machine, callee: Unknown, self: Value, args: readonly Value[], isNew: boolean): Value;
  apiMember(machine: Machine, object: Unknown, name: string | undefined, key: Value): Value;
  apiAssigned(machine: Machine, target: Unknown, name: string | undefined, key: Value, value: Value): void;
  global(machine: Machine, name: string): Value;
  /** The names in something of the platform, as far as one knows of them. */
  namesIn(value: Unknown): Elements | undefined;
  wholeOf(machine: Machine, value: Unknown): Value;
  evaluateText(machine: Machine, source: Value, scope: Scope | undefined): Value;
  makeFunctionFromText(machine: Machine, args: readonly Value[]): Value;
  runText(machine: Machine, text: string, taints: Taints): void;
  requireModule(machine: Machine, specifier: Value): Value;
  importModule(machine: Machine, specifier: Value): Value;
  importMeta(machine: Machine): Value;
  runFile(machine: Machine, path: string): void;
  fileBytes(path: string): Uint8Array | undefined;
  isNative(path: string): boolean;
  filePaths(): readonly string[];
  manifestField(name: string): string | undefined;
  report(machine: Machine, report: SinkReport): void;
  handOver(machine: Machine, of: string): void;
  behave(machine: Machine, kind: BehaviourKind, detail: string | undefined): void;
}
