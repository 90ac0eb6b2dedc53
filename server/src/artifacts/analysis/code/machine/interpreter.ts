import type { BehaviourKind, Moment } from '../../../../model/index.js';
import { binary } from '../language/operators.js';
import { isUnion, join, membersOf, unknown } from '../values/lattice.js';
import { array, isObj, object } from '../values/objects.js';
import { ownTaints } from '../values/taints.js';
import type {
  Activation,
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
import { Branches } from './branches.js';
import { Budget, type Allowance } from './budget.js';
import { Calling } from './calling.js';
import { CALLS } from './calls.js';
import { EXPRESSIONS } from './expressions.js';
import { makeFunction } from './functions.js';
import { Handlers } from './handlers.js';
import { elementsOf, keysOf, listOf } from './iteration.js';
import { LOOPS } from './loops.js';
import { copyProperties, defineAccessor, getMember, setMember } from './members.js';
import { assignPattern } from './patterns.js';
import { constructorName, Realm } from './realm.js';
import { evaluateNamed, referenceTo } from './references.js';
import { Standing } from './standing.js';
import { STATEMENTS } from './statements.js';
import type { Surroundings } from './surroundings.js';
import { rawTemplate } from './templates.js';
import { Watch } from './watch.js';

type Evaluate = (machine: Machine, node: Node, scope: Scope) => Value;
type Execute = (machine: Machine, node: Node, scope: Scope) => Completion;

const EVALUATE = { ...EXPRESSIONS, ...CALLS } as unknown as Readonly<Record<string, Evaluate | undefined>>;
const EXECUTE = { ...STATEMENTS, ...LOOPS } as unknown as Readonly<Record<string, Execute | undefined>>;

/** What may or may not happen is worth less work than what happens: decoders are certain, and need millions of steps. */
const UNCERTAIN_STEP = 12;

/**
 * Walks the code with values instead of running it. It holds the state of that in parts (where it stands, the branches, the calls,
 * what is seen), and is what everything that deals with a piece of the code asks for the rest.
 */
export class Interpreter implements Machine {
  unknowns = 0;
  moves = 0;
  grown = '';
  readonly encodedOpenly = new Set<string>();
  exits = 0;
  rejected: Value = undefined;
  readonly written = new Map<string, Value>();
  readonly readUnpicked = new Set<string>();
  readonly generators = new Set<object>();

  readonly budget: Budget;
  readonly watch = new Watch();
  readonly #surroundings: Surroundings;
  readonly #standing: Standing;
  readonly #branches: Branches;
  readonly #calling: Calling;
  readonly #handlers: Handlers;
  readonly #realm = new Realm();
  readonly #argumentLists = new WeakMap<Frame, Obj>();

  /** @param steps what all of it may cost */
  constructor(surroundings: Surroundings, unit: Unit, allowance: Allowance) {
    this.#surroundings = surroundings;
    this.budget = new Budget(allowance);
    this.#standing = new Standing(unit);
    this.#branches = new Branches(this.#standing);
    const { budget, watch } = this;
    this.#calling = new Calling(this, { surroundings, standing: this.#standing, budget, watch });
    this.#handlers = new Handlers(this, this.#calling, this.#standing, watch);
  }

  /** Begins with something that runs at a moment, whatever went before. */
  begin(moment: Moment): void {
    this.#standing.moment = moment;
    this.#branches.depth = 0;
    this.budget.calm();
  }

  /** Lets go of the functions that were seen so far. */
  forget(): void {
    this.watch.forget();
    this.#calling.forget();
    this.#handlers.forget();
  }

  get isFirstLook(): boolean {
    return this.watch.survey !== undefined;
  }
  get isHurried(): boolean {
    return this.budget.isHurried;
  }

  // — where one stands —

  get depth(): number {
    return this.#branches.depth;
  }

  get moment(): Moment {
    return this.#standing.moment;
  }

  get activation(): Activation {
    return this.#standing.activation;
  }

  get label(): string | undefined {
    return this.#standing.label;
  }

  set label(label: string | undefined) {
    this.#standing.label = label;
  }

  expectLabel(name: string): void {
    this.#standing.expectLabel(name);
  }

  takeLabel(): string | undefined {
    return this.#standing.takeLabel();
  }

  startedByHand<T>(run: () => T): T {
    return this.#standing.startedByHand(run);
  }

  activate(unit: Unit, run: () => Value): { readonly value: Value; readonly activation: Activation } {
    return this.#standing.activate(unit, run);
  }

  at<T>(offset: number, run: () => T): T {
    return this.#standing.at(offset, run);
  }

  position(): Position {
    return this.#standing.position;
  }

  // — walking —

  evaluate(node: Node, scope: Scope): Value {
    this.budget.pay(this.#branches.depth === 0 || this.#calling.isKnown ? 1 : UNCERTAIN_STEP);
    const run = EVALUATE[node.type];
    return run === undefined ? unknown() : run(this, node, scope);
  }

  execute(node: Node, scope: Scope): Completion {
    this.budget.pay(this.#branches.depth === 0 || this.#calling.isKnown ? 1 : UNCERTAIN_STEP);
    const run = EXECUTE[node.type];
    return run === undefined ? 'normal' : run(this, node, scope);
  }

  step(): void {
    this.pay(1);
  }

  pay(steps: number): void {
    this.budget.pay(this.#branches.depth === 0 || this.#calling.isKnown ? steps : steps * UNCERTAIN_STEP);
  }

  maybe(run: () => Completion): Completion {
    return this.#branches.go(run, 'throw');
  }

  maybeValue(run: () => Value): Value {
    return this.#branches.go(run, undefined);
  }

  callAnyTime(run: () => Value): Value {
    return this.#branches.callAnyTime(run, undefined);
  }

  isLeftByOthers(place: Place, depth: number, key: string | number): boolean {
    return this.#branches.isLeftByOthers(place, depth, key);
  }

  overwrite(place: Place, depth: number, key: string | number, value: Value): void {
    this.#branches.overwrite(place, depth, key, value);
  }

  catching(run: () => Completion): Completion | undefined {
    return this.#branches.catching(run);
  }

  throwValue(value: Value): never {
    return this.#branches.throwValue(value);
  }

  // — names and members —

  assign(pattern: Node, value: Value, scope: Scope, isNew: boolean): void {
    assignPattern(this, pattern, value, scope, isNew);
  }

  reference(target: Node, scope: Scope): Reference {
    return referenceTo(this, target, scope);
  }

  named(node: Node, target: Node, scope: Scope): Value {
    return evaluateNamed(this, node, target, scope);
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
    return this.class(makeFunction(this, node, scope, name, home));
  }

  class(made: Obj): Obj {
    this.watch.isThere(made);
    return made;
  }

  get onlooker(): Onlooker {
    return this.watch.onlooker;
  }

  aside<T>(run: () => T): T {
    const { budget, watch } = this;
    const begun = (): T => this.#calling.fromHere(run);
    if (watch.survey === undefined) return begun();
    // It is not done again when all is followed, so it has more steps than the look during which it comes up.
    return budget.besides(budget.allowance.call, () => watch.surveying(undefined, begun));
  }

  afresh<T>(run: () => T): T {
    return this.#calling.afresh(run);
  }

  call(callee: Value, self: Value, args: readonly Value[]): Value {
    return this.#calling.call(callee, self, args);
  }

  construct(callee: Value, args: readonly Value[]): Value {
    return this.#calling.construct(callee, args);
  }

  callHandler(callee: Value, args: readonly Value[], self?: Value): Value {
    return this.#handlers.call(callee, args, self);
  }

  runLater(): void {
    this.#handlers.runLater();
  }

  argumentsOf(frame: Frame): Value {
    const made = this.#argumentLists.get(frame) ?? array([...frame.args], this.depth);
    this.#argumentLists.set(frame, made);
    return made;
  }

  rawTemplate(strings: Value, values: readonly Value[]): Value {
    return rawTemplate(this, strings, values);
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
    this.watch.reads(holder, name, ownTaints(value));
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

  runText(text: string, taints: Taints): void {
    this.#surroundings.runText(this, text, taints);
  }

  runFile(path: string): void {
    this.#surroundings.runFile(this, path);
  }

  fileBytes(path: string): Uint8Array | undefined {
    return this.#surroundings.fileBytes(path);
  }

  isNative(path: string): boolean {
    return this.#surroundings.isNative(path);
  }

  filePaths(): readonly string[] {
    return this.#surroundings.filePaths();
  }

  manifestField(name: string): string | undefined {
    return this.#surroundings.manifestField(name);
  }

  report(report: SinkReport): void {
    this.watch.reports(report);
    this.#surroundings.report(this, report);
  }

  handOver(of: string): void {
    this.#surroundings.handOver(this, of);
  }

  behave(kind: BehaviourKind, detail?: string): void {
    this.watch.behaves();
    this.#surroundings.behave(this, kind, detail);
  }
}
