import type { BehaviourKind, Moment } from '../../../../model/index.js';
import { binary } from '../language/operators.js';
import { textFrom } from '../language/coercion.js';
import { isUnion, isUnknown, join, joinAll, known, membersOf, unknown } from '../values/lattice.js';
import { array, isCallable, isObj, object } from '../values/objects.js';
import { allTaints, joinTaints, ownTaints, taintsOfAll, withTaints } from '../values/taints.js';
import type {
  Activation,
  Closure,
  Completion,
  Elements,
  Frame,
  FunctionNode,
  Machine,
  Node,
  Obj,
  Onlooker,
  Place,
  Position,
  Reference,
  Scope,
  SinkReport,
  Tag,
  Taints,
  Unit,
  Unknown,
  Value,
} from '../values/types.js';
import { Budget } from './budget.js';
import { CALLS } from './calls.js';
import { assignName, EXPRESSIONS, memberKey } from './expressions.js';
import { constructClosure, makeFunction, runClosure, type Entry } from './functions.js';
import { elementsOf, keysOf, listOf } from './iteration.js';
import { note, settle, type Journal } from './journal.js';
import { LOOPS } from './loops.js';
import { copyProperties, defineAccessor, getMember, setMember } from './members.js';
import { assignPattern } from './patterns.js';
import { givesItself, isFollowedAlways } from './proxies.js';
import { constructorName, Realm } from './realm.js';
import { areKnown, Repetition } from './repetition.js';
import { lookUp } from './scopes.js';
import { runSplit } from './split-calls.js';
import { STATEMENTS } from './statements.js';
import type { Surroundings } from './surroundings.js';
import type { Survey } from './survey.js';
import { Witness } from './witness.js';

type Evaluate = (machine: Machine, node: Node, scope: Scope) => Value;
type Execute = (machine: Machine, node: Node, scope: Scope) => Completion;

const EVALUATE = { ...EXPRESSIONS, ...CALLS } as unknown as Readonly<Record<string, Evaluate | undefined>>;
const EXECUTE = { ...STATEMENTS, ...LOOPS } as unknown as Readonly<Record<string, Execute | undefined>>;

/** What may or may not happen is worth less work than what happens: decoders are certain, and need millions of steps. */
const UNCERTAIN_STEP = 12;

/** How deep calls of the code may nest: our own stack is spent on them. */
const MAX_CALLS = 90;
interface Later {
  readonly unit: Unit;
  readonly site: number;
  readonly moment: Moment;
  readonly run: () => void;
}

export class Interpreter implements Machine {
  depth = 0;
  unknowns = 0;
  grown = '';
  readonly encodedOpenly = new Set<string>();
  exits = 0;
  rejected: Value = undefined;
  label: string | undefined = undefined;
  activation: Activation = newActivation();
  moment: Moment = 'import';
  readonly written = new Map<string, Value>();
  readonly generators = new Set<object>();

  readonly budget: Budget;
  readonly #surroundings: Surroundings;
  #unit: Unit;
  #site = 0;
  #calls = 0;
  /** Inside a function that was called with nothing but what is known, as a decoder is. */
  #isKnownCall = false;
  #ownLabel: string | undefined = undefined;
  /** What the branch at hand has written over, where it has. */
  #journal: Journal | undefined;
  readonly #realm = new Realm();
  #repetition = new Repetition();
  readonly #argumentLists = new WeakMap<Frame, Obj>();
  /** Functions by what they are made of, and whether they were called. */
  readonly uncalled = new Map<object, Obj>();
  readonly called = new Set<object>();
  /** Files whose functions were given more than plain texts and numbers by other files. */
  readonly entrusted = new Set<string>();
  #later: Later[] = [];
  /** Where functions are looked at one by one, none is followed into another. */
  #survey: Survey | undefined;
  readonly #witness = new Witness();
  /** One for all: making an error takes long, and only the last one thrown is under way. */
  readonly #signal = new Thrown();

  /** @param steps what all of it may cost */
  constructor(surroundings: Surroundings, unit: Unit, steps: number) {
    this.#surroundings = surroundings;
    this.#unit = unit;
    this.budget = new Budget(steps);
  }

