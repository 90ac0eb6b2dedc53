import { numberFrom } from '../language/coercion.js';
import { join, membersOf, unknown } from '../values/lattice.js';
import { array, isObj, native, object } from '../values/objects.js';
import { textOf } from '../values/text.js';
import type { Accessor, Completion, Machine, Obj, Scope, Value } from '../values/types.js';
import { awaited } from './expressions.js';
import { hoistedIn } from './hoisting.js';
import { Guards, type Guard } from './split-guards.js';
import type { SplitFunction } from './split-functions.js';
import { declareHoisted, runStatements } from './statements.js';

/** How often a part is gone through where it is certain that it comes again, and where it is not. */
const MAX_ROUNDS = 64;
const MAX_UNCERTAIN_ROUNDS = 2;
/** Nobody asks for all that a generator without an end has. */
const MAX_YIELDED = 1000;

/** What the first of a list says: `[2, value]` returns, `[3, label]` goes on elsewhere, `[4, value]` waits. */
const RETURNS = 2;
const JUMPS = 3;
const YIELDS = 4;
const YIELDS_ALL = 5;

/** What Babel's words mean, as it writes them and as its newer versions number them. */
const RETURN_WORDS: ReadonlySet<string> = new Set(['return', String(RETURNS)]);
const JUMP_WORDS: ReadonlySet<string> = new Set(['break', 'continue', String(JUMPS)]);

/** A part that is to come, and what is given to it: what a wait gave, or what was thrown. */
type Pending = Map<number, Value>;

/**
 * One run of a function that was split up, from its first part to its last, in the order of the source. Parts that not every way
 * leads through are gone through as branches are.
 */
export class SplitRun {
  /** What the parts take for the state that they are in. */
  readonly state: Obj;
  readonly #machine: Machine;
  readonly #split: SplitFunction;
  readonly #scope: Scope;
  readonly #guards = new Guards();
  readonly #pending: Pending = new Map();
  /** Handlers of what may fail. */
  readonly #failures: Pending = new Map();
  readonly #rounds = new Map<number, number>();
  /** What a part returns that has told the state what it means by it. */
  readonly #said = object('Object');
  #returned: readonly Value[] = [];
  // Of the part at hand:
  #index = 0;
  #given: Value = undefined;
  #jumps: number[] = [];
  #next: [label: number, given: Value][] = [];

  /** @param guards what is known from the start of where a `try` stands: a list of lists */
  constructor(machine: Machine, split: SplitFunction, scope: Scope, guards: Value) {
    this.#machine = machine;
    this.#split = split;
    this.#scope = scope;
    for (const one of isObj(guards) ? (guards.items ?? []) : []) this.#guards.add(one);
    this.state = object('Object', { depth: machine.depth });
    for (const [name, slot] of split.dialect === 'lists' ? this.#membersOfLists() : this.#membersOfWords())
      this.state.props.set(name, slot);
  }

  /** Goes through all parts; what they return and yield stands in the activation at hand then. */
  run(): Completion {
    const { before, parts } = this.#split;
    for (const { body } of [{ body: before }, ...parts]) declareHoisted(this.#machine, hoistedIn(body), this.#scope);
    runStatements(this.#machine, before, this.#scope);
    this.#pending.set(0, undefined);
    while (this.#pending.size + this.#failures.size > 0) this.#runNext();
    const { activation } = this.#machine;
    activation.hasReturned = this.#returned.length > 0;
    activation.returned = this.#returned.length > 0 ? this.#returned.reduce(join) : undefined;
    return 'normal';
  }

  /** The first of those that are to come. */
  #runNext(): void {
    const index = Math.min(...this.#pending.keys(), ...this.#failures.keys());
    const isHandler = !this.#pending.has(index);
    this.#index = index;
    this.#given = isHandler ? this.#failures.get(index) : this.#pending.get(index);
    this.#pending.delete(index);
    this.#failures.delete(index);
    this.#rounds.set(index, (this.#rounds.get(index) ?? 0) + 1);
    this.#runPart(!isHandler && this.#pending.size === 0);
  }

  #runPart(isCertain: boolean): void {
    const machine = this.#machine;
    const { unknowns } = machine;
    this.#jumps = [];
    this.#next = [];
    const body = this.#split.parts[this.#index]?.body ?? [];
    const run = (): Completion => runStatements(machine, body, this.#scope);
    const completion = machine.catching(() => (isCertain ? run() : machine.maybe(run))) ?? 'throw';
    this.#goOn(completion);
    this.#mayFail(completion === 'throw', machine.unknowns > unknowns, isCertain);
    for (const [label, given] of this.#next) this.#await(label, given);
  }

  get #label(): number {
    return this.#split.parts[this.#index]?.label ?? 0;
  }

  get #following(): number {
    return this.#split.parts[this.#index + 1]?.label ?? Infinity;
  }

  #goOn(completion: Completion): void {
    const { activation } = this.#machine;
    const said = activation.hasReturned ? membersOf(activation.returned) : [];
    activation.hasReturned = false;
    activation.returned = undefined;
    this.#machine.label = undefined;
    for (const one of said) this.#understand(one);
    for (const label of this.#jumps) this.#next.push([label, undefined]);
    if (completion === 'normal' || (completion === 'break' && this.#jumps.length === 0))
      this.#next.push([this.#following, this.#given]);
  }

  #understand(said: Value): void {
    if (said === this.#said) return;
    if (this.#split.dialect === 'words') this.#wait(said, this.#jumps.length > 0 ? this.#jumps : [this.#following]);
    else if (isObj(said) && said.items !== undefined) this.#follow(numberFrom(said.items[0]), said.items[1]);
    else this.#next.push([this.#following, undefined]);
  }

  #follow(what: number | bigint | undefined, value: Value): void {
    if (what === RETURNS) this.#returned = [...this.#returned, value];
    else if (what === JUMPS) this.#jump(value);
    else {
      if (what === YIELDS) this.#wait(value, [this.#following]);
      else if (what === YIELDS_ALL) this.#waitForAll(value);
      this.#next.push([this.#following, undefined]);
    }
  }

  #jump(to: Value): void {
    for (const one of membersOf(to)) {
      const label = numberFrom(one);
      if (typeof label === 'number') this.#jumps.push(label);
    }
  }

  #wait(value: Value, labels: readonly number[]): void {
    this.#yielded(value);
    // What an asynchronous generator waits for is wrapped, to be told from what it yields.
    const isWrapped = isObj(value) && value.tag === 'Object' && value.props.has('v');
    const given = awaited(this.#machine, isWrapped ? this.#machine.get(value, 'v') : value);
    for (const label of labels) this.#next.push([label, given]);
  }

  #waitForAll(values: Value): void {
    for (const one of this.#machine.elements(values).items) this.#yielded(one);
  }

  #yielded(value: Value): void {
    const { yielded } = this.#machine.activation;
    if (yielded.length < MAX_YIELDED) yielded.push(value);
  }

  /** What is not known in a `try` may fail; and whatever leaves it goes past its end. */
  #mayFail(hasThrown: boolean, isOpen: boolean, isCertain: boolean): void {
    const machine = this.#machine;
    const { activation } = machine;
    const guard = this.#guards.around(this.#label);
    if (guard === undefined) {
      if (hasThrown && isCertain) machine.throwValue(activation.thrown);
      return;
    }
    if (hasThrown || isOpen) this.#fail(guard.handler, activation.thrown ?? machine.rejected ?? unknown());
    activation.thrown = undefined;
    if (guard.finalizer !== undefined && !this.#staysIn(guard)) this.#next.push([guard.finalizer, undefined]);
  }

  #staysIn({ start, finalizer = start }: Guard): boolean {
    return this.#next.length > 0 && this.#next.every(([label]) => label >= start && label <= finalizer);
  }

  #fail(handler: number | undefined, thrown: Value): void {
    const index = this.#indexOf(handler);
    const isAgain = (this.#rounds.get(index) ?? 0) >= MAX_UNCERTAIN_ROUNDS;
    if (index > this.#index && !isAgain) this.#failures.set(index, thrown);
  }

  #indexOf(label: number | undefined): number {
    return label === undefined ? -1 : this.#split.parts.findIndex((part) => part.label === label);
  }

  /** A part is to come, unless it has been gone through often enough. */
  #await(label: number, given: Value): void {
    const index = this.#indexOf(label);
    if (index < 0) return;
    const rounds = this.#rounds.get(index) ?? 0;
    if (rounds >= this.#mostRounds()) {
      this.#leaveLoop();
      return;
    }
    const before = this.#pending.get(index);
    this.#pending.set(index, before === undefined || given === undefined ? (given ?? before) : join(before, given));
  }

  #mostRounds(): number {
    const isCertain = this.#pending.size === 0 && this.#next.every(([label]) => label === this.#next[0]?.[0]);
    return isCertain && !this.#machine.isHurried ? MAX_ROUNDS : MAX_UNCERTAIN_ROUNDS;
  }

