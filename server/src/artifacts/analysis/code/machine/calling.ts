import { isUnion, isUnknown, joinAll, membersOf, unknown } from '../values/lattice.js';
import { isObj, object } from '../values/objects.js';
import { allTaints, joinTaints, ownTaints, taintsOfAll, withTaints } from '../values/taints.js';
import type { Closure, Machine, Obj, Unknown, Value } from '../values/types.js';
import type { Budget } from './budget.js';
import { constructClosure, runClosure, type Entry } from './functions.js';
import { GivenTexts } from './given-texts.js';
import { alternatives, areKnown } from './known-arguments.js';
import { givesItself, isFollowedAlways } from './proxies.js';
import { Repetition } from './repetition.js';
import { runSplit } from './split-calls.js';
import type { Standing } from './standing.js';
import { runTrampoline } from './trampolines.js';
import type { Surroundings } from './surroundings.js';
import type { Watch } from './watch.js';

/** How deep calls of the code may nest: our own stack is spent on them. */
const MAX_CALLS = 90;

const MAX_PROTOTYPES = 8;

/** What calls have to do with. */
interface CallingParts {
  readonly surroundings: Surroundings;
  readonly standing: Standing;
  readonly budget: Budget;
  readonly watch: Watch;
}

/** Calls of functions: which ones are followed, and what those give that are not. */
export class Calling {
  /** Inside a function that was called with nothing but what is known, as a decoder is. */
  isKnown = false;
  readonly #machine: Machine;
  readonly #parts: CallingParts;
  #calls = 0;
  /** How many undecided branches what is under way was begun in. */
  #certainDepth = 0;
  #repetition = new Repetition();
  readonly #given: GivenTexts | undefined;

  constructor(machine: Machine, parts: CallingParts) {
    this.#machine = machine;
    this.#parts = parts;
    this.#given = parts.budget.allowance.remembersTexts ? new GivenTexts() : undefined;
  }