  startedByHand<T>(run: () => T): T {
    const outer = this.moment;
    if (outer === 'import') this.moment = 'command';
    try {
      return run();
    } finally {
      this.moment = outer;
    }
  }

  /** Begins with something that runs at a moment, whatever went before. */
  begin(moment: Moment): void {
    this.moment = moment;
    this.depth = 0;
    this.budget.calm();
  }

  /** Lets go of the functions that were seen so far. */
  forget(): void {
    this.uncalled.clear();
    this.called.clear();
    this.entrusted.clear();
    this.#repetition.forget();
    this.#later = [];
  }

  get isHurried(): boolean {
    return this.budget.isHurried;
  }

  // — walking —

  evaluate(node: Node, scope: Scope): Value {
    this.budget.pay(this.depth === 0 || this.#isKnownCall ? 1 : UNCERTAIN_STEP);
    const run = EVALUATE[node.type];
    return run === undefined ? unknown() : run(this, node, scope);
  }

  execute(node: Node, scope: Scope): Completion {
    this.budget.pay(this.depth === 0 || this.#isKnownCall ? 1 : UNCERTAIN_STEP);
    const run = EXECUTE[node.type];
    return run === undefined ? 'normal' : run(this, node, scope);
  }

  step(): void {
    this.pay(1);
  }

  pay(steps: number): void {
    this.budget.pay(this.depth === 0 || this.#isKnownCall ? steps : steps * UNCERTAIN_STEP);
  }

  expectLabel(name: string): void {
    this.#ownLabel = name;
  }

  takeLabel(): string | undefined {
    const label = this.#ownLabel;
    this.#ownLabel = undefined;
    return label;
  }

  maybe(run: () => Completion): Completion {
    return this.#branch(run, 'throw');
  }

  maybeValue(run: () => Value): Value {
    return this.#branch(run, undefined);
  }

  /** Goes a way that may not be taken. */
  #branch<T>(run: () => T, thrown: T): T {
    const { activation } = this;
    const outer = this.#journal;
    this.#journal = undefined;
    this.depth += 1;
    try {
      return run();
    } catch (error) {
      this.#recover(error, activation);
      return thrown;
    } finally {
      this.depth -= 1;
      this.#endBranch(outer);
    }
  }

  #endBranch(outer: Journal | undefined): void {
    const journal = this.#journal;
    this.#journal = journal === undefined ? outer : settle(journal, outer, this.depth);
  }

  overwrite(place: Place, depth: number, key: string | number, value: Value): void {
    if (this.depth <= depth) return;
    this.#journal ??= new Map();
    note(this.#journal, place, depth, key, value);
  }

  catching(run: () => Completion): Completion | undefined {
    const { activation } = this;
    try {
      return run();
    } catch (error) {
      const thrown = this.#recover(error, activation);
      activation.thrown = thrown;
      return undefined;
    }
  }

  /** What the code throws is dealt with; everything else goes on its way. */
  #recover(error: unknown, activation: Activation): Value {
    if (!(error instanceof Thrown)) throw error;
    this.activation = activation;
    return error.value;
  }

  throwValue(value: Value): never {
    this.#signal.value = value;
    throw this.#signal;
  }

  activate(unit: Unit, run: () => Value): { readonly value: Value; readonly activation: Activation } {
    const outer = this.activation;
    const outerUnit = this.#unit;
    const outerSite = this.#site;
    const outerLabel = this.label;
    const activation = newActivation();
    this.activation = activation;
    this.#unit = unit;
    this.label = undefined;
    try {
      const value = run();
      if (activation.returned === undefined && !activation.hasReturned) activation.returned = undefined;
      return { value, activation };
    } finally {
      this.activation = outer;
      this.#unit = outerUnit;
      this.#site = outerSite;
      this.label = outerLabel;
    }
  }

  at<T>(offset: number, run: () => T): T {
    const outer = this.#site;
    this.#site = offset;
    try {
      return run();
    } finally {
      this.#site = outer;
    }
  }

  position(): Position {
    return { unit: this.#unit, offset: this.#site };
  }

  get unit(): Unit {
    return this.#unit;
  }

  // — names and members —

  assign(pattern: Node, value: Value, scope: Scope, isNew: boolean): void {
    assignPattern(this, pattern, value, scope, isNew);
  }

  reference(target: Node, scope: Scope): Reference {
    if (target.type === 'MemberExpression') {
      const holder = this.evaluate(target.object, scope);
      const key = memberKey(this, target, scope);
      return { read: () => this.get(holder, key), write: (value) => this.set(holder, key, value) };
    }
    if (target.type !== 'Identifier') return { read: () => unknown(), write: () => undefined };
    const { name } = target;
    return {
      read: () => {
        const binding = lookUp(scope, name);
        return binding === undefined ? this.global(name) : binding.value;
      },
      write: (value) => assignName(this, name, value, scope),
    };
  }

  named(node: Node, target: Node, scope: Scope): Value {
    const isAnonymous =
      node.type === 'ArrowFunctionExpression' || (node.type === 'FunctionExpression' && node.id == null);
    if (!isAnonymous) return this.evaluate(node, scope);
    return this.function(node, scope, nameOfTarget(target));
  }

  compare(a: Value, b: Value): Value {
    return binary(this, '===', a, b);
  }

  get(holder: Value, key: Value): Value {
    if (!isUnion(holder)) return getMember(this, holder, key);
    const some = holder.members.filter((one) => one !== undefined && one !== null);
    return some.length === 0 ? unknown() : some.map((one) => getMember(this, one, key)).reduce(join);
  }

  set(holder: Value, key: Value, value: Value): void {
    if (!isUnion(holder)) setMember(this, holder, key, value);
    else for (const one of holder.members) setMember(this, one, key, value);
  }

  defineAccessor(holder: Value, key: Value, kind: 'get' | 'set', value: Value): void {
    for (const one of membersOf(holder)) if (isObj(one)) defineAccessor(one, key, kind, value);
  }

  copyProperties(target: Obj, source: Value): void {
    for (const one of membersOf(source)) copyProperties(this, target, one);
  }

  elements(value: Value): Elements {
    return elementsOf(this, value);
  }

  keys(value: Value): Elements {
    return keysOf(this, value);
  }

  listOf(elements: Elements): Obj {
    return listOf(this, elements);
  }

  record(props: Readonly<Record<string, Value>>): Obj {
    return object('Object', { props: Object.entries(props), depth: this.depth });
  }

  keyOf(value: Value): Value {
    return unknown([], { notes: { owner: value } });
  }

  namesIn(value: Unknown): Elements | undefined {
    return this.#surroundings.namesIn(value);
  }

  ownerOfKey(key: Value): Value {
    return typeof key === 'object' && key?.kind === 'unknown' ? key.notes?.owner : undefined;
  }

  wholeOf(value: Unknown): Value {
    return this.#surroundings.wholeOf(this, value);
  }

  // — functions —

  function(node: FunctionNode, scope: Scope, name: string, home?: Value): Obj {
    const made = makeFunction(this, node, scope, name, home);
    this.#await(node, made);
    return made;
  }

  class(made: Obj): Obj {
    this.#await(made.call?.kind === 'closure' ? (made.call.node ?? made) : made, made);
    return made;
  }

  /** A function is there that somebody may call. */
  #await(id: object, made: Obj): void {
    this.#survey?.leadsTo(id);
    if (!this.called.has(id) && this.#survey?.has(id, made) !== true) this.uncalled.set(id, made);
  }

  get onlooker(): Onlooker | undefined {
    return this.#survey ?? this.#witness;
  }

  /** Whether something was seen in a function, with all that it calls, while it was followed. */
  didSomething(id: object): boolean {
    return this.#witness.didSomething(id);
  }

  /** Does something as if nothing had been called before. */
  afresh<T>(run: () => T): T {
    const outer = this.#repetition;
    this.#repetition = new Repetition();
    try {
      return run();
    } finally {
      this.#repetition = outer;
    }
  }

  aside<T>(run: () => T): T {
    return this.surveying(undefined, run);
  }

  /** Does something while functions are looked at one by one. */
  surveying<T>(survey: Survey | undefined, run: () => T): T {
    const outer = this.#survey;
    this.#survey = survey;
    try {
      return run();
    } finally {
      this.#survey = outer;
    }
  }

  call(callee: Value, self: Value, args: readonly Value[]): Value {
    const split = args.some(isObj) ? runSplit(this, callee, args, (node) => this.#isCalled(node)) : undefined;
    if (split !== undefined) return split;
    if (!isUnion(callee)) return this.#callOne(callee, self, args);
    const results = callee.members
      .filter((one) => typeof one === 'object' && one !== null)
      .map((one) => this.maybeValue(() => this.#callOne(one, self, args)));
    return results.length === 0 ? unknown(taintsOfAll(args)) : joinAll(results);
  }

  #callOne(callee: Value, self: Value, args: readonly Value[]): Value {
    if (typeof callee === 'object' && callee !== null) {
      if (callee.kind === 'object') return this.#callObject(callee, self, args);
      if (callee.kind === 'unknown')
        return inheritsFrom(self, callee)
          ? this.#superCall(callee, self, args)
          : this.#callApi(callee, self, args, false);
    }
    this.unknowns += 1;
    return unknown(taintsOfAll(args));
  }

  /** `Parent.call(this)`, as classes are written for engines that know none: it makes the parent's part of the object. */
  #superCall(callee: Unknown, self: Obj, args: readonly Value[]): Value {
    self.fallback = this.#callApi(callee, undefined, args, true);
    return self;
  }

  #callObject(callee: Obj, self: Value, args: readonly Value[]): Value {
    const { call } = callee;
    if (call === undefined) {
      this.unknowns += 1;
      return callee.fallback === undefined ? unknown(taintsOfAll(args)) : this.call(callee.fallback, self, args);
    }
    this.step();
    if (call.kind === 'native') return call.run(this, self, args);
    return this.#enter(callee, call, { self, args }, () =>
      runClosure(this, callee, call, { self: self ?? this.apiObject('global'), args }),
    );
  }

  construct(callee: Value, args: readonly Value[]): Value {
    const results = membersOf(callee)
      .filter((one) => typeof one === 'object' && one !== null)
      .map((one) => this.#constructOne(one, args));
    if (results.length === 0) return unknown(taintsOfAll(args));
    return joinAll(results);
  }

  #constructOne(callee: Value, args: readonly Value[]): Value {
    if (!isObj(callee)) {
      const isApi = typeof callee === 'object' && callee?.kind === 'unknown';
      return isApi ? this.#callApi(callee, undefined, args, true) : unknown(taintsOfAll(args));
    }
    const { call } = callee;
    if (call?.kind === 'closure')
      return this.#enter(callee, call, { self: undefined, args }, () => constructClosure(this, callee, call, args));
    if (call?.kind === 'native') return call.run(this, undefined, args);
    return callee.fallback === undefined ? unknown(taintsOfAll(args)) : this.construct(callee.fallback, args);
  }

  #callApi(callee: Unknown, self: Value, args: readonly Value[], isNew: boolean): Value {
    const result = this.#surroundings.callApi(this, callee, self, args, isNew);
    const taints = ownTaints(result);
    this.#survey?.holds(taints);
    this.#witness.sees(taints);
    return result;
  }

