import { enumeratedIn } from '../values/enumerated-names.js';
import { isSymbolic, textOf } from '../values/text.js';
import type { Closure, Taint, Taints, Value } from '../values/types.js';
import { areKnown, dataSaidBy, holdsFunctions } from './known-arguments.js';
import { lastOf, newPast, passedBy, remember, type Past } from './pasts.js';
import { isProxy, keepsPrivate } from './proxies.js';
import { isResolve, resolverOf } from './resolvers.js';
import { carriesLogin, dataAround, dataWithin, isTable, namesAround, signatureOf, tablesIn } from './signatures.js';

/** A function called with what is not known does the same each time; with this many kinds of arguments it may show something new. */
const MAX_SIGNATURES = 4;
/** As often, where what somebody has typed stands around it: a form has handlers for each of its fields, and finds in each what was typed before. */
const MAX_SURROUNDINGS = 8;
const TYPED: Taint['kind'] = 'keystrokes';
/** With so many tables that differ in what stands in them, too: plugins, routes and layers are registered like that. */
const MAX_TABLES = 8;
/** With so many objects of which all is known. */
const MAX_TOLD = 32;
/**
 * What writes down or passes on what it is told takes no more steps than these until then. In what does more, everything comes
 * together that a program has.
 */
const MAX_WORK_WITH_TOLD = 1_500;
/** What registers something takes no more steps than these; what works on a table takes more, and does the same each time. */
const MAX_WORK_WITH_TABLES = 300;
const MAX_CALLS_WITHOUT_ARGUMENTS = 64;
/** What tries again calls all that it has called before, which may be called only so often, too. */
const MAX_RECURSIONS_WITHOUT_ARGUMENTS = 12;
/** What is called with functions is known, and may call them for as long as it likes: decoders that guard themselves need this. */
const MAX_CALLS_WITH_FUNCTIONS = 1_000;
/** What a request leads to is one more request: the next ones are like it. */
const MAX_PROMISES_INSIDE = 2;
/** How often a function may call itself where it is not certain that it does. */
const MAX_UNCERTAIN_RECURSIONS = 64;
/** The same within itself, where it counts them. */
const MAX_COUNTED_RECURSIONS = 2;
/** The same where it is given a text that it has made longer by what is not known, as what goes through folders does. */
const MAX_OPEN_RECURSIONS = 4;
/** What took this many steps before is not done again in the same way. */
const MAX_WORK_AGAIN = 120_000;
/** A handler that took this many is not called once more at the end: what is known by then is hardly worth as much again. */
const MAX_WORK_IN_SECOND_ROUND = 1_000_000;
/** What tells calls of handlers at the end from those before. */
const SECOND_ROUND = '+';

/** What tells apart calls by which a function may call itself, as what tries again does: they leave to others what these may show. */
const RECURSION = '~';

/** One call, as far as repetitions go. */
export interface Repeatable {
  readonly id: object;
  readonly closure: Closure;
  readonly args: readonly Value[];
  /** In how many undecided branches it stands. */
  readonly depth: number;
  readonly isHurried: boolean;
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
    const before = left();
    const outer = this.#running.get(id) ?? 0;
    this.#running.set(id, outer + 1);
    try {
      const result = run();
      // What it takes to call itself is part of what the outermost call takes.
      if (!this.#isFree(call)) this.#remember(call, result, outer === 0 ? before - left() : 0);
      return result;
    } finally {
      if (outer === 0) this.#running.delete(id);
      else this.#running.set(id, outer);
    }
  }

  #remember({ id, args }: Repeatable, result: Value, work: number): void {
    const past = this.#pastOf(id);
    remember(past, args, result);
    past.work += work;
  }

  /** Whether a call may be repeated for as long as there are steps. */
  #isFree(call: Repeatable): boolean {
    const { id, closure, args, depth, isHurried } = call;
    if (isProxy(closure.node)) return true;
    if (isHurried || this.#isUncertainRecursion(call)) return false;
    // A visitor that is handed what it has seen already calls itself; what keeps a private member does not.
    if (keepsPrivate(closure.node, args)) return !this.#running.has(id);
    return areKnown(args) && (depth === 0 || args.length > 0) && !args.some(holdsFunctions);
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

/** A name that is longer is none. */
const MAX_NAME = 40;

/** What is made anew in each turn of a loop over names does another thing for each: `for (const name in table) on(name, () => table[name]())`. */
function turnOf({ closure, isHurried }: Repeatable): string {
  if (isHurried) return '';
  const { turn } = closure.scope;
  return turn === undefined || turn.length > MAX_NAME ? '' : `&${turn}`;
}

function recursTooOften(past: Past): boolean {
  past.recursions += 1;
  return past.recursions > MAX_UNCERTAIN_RECURSIONS;
}

/** What a function without arguments gives can change; what one gives for the same unknown arguments does not. */
function showsSomethingNew(past: Past, { args, isHurried }: Repeatable, occasion: string, isInside: boolean): boolean {
  const { counts, work } = past;
  const kind = `${signatureOf(args)}${occasion}`;
  const count = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, count);
  if (isTooMuch(count, isHurried, work) || isTooMuchInSecondRound(work, occasion)) return false;
  if (!isHurried && areKnown(args))
    return count <= (args.length === 0 ? mostWithoutArguments(occasion) : MAX_CALLS_WITH_FUNCTIONS);
  if (count > 1) return false;
  // What stands in the tables of a new kind is seen with it.
  if (args.some(isTable)) counts.set(`${signatureOf(args)}${tablesIn(args)}`, 1);
  return isOneOfTheFirst(past, occasion, isInside);
}

