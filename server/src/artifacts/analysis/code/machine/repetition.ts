import { enumeratedIn } from '../values/enumerated-names.js';
import { isUnion } from '../values/lattice.js';
import type { Taints, Value } from '../values/types.js';
import { areKnown, dataSaidBy, holdsFunctions } from './known-arguments.js';
import { lastOf, newPast, passedBy, remember, type Past } from './pasts.js';
import { isProxy, keepsPrivate } from './proxies.js';
import { resolverOf } from './resolvers.js';
import { functionsAround, isTable, signatureOf, tablesIn } from './signatures.js';
import {
  holdsOtherData,
  isAroundAnother,
  isGivenLogin,
  isGivenOtherData,
  isNumber,
  isOpenText,
  isToldSomethingElse,
  MAX_WORK_AGAIN,
  RECURSION,
  recursTooOften,
  type Repeatable,
  SECOND_ROUND,
  settles,
  showsSomethingNew,
  turnOf,
} from './novelty.js';

/** With so many tables that differ in what stands in them, too: plugins, routes and layers are registered like that. */
const MAX_TABLES = 8;
/** What registers something takes no more steps than these; what works on a table takes more, and does the same each time. */
const MAX_WORK_WITH_TABLES = 300;
/** How deep a function may call itself where it counts how often it still may. */
const MAX_COUNTED_RECURSIONS = 2;
/** The same where it is given a text that it has made longer by what is not known, as what goes through folders does. */
const MAX_OPEN_RECURSIONS = 4;

/** How deep what only hands on may stand in itself. */
const MAX_PROXIES = 16;

/** What binds what is bound already, `self[name] = bind(self[name])`, hands on to itself, and to each of a few, where it is not known which. */
function handsToOne({ args, closure: { scope } }: Repeatable): boolean {
  // A function that has a name of its own has that in a scope of its own.
  const around = scope.vars.size === 1 && scope.parent !== undefined ? [scope, scope.parent] : [scope];
  const known = around.filter(({ isFunction, vars }) => isFunction || vars.size === 1);
  return !args.some(isUnion) && !known.some(({ vars }) => [...vars.values()].some(({ value }) => isUnion(value)));
}

/** Keeps the calls of each function within bounds: those that can show something new are followed, others give what came before. */
export class Repetition {
  readonly #pasts = new Map<object, Past>();
  /** How many calls of each function are under way. */
  readonly #running = new Map<object, number>();
  /** By what settles them. */
  readonly #promises = new Map<object, number>();
  /** With how many tables each was called beside the kinds of arguments that count. */
  readonly #tables = new Map<object, number>();
  /** Steps that calls of which all is known have taken in obfuscated code. What decodes the names of a program is no part of what that does. */
  #freeWork = 0;
  #isSecondRound = false;

  /** Handlers are called once more: by then others than before may be registered, and what is known is more. */
  secondRound(run: () => void): void {
    this.#isSecondRound = true;
    try {
      run();
    } finally {
      this.#isSecondRound = false;
    }
  }

  /** Whether a call is worth following. */
  admits(call: Repeatable): boolean {
    if (this.#isFree(call) || this.#isForAnotherName(call)) return true;
    if (this.#goesTooDeep(call)) return false;
    const past = this.#pastOf(call.id);
    return this.#isWorthIt(past, call) && !(this.#isUncertainRecursion(call) && recursTooOften(past));
  }

  #isWorthIt(past: Past, call: Repeatable): boolean {
    // What calls itself uses up none of the promises that others ask for.
    const isRunning = this.#running.has(call.id);
    const promised = settles(past, call, isRunning) ?? this.#promisedBy(call);
    const isInside = promised !== '' && isRunning;
    return (
      showsSomethingNew(past, call, promised + this.#occasionOf(call), isInside) ||
      this.#showsAnotherTable(past, call) ||
      holdsOtherData(past, call) ||
      isGivenOtherData(past, call) ||
      isAroundAnother(past, call) ||
      isToldSomethingElse(past, call) ||
      isGivenLogin(past, call)
    );
  }

  #occasionOf(call: Repeatable): string {
    const round = this.#isSecondRound && !call.isHurried ? SECOND_ROUND : '';
    return turnOf(call) + (this.#isUncertainRecursion(call) ? RECURSION : '') + round;
  }

  /** Counted by what stands in the text: a function within another one is a new one each time that is called. */
  #showsAnotherTable(past: Past, { id, args, closure, isHurried }: Repeatable): boolean {
    const text = closure.node ?? id;
    const count = this.#tables.get(text) ?? 0;
    if (
      isHurried ||
      this.#running.has(id) ||
      count >= MAX_TABLES ||
      past.work > MAX_WORK_WITH_TABLES ||
      !args.some(isTable)
    )
      return false;
    const shown = `${signatureOf(args)}${tablesIn(args)}`;
    if (past.counts.has(shown)) return false;
    past.counts.set(shown, 1);
    this.#tables.set(text, count + 1);
    return true;
  }

  /** A callback that is called for each variable of the environment picks by the name. */
  #isForAnotherName({ id, args, isHurried }: Repeatable): boolean {
    const name = isHurried || this.#running.has(id) ? undefined : enumeratedIn(args);
    if (name === undefined) return false;
    const past = this.#pastOf(id);
    if (past.work > MAX_WORK_AGAIN || past.counts.has(`$${name}`)) return false;
    past.counts.set(`$${name}`, 1);
    return true;
  }