  /** Keeps the number and the depth of calls within bounds. */
  #enter(callee: Obj, closure: Closure, { self, args }: Entry, run: () => Value): Value {
    const id: object = closure.node ?? callee;
    if (this.#survey !== undefined) {
      const isFollowed = this.#survey.enters(id) || isFollowedAlways(closure.node, args, this.#calls);
      return isFollowed ? this.#within(id, args, run) : this.#passOver(callee, closure, { self, args });
    }
    this.#isCalled(id);
    const { unit } = closure.scope;
    if (unit !== this.#unit && args.some(isThing)) this.entrusted.add(unit.file);
    if (this.#calls >= MAX_CALLS) return coarse(this, undefined, args);
    const call = { id, closure, args, depth: this.depth, isHurried: this.isHurried };
    if (!this.#repetition.admits(call)) return coarse(this, this.#repetition.lastOf(id), args);
    const outer = this.#isKnownCall;
    this.#isKnownCall = args.length > 0 && areKnown(args);
    const result = this.#witness.during(id, () =>
      this.#repetition.during(
        call,
        () => this.budget.left,
        () => this.#within(id, args, run),
      ),
    );
    this.#isKnownCall = outer;
    return result;
  }

  #isCalled(id: object): void {
    this.called.add(id);
    this.uncalled.delete(id);
  }

  /** What a call gives that is not followed: what it gave before, or an object of the class. */
  #passOver(callee: Obj, closure: Closure, { self, args }: Entry): Value {
    for (const arg of args) this.#handIn(arg);
    if (closure.classParts !== undefined)
      return object('Object', { depth: this.depth, proto: this.get(callee, 'prototype') });
    if (isObj(self) && givesItself(closure.node)) return self;
    // Of what was never followed one cannot say that it gives nothing: what hangs on that would not be looked at.
    return coarse(this, this.#repetition.lastOf(closure.node ?? callee) ?? unknown(), args);
  }

  /** What is handed in is used there, under a name that says nothing. */
  #handIn(arg: Value): void {
    if (isObj(arg) && arg.call?.kind === 'closure') this.#survey?.leadsTo(arg.call.node ?? arg);
    else if (isUnknown(arg) && arg.api !== undefined) this.#survey?.handsOn(arg.api);
  }

  #within(id: object, args: readonly Value[], run: () => Value): Value {
    const outer = this.#isKnownCall;
    this.#calls += 1;
    try {
      return run();
    } catch (error) {
      // Our own stack is at its end: the call is not followed any deeper.
      if (error instanceof RangeError) return coarse(this, this.#repetition.lastOf(id), args);
      throw error;
    } finally {
      this.#calls -= 1;
      this.#isKnownCall = outer;
    }
  }

  callHandler(callee: Value, args: readonly Value[], self?: Value): Value {
    if (!isCallable(callee)) return unknown(taintsOfAll(args));
    const result = this.maybeValue(() => this.call(callee, self, args));
    if (this.#survey === undefined && this.#later.length < MAX_LATER) {
      const run = (): void => void this.maybeValue(() => this.call(callee, self, args));
      this.#later.push({ unit: this.#unit, site: this.#site, moment: this.moment, run });
    }
    return result;
  }

  /** Runs handlers once more: what was registered before is there now. */
  runLater(): void {
    const later = this.#later;
    this.#later = [];
    this.#repetition.secondRound(() => {
      for (const { unit, site, moment, run } of later) {
        this.moment = moment;
        this.activate(unit, () => {
          this.at(site, run);
          return undefined;
        });
      }
    });
    this.#later = [];
  }

  argumentsOf(frame: Frame): Value {
    const made = this.#argumentLists.get(frame) ?? array([...frame.args], this.depth);
    this.#argumentLists.set(frame, made);
    return made;
  }

  templateStrings(strings: readonly (readonly [cooked: string, raw: string])[]): Value {
    const made = array(strings.map(([cooked]) => cooked));
    made.props.set('raw', array(strings.map(([, raw]) => raw)));
    return made;
  }

  rawTemplate(strings: Value, values: readonly Value[]): Value {
    const { items } = this.elements(this.get(strings, 'raw'));
    const parts = items.flatMap((item, index) => (index < values.length ? [item, values[index]] : [item]));
    const texts = parts.map(textFrom);
    return known(
      texts.map(({ text }) => text).join(''),
      texts.reduce((all, one) => joinTaints(all, one.taints), taintsOfAll([])),
    );
  }

  prototype(tag: Tag): Obj {
    return this.#realm.prototype(tag);
  }

  prototypeOfNative(callee: Obj): Value {
    return this.#realm.prototypeOfNative(callee);
  }

  constructorOf(holder: Obj): Value {
    return this.global(constructorName(holder));
  }

  // — surroundings —

  global(name: string): Value {
    return this.#realm.global(name, () => this.#surroundings.global(this, name));
  }

  setGlobal(name: string, value: Value): void {
    const { globals } = this.#realm;
    if (globals.has(name)) this.overwrite(globals, 0, name, globals.get(name));
    globals.set(name, value);
  }

  apiObject(name: string, taints?: Taints): Unknown {
    return this.#realm.apiObject(name, taints);
  }

  apiMember(holder: Unknown, name: string | undefined, key: Value): Value {
    const value = this.#surroundings.apiMember(this, holder, name, key);
    if (this.#survey !== undefined) {
      if (name === undefined && holder.api !== undefined) this.#survey.tells();
      this.#survey.holds(ownTaints(value));
    } else {
      this.#witness.sees(ownTaints(value));
    }
    return value;
  }

  apiAssigned(target: Unknown, name: string | undefined, key: Value, value: Value): void {
    this.#surroundings.apiAssigned(this, target, name, key, value);
  }

  importMeta(): Value {
    return this.#surroundings.importMeta(this);
  }

  importModule(specifier: Value): Value {
    return this.#surroundings.importModule(this, specifier);
  }

  requireModule(specifier: Value): Value {
    return this.#surroundings.requireModule(this, specifier);
  }

  evaluateText(source: Value, scope: Scope | undefined): Value {
    return this.#surroundings.evaluateText(this, source, scope);
  }

  makeFunctionFromText(args: readonly Value[]): Value {
    return this.#surroundings.makeFunctionFromText(this, args);
  }

  runFile(path: string): void {
    this.#surroundings.runFile(this, path);
  }

  fileBytes(path: string): Uint8Array | undefined {
    return this.#surroundings.fileBytes(path);
  }

  filePaths(): readonly string[] {
    return this.#surroundings.filePaths();
  }

  manifestField(name: string): string | undefined {
    return this.#surroundings.manifestField(name);
  }

  report(report: SinkReport): void {
    const { sink, taints } = report;
    if (sink !== 'handed-over' && sink !== 'given') {
      this.#survey?.reports(sink, taints);
      this.#witness.tells();
    }
    this.#surroundings.report(this, report);
  }

  handOver(of: string): void {
    this.#surroundings.handOver(this, of);
  }

  behave(kind: BehaviourKind, detail?: string): void {
    this.#survey?.tells();
    this.#surroundings.behave(this, kind, detail);
  }
}