  /** Does something that, once it is begun, is certain: a branch in which a file is loaded makes nothing in that file less so. */
  fromHere<T>(run: () => T): T {
    const outer = this.#certainDepth;
    this.#certainDepth = this.#machine.depth;
    try {
      return run();
    } finally {
      this.#certainDepth = outer;
    }
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

  secondRound(run: () => void): void {
    this.#repetition.secondRound(run);
  }

  forget(): void {
    this.#repetition.forget();
  }

  call(callee: Value, self: Value, args: readonly Value[]): Value {
    const machine = this.#machine;
    const compiled = args.some(isObj) ? this.#callCompiled(callee, args) : undefined;
    if (compiled !== undefined) return compiled;
    if (!isUnion(callee)) return this.#callOne(callee, self, args);
    const results = callee.members
      .filter((one) => typeof one === 'object' && one !== null)
      .map((one) => machine.maybeValue(() => this.#callOne(one, self, args)));
    return results.length === 0 ? unknown(taintsOfAll(args)) : joinAll(results);
  }

  /** A function that a compiler has taken apart, whoever is called with it. */
  #callCompiled(callee: Value, args: readonly Value[]): Value {
    const machine = this.#machine;
    return (
      runSplit(machine, callee, args, (node) => this.#parts.watch.isCalled(node)) ??
      runTrampoline(machine, callee, args)
    );
  }

  #callOne(callee: Value, self: Value, args: readonly Value[]): Value {
    if (typeof callee === 'object' && callee !== null) {
      if (callee.kind === 'object') return this.#callObject(callee, self, args);
      if (callee.kind === 'unknown')
        return inheritsFrom(self, callee)
          ? this.#superCall(callee, self, args)
          : this.#callApi(callee, self, args, false);
    }
    this.#machine.unknowns += 1;
    return unknown(taintsOfAll(args));
  }

  /** `Parent.call(this)`, as classes are written for engines that know none: it makes the parent's part of the object. */
  #superCall(callee: Unknown, self: Obj, args: readonly Value[]): Value {
    self.fallback = this.#callApi(callee, undefined, args, true);
    return self;
  }

  #callObject(callee: Obj, self: Value, args: readonly Value[]): Value {
    const machine = this.#machine;
    const { call } = callee;
    if (call === undefined) {
      machine.unknowns += 1;
      return callee.fallback === undefined ? unknown(taintsOfAll(args)) : this.call(callee.fallback, self, args);
    }
    machine.step();
    if (call.kind === 'native') return call.run(machine, self, args);
    const each = this.#parts.watch.survey === undefined ? alternatives(args) : undefined;
    if (each !== undefined)
      return joinAll(each.map((one) => machine.maybeValue(() => this.#callObject(callee, self, one))));
    return this.#enter(callee, call, { self, args }, () =>
      runClosure(machine, callee, call, { self: self ?? machine.apiObject('global'), args }),
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
    const machine = this.#machine;
    if (!isObj(callee)) {
      const isApi = typeof callee === 'object' && callee?.kind === 'unknown';
      return isApi ? this.#callApi(callee, undefined, args, true) : unknown(taintsOfAll(args));
    }
    const { call } = callee;
    if (call?.kind === 'closure')
      return this.#enter(callee, call, { self: undefined, args, newTarget: callee }, () =>
        constructClosure(machine, callee, call, args),
      );
    if (call?.kind === 'native') return call.run(machine, undefined, args);
    return callee.fallback === undefined ? unknown(taintsOfAll(args)) : this.construct(callee.fallback, args);
  }

  #callApi(callee: Unknown, self: Value, args: readonly Value[], isNew: boolean): Value {
    const { surroundings, watch } = this.#parts;
    const result = surroundings.callApi(this.#machine, callee, self, args, isNew);
    watch.gives(ownTaints(result));
    return result;
  }

  /** Keeps the number and the depth of calls within bounds. */
  #enter(callee: Obj, closure: Closure, entry: Entry, run: () => Value): Value {
    const { args } = entry;
    const { watch, standing } = this.#parts;
    const id: object = closure.node ?? callee;
    if (watch.survey !== undefined) {
      const isFollowed = watch.survey.enters(id) || isFollowedAlways(closure.node, args, this.#calls);
      return isFollowed ? this.#within(id, args, run) : this.#passOver(callee, closure, entry);
    }
    watch.isCalled(id);
    const { unit } = closure.scope;
    if (unit !== standing.unit && args.some(isThing)) watch.entrusted.add(unit.file);
    return this.#given?.of(callee, args, this.#machine.moves) ?? this.#follow(callee, closure, args, run);
  }

  #follow(callee: Obj, closure: Closure, args: readonly Value[], run: () => Value): Value {
    const machine = this.#machine;
    const { watch, budget } = this.#parts;
    const id: object = closure.node ?? callee;
    if (this.#calls >= MAX_CALLS) return coarse(machine, undefined, args);
    const call = {
      ...{ id, closure, args, depth: machine.depth - this.#certainDepth },
      ...{ isHurried: budget.isHurried, isObfuscated: budget.allowance.remembersTexts },
    };
    if (!this.#repetition.admits(call)) return this.#asBefore(id, args);
    const outer = this.isKnown;
    this.isKnown = args.length > 0 && areKnown(args);
    const { paid } = budget;
    const result = watch.witness.during(id, () =>
      this.#repetition.during(
        call,
        () => budget.left,
        () => this.#within(id, args, run),
      ),
    );
    this.isKnown = outer;
    this.#given?.note(callee, args, result, { work: budget.paid - paid, moves: machine.moves });
    return result;
  }

  /** What a call gives that is not followed: what it gave before, or an object of the class. */
  #passOver(callee: Obj, closure: Closure, { self, args, newTarget }: Entry): Value {
    const machine = this.#machine;
    for (const arg of args) this.#parts.watch.handsIn(arg);
    if (closure.classParts !== undefined || newTarget !== undefined) {
      const made = object('Object', { depth: machine.depth, proto: machine.get(callee, 'prototype') });
      // Its constructor would have put something on it.
      made.open = true;
      return made;
    }
    if (isObj(self) && givesItself(closure.node)) return self;
    // Of what was never followed one cannot say that it gives nothing: what hangs on that would not be looked at.
    return coarse(machine, this.#repetition.lastOf(closure.node ?? callee, args) ?? unknown(), args);
  }

  /** What a call gives that shows nothing new. */
  #asBefore(id: object, args: readonly Value[]): Value {
    const before = this.#repetition.lastOf(id, args);
    return coarse(this.#machine, before, args, this.#repetition.passedBy(id, taintsOfAll(args)));
  }

  #within(id: object, args: readonly Value[], run: () => Value): Value {
    const outer = this.isKnown;
    this.#calls += 1;
    try {
      return run();
    } catch (error) {
      // Our own stack is at its end: the call is not followed any deeper.
      if (error instanceof RangeError) return coarse(this.#machine, this.#repetition.lastOf(id, args), args);
      throw error;
    } finally {
      this.#calls -= 1;
      this.isKnown = outer;
    }
  }
}

/** Whether an object is an instance of a class that was made of the platform's or another package's class. */
function inheritsFrom(self: Value, { api }: Unknown): self is Obj {
  if (!isObj(self) || api === undefined) return false;
  let proto = self.proto;
  for (let depth = 0; isObj(proto) && depth < MAX_PROTOTYPES; depth += 1) proto = proto.proto;
  return isUnknown(proto) && proto.api === `${api}.prototype`;
}

/** Something that can be called, or may hold such. */
function isThing(value: Value): boolean {
  return typeof value === 'object' && value !== null && value.kind !== 'known';
}

/** What was seen before, made of what it is called with now. */
function coarse(machine: Machine, before: Value, args: readonly Value[], taints = taintsOfAll(args)): Value {
  machine.unknowns += 1;
  if (args.length === 0) return before;
  if (isObj(before) && before.call === undefined) return withTaints(before, taints);
  return unknown(joinTaints(allTaints(before), taints), kindOf(before));
}

/** What is known of something that is not known: what of the platform it is, and what was noted on it. */
function kindOf(value: Value): Pick<Unknown, 'api' | 'notes'> {
  return isUnknown(value) ? { api: value.api, notes: value.notes } : {};
}
