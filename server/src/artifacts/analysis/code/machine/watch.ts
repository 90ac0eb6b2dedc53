import { isObj } from '../values/objects.js';
import { isUnknown } from '../values/lattice.js';
import type { Obj, Onlooker, SinkReport, Taints, Unknown, Value } from '../values/types.js';
import type { Survey } from './survey.js';
import { Witness } from './witness.js';

/** What is seen of functions: which ones are there and were not called yet, and, in a survey or while they are followed, what they do. */
export class Watch {
  /** Functions by what they are made of, and whether they were called. */
  readonly uncalled = new Map<object, Obj>();
  readonly called = new Set<object>();
  /** Files whose functions were given more than plain texts and numbers by other files. */
  readonly entrusted = new Set<string>();
  /** Where functions are looked at one by one, none is followed into another. */
  #survey: Survey | undefined;
  readonly witness = new Witness();

  get survey(): Survey | undefined {
    return this.#survey;
  }

  get onlooker(): Onlooker {
    return this.#survey ?? this.witness;
  }

  /** Does something while functions are looked at one by one, or, without a survey, as no part of any. */
  surveying<T>(survey: Survey | undefined, run: () => T): T {
    const outer = this.#survey;
    this.#survey = survey;
    try {
      return run();
    } finally {
      this.#survey = outer;
    }
  }

  /** Lets go of the functions that were seen so far. */
  forget(): void {
    this.uncalled.clear();
    this.called.clear();
    this.entrusted.clear();
  }

  /** A function is there that somebody may call. */
  isThere(made: Obj): void {
    const id = made.call?.kind === 'closure' ? (made.call.node ?? made) : made;
    this.#survey?.leadsTo(id);
    if (!this.called.has(id) && this.#survey?.has(id, made) !== true) this.uncalled.set(id, made);
  }

  isCalled(id: object): void {
    this.called.add(id);
    this.uncalled.delete(id);
  }

  /** What is handed in to a function is used there, under a name that says nothing. */
  handsIn(arg: Value): void {
    if (isObj(arg) && arg.call?.kind === 'closure') this.#survey?.leadsTo(arg.call.node ?? arg);
    else if (isUnknown(arg) && arg.api !== undefined) this.#survey?.handsOn(arg.api);
  }

  /** What a call of the platform's gives. */
  gives(taints: Taints): void {
    this.#survey?.holds(taints);
    this.witness.sees(taints);
  }

  /** What stands in a member of something of the platform's. @param name undefined where it is not known */
  reads(holder: Unknown, name: string | undefined, taints: Taints): void {
    if (this.#survey === undefined) {
      this.witness.sees(taints);
      return;
    }
    if (name === undefined && holder.api !== undefined) this.#survey.tells();
    this.#survey.holds(taints);
  }

  reports({ sink, taints }: SinkReport): void {
    if (sink === 'handed-over' || sink === 'given') return;
    this.#survey?.reports(sink, taints);
    this.witness.tells();
  }

  behaves(): void {
    this.#survey?.tells();
  }
}