/** Whether an object is an instance of a class that was made of the platform's or another package's class. */
function inheritsFrom(self: Value, { api }: Unknown): self is Obj {
  if (!isObj(self) || api === undefined) return false;
  let proto = self.proto;
  for (let depth = 0; isObj(proto) && depth < MAX_PROTOTYPES; depth += 1) proto = proto.proto;
  return isUnknown(proto) && proto.api === `${api}.prototype`;
}

const MAX_PROTOTYPES = 8;

/** Handlers that are called a second time. */
const MAX_LATER = 300;

/** Something that can be called, or may hold such. */
function isThing(value: Value): boolean {
  return typeof value === 'object' && value !== null && value.kind !== 'known';
}

function newActivation(): Activation {
  return { returned: undefined, hasReturned: false, thrown: undefined, yielded: [] };
}

function nameOfTarget(target: Node): string {
  if (target.type === 'Identifier') return target.name;
  if (target.type !== 'MemberExpression' || target.computed) return '';
  return target.property.type === 'Identifier' ? target.property.name : '';
}

/** What was seen before, made of what it is called with now. */
function coarse(machine: Machine, before: Value, args: readonly Value[]): Value {
  machine.unknowns += 1;
  if (args.length === 0) return before;
  if (isObj(before) && before.call === undefined) return withTaints(before, taintsOfAll(args));
  return unknown(joinTaints(allTaints(before), taintsOfAll(args)), apiOf(before));
}

function apiOf(value: Value): { readonly api?: string } {
  return typeof value === 'object' && value?.kind === 'unknown' && value.api !== undefined ? { api: value.api } : {};
}

/** Thrown where the code throws for certain; the nearest `try` of the code catches it. */
class Thrown extends Error {
  value: Value = undefined;

  constructor() {
    super('thrown by the code');
  }
}
