import type { Interpreter } from '../machine/interpreter.js';
import { isAccessor } from '../machine/members.js';
import { exportDetail } from '../platform/other-packages.js';
import { membersOf, unknown } from '../values/lattice.js';
import { isObj, settled } from '../values/objects.js';
import { allTaints, joinTaints, ownTaints, taint } from '../values/taints.js';
import type { Closure, Obj, Taints, Value } from '../values/types.js';
import type { Crossings } from './crossings.js';

/** A package gives out thousands of things at times; those that do nothing worth telling are not called and do not count. */
const MAX_CALLS = 60;
const MAX_VISITED = 3000;
/** `.a.b.c`, `.create().run`: what lies deeper is told as a part of what it lies in. */
const MAX_DEPTH = 3;
/** Of the steps that the package has cost already, for all exports together. */
const SHARE_OF_STEPS = 0.04;
/** With less, nothing is seen. */
const LEAST_LEFT = 1000;
const MAX_PARAMETERS = 6;
/** Functions without any may look at `arguments`. */
const UNNAMED_PARAMETERS = 2;
const MAX_PROTOTYPES = 4;

/** What a module of the package gives out. */
export interface ExportedModule {
  /** Below the package's root: `''` for the package itself, `/lib/x`. */
  readonly path: string;
  readonly exports: Value;
}

/** What functions were seen to do. */
export interface Deeds {
  isWorthwhile(id: object): boolean;
  /** With what it has left before. */
  isWorthCallingAgain(id: object): boolean;
}

/**
 * Looks at what a package gives out, and calls what is worth it with arguments that are the caller's. What is seen meanwhile is
 * what others can have of the package: it goes to the crossings, and is no finding about the package itself.
 */
export class Summary {
  readonly #machine: Interpreter;
  readonly #crossings: Crossings;
  #deeds: Deeds = { isWorthwhile: () => false, isWorthCallingAgain: () => false };
  readonly #visited = new Map<Obj, Set<string>>();
  #visits = 0;
  #calls = 0;
  #steps = 0;
  #used = 0;

  constructor(machine: Interpreter, crossings: Crossings) {
    this.#machine = machine;
    this.#crossings = crossings;
  }

  add(modules: readonly ExportedModule[], deeds: Deeds): void {
    const { allowance, paid } = this.#machine.budget;
    const allowed = Math.min(allowance.exports.most, Math.max(allowance.exports.least, paid * SHARE_OF_STEPS));
    this.#deeds = deeds;
    this.#steps = allowed - this.#used;
    for (const { path, exports } of modules) this.#visit(exports, path, undefined, 0);
    this.#used = allowed - this.#steps;
  }

  #visit(value: Value, path: string, self: Value, depth: number): void {
    const taints = depth >= MAX_DEPTH ? allTaints(value) : shallowTaints(value);
    if (taints.length > 0) this.#crossings.noteGiven(path, taints, 'import');
    if (depth > MAX_DEPTH) return;
    for (const one of membersOf(value))
      if (isObj(one) && this.#isFirst(one, path)) this.#visitObject(one, path, self, depth);
  }

  #isFirst(object: Obj, path: string): boolean {
    const paths = this.#visited.get(object) ?? new Set();
    if (paths.has(path) || this.#visits >= MAX_VISITED) return false;
    this.#visits += 1;
    this.#visited.set(object, paths.add(path));
    return true;
  }

