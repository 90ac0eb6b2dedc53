import { isSymbolic, textOf } from '../values/text.js';
import type { Closure, Taint, Value } from '../values/types.js';
import { areKnown, dataSaidBy } from './known-arguments.js';
import type { Past } from './pasts.js';
import { isResolve } from './resolvers.js';
import {
  carriesLogin,
  dataAround,
  dataWithin,
  functionsAround,
  isTable,
  namesAround,
  signatureOf,
  tablesIn,
} from './signatures.js';

/** A function called with what is not known does the same each time; with this many kinds of arguments it may show something new. */
const MAX_SIGNATURES = 4;
/** As often, where what somebody has typed stands around it: a form has handlers for each of its fields, and finds in each what was typed before. */
const MAX_SURROUNDINGS = 8;
const TYPED: Taint['kind'] = 'keystrokes';
/** Commands of a program, each in the same wrapper. */
const MAX_WRAPPED = 16;
const MAX_WORK_OF_WRAPPED = 30_000;
/** A function that writes down or passes on what it is told is followed with so many objects of which all is known. */
const MAX_TOLD = 32;
/**
 * What writes down or passes on what it is told takes no more steps than these until then. In what does more, everything comes
 * together that a program has.
 */
const MAX_WORK_WITH_TOLD = 1_500;
const MAX_CALLS_WITHOUT_ARGUMENTS = 64;
/** What tries again calls all that it has called before, which may be called only so often, too. */
const MAX_RECURSIONS_WITHOUT_ARGUMENTS = 12;
/** What is called with functions is known, and may call them for as long as it likes: decoders that guard themselves need this. */
const MAX_CALLS_WITH_FUNCTIONS = 1_000;
/** What a request leads to is one more request: the next ones are like it. */
const MAX_PROMISES_INSIDE = 2;
/** How often a function may call itself where it is not certain that it does. */
const MAX_UNCERTAIN_RECURSIONS = 64;
/** What took this many steps before is not done again in the same way. */
export const MAX_WORK_AGAIN = 120_000;
/** A handler that took this many is not called once more at the end: what is known by then is hardly worth as much again. */
const MAX_WORK_IN_SECOND_ROUND = 1_000_000;
/** What tells calls of handlers at the end from those before. */
export const SECOND_ROUND = '+';
/** What tells apart calls by which a function may call itself, as what tries again does: they leave to others what these may show. */
export const RECURSION = '~';

/** One call, as far as repetitions go. */
export interface Repeatable {
  readonly id: object;
  readonly closure: Closure;
  readonly args: readonly Value[];
  /** In how many undecided branches it stands. */
  readonly depth: number;
  readonly isHurried: boolean;
  /** Whether a tool has made the code unreadable, and wrapped its guards. */
  readonly isObfuscated: boolean;
}

/** A name that is longer is none. */
const MAX_NAME = 40;

/** What is made anew in each turn of a loop over names does another thing for each: `for (const name in table) on(name, () => table[name]())`. */
export function turnOf({ closure, isHurried }: Repeatable): string {
  if (isHurried) return '';
  const { turn } = closure.scope;
  return turn === undefined || turn.length > MAX_NAME ? '' : `&${turn}`;
}

export function recursTooOften(past: Past): boolean {
  past.recursions += 1;
  return past.recursions > MAX_UNCERTAIN_RECURSIONS;
}

/** What a function without arguments gives can change; what one gives for the same unknown arguments does not. */
export function showsSomethingNew(
  past: Past,
  { args, isHurried }: Repeatable,
  occasion: string,
  isInside: boolean,
): boolean {
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
export function holdsOtherData(past: Past, { closure, isHurried }: Repeatable): boolean {
  const { surroundings, work } = past;
  if (isHurried || work > MAX_WORK_AGAIN || surroundings.size >= MAX_SURROUNDINGS) return false;
  const data = dataAround(closure.scope);
  if (surroundings.size >= MAX_SIGNATURES && !data.includes(TYPED)) return false;
  const kinds = [data, namesAround(closure.scope)].join('|');
  if (kinds === '|' || surroundings.has(kinds)) return false;
  surroundings.add(kinds);
  return true;
}

/** What is put around functions calls another one each time: `const safe = (run) => (argv) => run(argv).catch(report)`. */
export function isAroundAnother(past: Past, { closure, isHurried, isObfuscated }: Repeatable): boolean {
  const { wrapped, work } = past;
  if (isHurried || isObfuscated || work > MAX_WORK_OF_WRAPPED || wrapped.size >= MAX_WRAPPED) return false;
  const around = functionsAround(closure.scope);
  return around !== '' && !wrapped.has(around);
}

/** `send({ data: version })`, and then `send({ data: environment })`. */
export function isGivenOtherData(past: Past, { args, isHurried }: Repeatable): boolean {
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
export function isToldSomethingElse(past: Past, { args, isHurried }: Repeatable): boolean {
  const { told, work } = past;
  if (isHurried || told.size >= MAX_TOLD || work > MAX_WORK_WITH_TOLD) return false;
  const said = dataSaidBy(args);
  if (said === undefined || told.has(said)) return false;
  told.add(said);
  return true;
}

/** A function that sends an event, and then what somebody logs in with. */
export function isGivenLogin(past: Past, { args, isHurried }: Repeatable): boolean {
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

export function isOpenText(value: Value): boolean {
  return isSymbolic(textOf(value));
}

export function isNumber(value: Value): boolean {
  return typeof value === 'number';
}

/** What is told its promise is `(resolve, reject) => …`: each time it settles another one, for whoever asks for that. */
export function settles(past: Past, { args: [resolve], isHurried }: Repeatable, isInside: boolean): string | undefined {
  if (isHurried || !isResolve(resolve)) return undefined;
  if (isInside) return `#-${past.promisesInside}`;
  if (past.promises >= MAX_SIGNATURES) return undefined;
  past.promises += 1;
  return `#${past.promises}`;
}