function isOneOfTheFirst(past: Past, occasion: string, isInside: boolean): boolean {
  if (isInside) {
    past.promisesInside += 1;
    return past.promisesInside <= MAX_PROMISES_INSIDE;
  }
  past.unknownKinds += 1;
  return past.unknownKinds <= (isOfSecondRound(occasion) ? 2 * MAX_SIGNATURES : MAX_SIGNATURES);
}

/** A callback is made anew in each call of what it stands in, with what that was given around it. */
function holdsOtherData(past: Past, { closure, isHurried }: Repeatable): boolean {
  const { surroundings, work } = past;
  if (isHurried || work > MAX_WORK_AGAIN || surroundings.size >= MAX_SURROUNDINGS) return false;
  const data = dataAround(closure.scope);
  if (surroundings.size >= MAX_SIGNATURES && !data.includes(TYPED)) return false;
  const kinds = [data, namesAround(closure.scope)].join('|');
  if (kinds === '|' || surroundings.has(kinds)) return false;
  surroundings.add(kinds);
  return true;
}

/** `send({ data: version })`, and then `send({ data: environment })`. */
function isGivenOtherData(past: Past, { args, isHurried }: Repeatable): boolean {
  const { within, work } = past;
  if (isHurried || work > MAX_WORK_AGAIN || within.size >= MAX_SIGNATURES) return false;
  const isLarge = work > MAX_WORK_WITH_TOLD;
  const kinds = dataWithin(args)
    .filter((kind) => !(isLarge && OF_PROGRAMS.has(kind)))
    .join('+');
  if (kinds === '' || within.has(kinds)) return false;
  within.add(kinds);
  return true;
}

/** Whatever a program starts and asks is given its variables, and what it logs in with. */
const OF_PROGRAMS: ReadonlySet<string> = new Set(['environment', 'secret-variable', 'credential-file']);

/** What writes down a tree of what is known calls itself with each part of it. */
function isToldSomethingElse(past: Past, { args, isHurried }: Repeatable): boolean {
  const { told, work } = past;
  if (isHurried || told.size >= MAX_TOLD || work > MAX_WORK_WITH_TOLD) return false;
  const said = dataSaidBy(args);
  if (said === undefined || told.has(said)) return false;
  told.add(said);
  return true;
}

/** A function that sends an event, and then what somebody logs in with. */
function isGivenLogin(past: Past, { args, isHurried }: Repeatable): boolean {
  if (isHurried || past.isGivenLogin || past.work > MAX_WORK_AGAIN || !carriesLogin(args)) return false;
  past.isGivenLogin = true;
  return true;
}

function mostWithoutArguments(occasion: string): number {
  return occasion.includes(RECURSION) ? MAX_RECURSIONS_WITHOUT_ARGUMENTS : MAX_CALLS_WITHOUT_ARGUMENTS;
}

function isTooMuch(count: number, isHurried: boolean, work: number): boolean {
  return count > 1 && (isHurried || work > MAX_WORK_AGAIN);
}

function isTooMuchInSecondRound(work: number, occasion: string): boolean {
  return work > MAX_WORK_IN_SECOND_ROUND && isOfSecondRound(occasion);
}

function isOfSecondRound(occasion: string): boolean {
  return occasion.endsWith(SECOND_ROUND);
}

function isOpenText(value: Value): boolean {
  return isSymbolic(textOf(value));
}

function isNumber(value: Value): boolean {
  return typeof value === 'number';
}

/** What is told its promise is `(resolve, reject) => …`: each time it settles another one, for whoever asks for that. */
function settles(past: Past, { args: [resolve], isHurried }: Repeatable, isInside: boolean): string | undefined {
  if (isHurried || !isResolve(resolve)) return undefined;
  if (isInside) return `#-${past.promisesInside}`;
  if (past.promises >= MAX_SIGNATURES) return undefined;
  past.promises += 1;
  return `#${past.promises}`;
}