  /** What stands behind a loop that is not followed to its end comes some time. */
  #leaveLoop(): void {
    this.#machine.exits += 1;
    if (this.#pending.size > 0) return;
    const index = this.#split.parts.findIndex((_part, at) => at > this.#index && !this.#rounds.has(at));
    if (index >= 0) this.#pending.set(index, undefined);
  }

  // — the state, as the parts see it —

  get #labelSlot(): Accessor {
    const set = native('next', (_machine, _self, [label]) => {
      this.#jump(label);
      return undefined;
    });
    return { kind: 'accessor', get: native('label', () => this.#label), set };
  }

  #membersOfLists(): readonly (readonly [string, Value | Accessor])[] {
    const push = native('push', (_machine, _self, [list]) => {
      this.#guards.add(list);
      return undefined;
    });
    const guards = object('Array', { items: [], props: [['push', push]] });
    return [
      ['label', this.#labelSlot],
      ['sent', native('sent', () => this.#given)],
      ['trys', guards],
      ['ops', array([])],
    ];
  }

  #membersOfWords(): readonly (readonly [string, Value | Accessor])[] {
    const given: Accessor = { kind: 'accessor', get: native('sent', () => this.#given) };
    const abrupt = this.#word(([how, value]) => {
      this.#abruptly(textOf(how) ?? String(numberFrom(how)), value);
    });
    const finish = this.#word(() => this.#jumps.push(this.#following));
    const delegate = this.#word(([values, ...to]) => {
      this.#waitForAll(values);
      this.#jump(to.at(-1));
    });
    return [
      ...['next', 'n'].map((name) => [name, this.#labelSlot] as const),
      ...['sent', 'v'].map((name) => [name, given] as const),
      ...['abrupt', 'a'].map((name) => [name, abrupt] as const),
      ...['finish', 'f'].map((name) => [name, finish] as const),
      ...['delegateYield', 'd'].map((name) => [name, delegate] as const),
      ['catch', native('catch', () => this.#given)],
      ['stop', this.#word(() => undefined)],
    ];
  }

  #word(act: (args: readonly Value[]) => void): Obj {
    return native('state', (_machine, _self, args) => {
      act(args);
      return this.#said;
    });
  }

  #abruptly(how: string, value: Value): void {
    if (RETURN_WORDS.has(how)) this.#returned = [...this.#returned, value];
    else if (JUMP_WORDS.has(how)) this.#jump(value);
    else this.#machine.throwValue(value);
  }
}