  #visitObject(object: Obj, path: string, self: Value, depth: number): void {
    const { call } = object;
    if (call?.kind === 'closure') this.#visitCallable(object, call, path, self, depth);
    // `export * from 'other-package'`
    if (object.fallback !== undefined && call === undefined)
      this.#visit(object.fallback, path, undefined, MAX_DEPTH + 1);
    this.#visitMembers(object, path, depth);
  }

  #visitMembers(object: Obj, path: string, depth: number): void {
    for (const name of [...object.props.keys()]) {
      if (name === 'prototype' || name === 'constructor' || name === '__esModule' || name.startsWith('@@')) continue;
      const slot = object.props.get(name);
      const value = isAccessor(slot) ? this.#quietly(() => this.#machine.get(object, name)) : slot;
      this.#visit(value, name === 'default' ? path : `${path}.${name}`, object, depth + 1);
    }
  }

  #visitCallable(callee: Obj, call: Closure, path: string, self: Value, depth: number): void {
    const prototype = callee.props.get('prototype');
    const methods = isObj(prototype as Value) ? methodsOf(prototype as Obj) : [];
    const isClass = call.classParts !== undefined || methods.length > 0;
    const isWorthwhile =
      this.#deeds.isWorthwhile(call.node ?? callee) || methods.some(([, one]) => this.#isWorthwhileOne(one));
    if (!isWorthwhile || this.#calls >= MAX_CALLS || this.#steps < LEAST_LEFT) return;
    const outer = this.#crossings.when;
    this.#crossings.when = path;
    const result = settled(this.#called(callee, call, path, self, isClass));
    this.#crossings.noteGiven(`${path}()`, allTaints(result), 'call');
    this.#crossings.when = outer;
    this.#visitResult(result, `${path}()`, depth + 1);
  }

  #isWorthwhileOne({ call }: Obj): boolean {
    return call?.kind === 'closure' && call.node !== undefined && this.#deeds.isWorthwhile(call.node);
  }

  /** What it gives can be an object whose methods can be called in turn. */
  #visitResult(result: Value, path: string, depth: number): void {
    if (depth > MAX_DEPTH) return;
    for (const one of membersOf(result)) {
      if (!isObj(one) || !this.#isFirst(one, path)) continue;
      if (one.call?.kind === 'closure') this.#visitCallable(one, one.call, path, undefined, depth);
      const own = [...one.props].filter((entry): entry is [string, Obj] => isObj(entry[1] as Value));
      for (const [name, member] of [...own, ...methodsOf(one.proto)])
        if (member.call?.kind === 'closure') this.#visitCallable(member, member.call, `${path}.${name}`, one, depth);
    }
  }

  #called(callee: Obj, call: Closure, path: string, self: Value, isClass: boolean): Value {
    const machine = this.#machine;
    this.#calls += 1;
    const args = this.#parameters(call, path);
    const isCalled = (): Value =>
      isClass ? machine.construct(callee, args) : finished(machine, machine.call(callee, self ?? unknown(), args));
    const unit = call.scope.unit;
    const run = (): Value => machine.activate(unit, () => machine.at(call.node?.start ?? 0, isCalled)).value;
    let result: Value = undefined;
    this.#quietly(() => {
      // One that leads everywhere leaves something for the others.
      const allowed = Math.ceil(this.#steps / 2);
      this.#steps -= allowed;
      this.#steps += machine.budget.strictly(allowed, () => {
        result = machine.afresh(() => machine.maybeValue(run));
        // What it runs or sends may be what calls before this one have left.
        if (this.#deeds.isWorthCallingAgain(call.node ?? callee)) machine.afresh(() => machine.maybeValue(run));
      });
      return undefined;
    });
    return result;
  }

  #parameters({ node }: Closure, path: string): readonly Value[] {
    const count = Math.min(
      node === undefined || node.params.length === 0 ? UNNAMED_PARAMETERS : node.params.length,
      MAX_PARAMETERS,
    );
    return Array.from({ length: count }, (_, index) =>
      unknown(taint('from-caller', this.#machine.position(), exportDetail(String(index), path))),
    );
  }

  /** Whatever goes wrong in it has been told before, or is of no matter here. */
  #quietly(run: () => Value): Value {
    this.#machine.begin('call');
    try {
      return run();
    } catch {
      return undefined;
    }
  }
}

/** What a value is made of, without what can be reached below a name of it. */
function shallowTaints(value: Value): Taints {
  return membersOf(value).reduce<Taints>((all, one) => {
    const items = isObj(one) && one.call === undefined ? (one.items ?? []) : [];
    return joinTaints(
      all,
      items.reduce<Taints>((some, item) => joinTaints(some, ownTaints(item)), ownTaints(one)),
    );
  }, []);
}

function methodsOf(prototype: Value): readonly (readonly [string, Obj])[] {
  const found: (readonly [string, Obj])[] = [];
  let at: Value = prototype;
  for (let depth = 0; isObj(at) && depth < MAX_PROTOTYPES; depth += 1) {
    for (const [name, slot] of at.props) {
      const isMethod = name !== 'constructor' && isObj(slot as Value) && (slot as Obj).call?.kind === 'closure';
      if (isMethod) found.push([name, slot as Obj]);
    }
    at = at.proto;
  }
  return found;
}

/** A generator does nothing before somebody asks it for something. */
function finished(machine: Interpreter, result: Value): Value {
  return isObj(result) && result.props.has('@@all') ? machine.call(machine.get(result, '@@all'), result, []) : result;
}