  #promisedBy({ closure, isHurried }: Repeatable): string {
    const resolve = isHurried ? undefined : resolverOf(closure.scope);
    if (resolve === undefined) return '';
    const number = this.#promises.get(resolve) ?? this.#promises.size + 1;
    this.#promises.set(resolve, number);
    return `@${number}`;
  }

  forget(): void {
    this.#pasts.clear();
  }

  /** What the last call of the function gave back, without the keys that it was given: what this one gives is made of its own. */
  lastOf(id: object, args: readonly Value[]): Value {
    const past = this.#pasts.get(id);
    return past === undefined ? undefined : lastOf(past, args);
  }

  /** What a call that is not followed can give back of what it is given. */
  passedBy(id: object, taints: Taints): Taints {
    return passedBy(this.#pasts.get(id), taints);
  }

  /** Follows a call. @param left how many steps are left */
  during(call: Repeatable, left: () => number, run: () => Value): Value {
    const { id } = call;
    const isFree = this.#isFree(call);
    const before = left();
    const free = this.#freeWork;
    const outer = this.#running.get(id) ?? 0;
    this.#running.set(id, outer + 1);
    try {
      const result = run();
      const work = before - left();
      // What it takes to call itself is part of what the outermost call takes.
      if (isFree && call.isObfuscated) this.#freeWork = free + work;
      // A call that has begun as a free one may have given something that is not known.
      if (!this.#isFree(call)) this.#remember(call, result, outer === 0 ? work - (this.#freeWork - free) : 0);
      return result;
    } finally {
      if (outer === 0) this.#running.delete(id);
      else this.#running.set(id, outer);
    }
  }

  #remember({ id, args, closure }: Repeatable, result: Value, work: number): void {
    const past = this.#pastOf(id);
    remember(past, args, result);
    past.wrapped.add(functionsAround(closure.scope));
    past.work += work;
  }

  /** Whether a call may be repeated for as long as there are steps. */
  #isFree(call: Repeatable): boolean {
    const { id, closure, args, depth, isHurried } = call;
    if (isProxy(closure.node)) {
      if (this.#isDeep(id)) return false;
      if (handsToOne(call)) return true;
    }
    if (isHurried || this.#isUncertainRecursion(call)) return false;
    // A visitor that is handed what it has seen already calls itself; what keeps a private member does not.
    if (keepsPrivate(closure.node, args)) return !this.#running.has(id);
    return areKnown(args) && (depth === 0 || args.length > 0) && !args.some(holdsFunctions);
  }

  #isDeep(id: object): boolean {
    return (this.#running.get(id) ?? 0) >= MAX_PROXIES;
  }

  /** Where it is not certain that a recursion goes on, it is not certain that it ends. */
  #isUncertainRecursion({ id, depth }: Repeatable): boolean {
    return depth > 0 && this.#running.has(id);
  }

  /**
   * What counts how often it may still call itself, `follow(next, left - 1)`, shows nothing new: its outermost call comes last. What
   * goes on from a folder to what lies in it shows all after a few, and would leave no depth to what it calls.
   */
  #goesTooDeep(call: Repeatable): boolean {
    if (!this.#isUncertainRecursion(call)) return false;
    const running = this.#running.get(call.id) ?? 0;
    if (running >= MAX_OPEN_RECURSIONS && call.args.some(isOpenText)) return true;
    if (running < MAX_COUNTED_RECURSIONS || areKnown(call.args) || !call.args.some(isNumber)) return false;
    return dataSaidBy(call.args) === undefined;
  }

  #pastOf(id: object): Past {
    const known = this.#pasts.get(id);
    if (known !== undefined) return known;
    const past = newPast();
    this.#pasts.set(id, past);
    return past;
  }
}
