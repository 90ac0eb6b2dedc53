import { join, membersOf, unknown } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { allTaints, joinTaints, received, taintsOfAll, writtenAs } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import { HIDING } from '../language/buffers.js';
import { entriesFoundBy, patternOf } from '../language/regexp.js';
import type { Machine, Taints, Unknown, Value } from '../values/types.js';
import { withoutAddon } from './addons.js';
import { resultName } from './names.js';
import { handOver, isUncalledExport } from './other-packages.js';

/** A call of something that is known by name only. */
export interface ApiCall {
  readonly api: string;
  /** What follows the module's or global's name: `promises.readFile`. */
  readonly rest: string;
  /** The last part: `readFile`. */
  readonly method: string;
  readonly callee: Unknown;
  readonly self: Value;
  readonly args: readonly Value[];
  readonly isNew: boolean;
}

/** A family of calls; `unhandled` where it has nothing to say of one. */
export type Family = (machine: Machine, call: ApiCall) => Value | typeof UNHANDLED;

export const UNHANDLED: unique symbol = Symbol('unhandled');

/** What everything does that is not known better: hands on what it is given, calls what can be called. */
export function ordinaryCall(machine: Machine, call: ApiCall): Value {
  machine.unknowns += 1;
  const handed = handOver(machine, call);
  const given = withoutAddon(machine, call.args, joinTaints(partsOf(call, handed), handed));
  // What another library makes of a key is a signature or an address, unless it only writes it down another way or takes it apart.
  const taints =
    call.api === '' || WRITES_DOWN.test(call.method) || goesThroughList(call)
      ? given
      : given.filter(({ kind }) => kind !== 'key-material' && kind !== 'login');
  callGiven(machine, call, taints);
  // `.then(eval)`
  if (taints.length > 0) callNamed(machine, call, taints);
  for (const arg of call.args) letGo(arg);
  if (givesItself(call)) return call.self;
  return unknown(writtenDown(call, waitsForOthers(call) ? received(taints) : taints), {
    api: call.api === '' ? undefined : resultName(call.api),
  });
}

/**
 * `program.command('deploy').action(run)` of commander, cac and sade: a command that somebody may give. Installing or importing runs it
 * nowhere but where the same file has the words taken apart.
 */
function waitsForCommand(machine: Machine, { method, callee }: ApiCall): boolean {
  if (method !== 'action' || machine.moment === 'command' || machine.moment === 'call') return false;
  return callee.taints.some(({ kind }) => kind === 'from-package') && !PARSES.test(machine.position().unit.text);
}

const PARSES = /\.\s*parse(?:Async)?\b|\[\s*['"`]parse/;

function callGiven(machine: Machine, call: ApiCall, taints: Taints): void {
  if (goesThroughList(call)) goThrough(machine, call.args, taints);
  else if (!waitsForCommand(machine, call)) runCallbacks(machine, call.args, taints, call.self);
}

/** Something without a name, or parts of a text. */
const IS_LIST = /^(?:.*\b(?:match|matchAll|split|slice|subarray|map|filter)\(\)\.\w+)?$/;
const GOES_THROUGH = /^(?:forEach|map|flatMap|filter|some|every|find|findIndex)$/;

function goesThroughList({ method, api }: ApiCall): boolean {
  return GOES_THROUGH.test(method) && IS_LIST.test(api);
}

/** A list that is not known is gone through. Where an item stands in it says nothing of the list. */
function goThrough(machine: Machine, args: readonly Value[], taints: Taints): void {
  for (const arg of args.filter(isCallable)) {
    const parameters = parametersFor(arg, taints);
    if (parameters.length > 1) parameters[1] = unknown();
    machine.callHandler(arg, parameters);
  }
}

/** `buffer.toString('base64')` of bytes that are not known, and what a pattern finds in a text. */
function writtenDown({ method, args }: ApiCall, taints: Taints): Taints {
  const encoding = method === 'toString' ? textsOf(args[0])[0] : undefined;
  if (method === 'match' || method === 'matchAll') return entriesFoundBy(patternOf(args[0]), taints);
  return encoding !== undefined && HIDING.test(encoding) ? writtenAs(taints, encoding) : taints;
}

const WRITES_DOWN =
  /encode|compress|deflate|gzip|export|stringify|tostring|tohex|tobase|format|serialize|^from|join|concat|append|set|write|^(?:slice|substr|substring|subarray|at|split|match|replace|replaceAll|reverse|trim|pad\w+)$/i;

/** `await once(server, 'request')`: who waits for what happens at a server gets what others send. */
function waitsForOthers({ args }: ApiCall): boolean {
  return args.some((arg) => textsOf(arg).some((text) => OF_OTHERS.has(text)));
}

const OF_OTHERS: ReadonlySet<string> = new Set(['request', 'connection', 'secureConnection', 'stream', 'upgrade']);

/** Methods of emitters, streams and builders that give themselves back. */
const RETURNS_SELF = new Set([
  'on',
  'once',
  'addListener',
  'addEventListener',
  'setEncoding',
  'unref',
  'ref',
  'setTimeout',
  'set',
  'header',
  'query',
  'type',
  'resume',
  'setNoDelay',
  'setKeepAlive',
]);

/** `require('events').once(emitter, 'name')` is a promise of what happens. */
function givesItself({ api, method, self }: ApiCall): boolean {
  return self !== undefined && RETURNS_SELF.has(method) && api !== `events.${method}`;
}

/** Somebody else has it in hands now. */
function letGo(value: Value): void {
  for (const one of membersOf(value)) if (isObj(one) && one.call === undefined) one.open = true;
}

/** Calls the functions among the arguments, and those one step inside of them, with something made of what is given. */
export function runCallbacks(machine: Machine, args: readonly Value[], taints: Taints, self?: Value): Value {
  let result: Value = undefined;
  for (const arg of args) {
    if (isCallable(arg)) result = join(result, machine.callHandler(arg, parametersFor(arg, taints), self));
    else if (isObj(arg) && arg.tag === 'Object') {
      for (const slot of arg.props.values()) {
        const value = slot as Value;
        if (isCallable(value) && isFunctionOfCode(value)) machine.callHandler(value, parametersFor(value, taints));
      }
    }
  }
  return result;
}

function isFunctionOfCode(value: Value): boolean {
  return membersOf(value).some(
    (one) => isObj(one) && one.call?.kind === 'closure' && one.call.classParts === undefined,
  );
}

/** What goes into a call. That it is a method of an export says nothing where that is called: what it gives says it. */
function partsOf({ callee, self, args }: ApiCall, handed: Taints): Taints {
  const own = joinTaints(callee.taints, isCallable(self) ? [] : allTaints(self));
  const before = handed.length === 0 ? own : own.filter((one) => !isUncalledExport(one));
  return joinTaints(before, taintsOfAll(args.filter((value) => !isCallable(value))));
}

function callNamed(machine: Machine, { method, args }: ApiCall, taints: Taints): void {
  for (const arg of method === 'then' ? args : [])
    if (typeof arg === 'object' && arg?.kind === 'unknown' && arg.api !== undefined)
      machine.maybeValue(() => machine.call(arg, undefined, [unknown(taints)]));
}

/** One unknown value for each parameter. */
export function parametersFor(callee: Value, taints: Taints): Value[] {
  const counts = membersOf(callee).map((one) =>
    isObj(one) && one.call?.kind === 'closure' ? (one.call.node?.params.length ?? 0) : 3,
  );
  const given = received(taints);
  return Array.from({ length: Math.min(8, Math.max(0, ...counts)) }, () => unknown(given));
}
