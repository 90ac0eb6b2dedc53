import { isObj } from '../values/objects.js';
import { isUnknown } from '../values/lattice.js';
import type { Obj, Onlooker, SinkReport, Taints, Unknown, Value } from '../values/types.js';
import { isAccessor } from './members.js';
import type { Survey } from './survey.js';
import { Witness } from './witness.js';

/** `{ every: 60, when: () => …, run: () => … }`; what has more parts is no step of anything. */
const MOST_OF_STEP = 6;

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

  /** What is handed in to a function is used there, under a name that says nothing; so is what a step of a plan does. */
  handsIn(arg: Value): void {
    if (isUnknown(arg) && arg.api !== undefined) this.#survey?.handsOn(arg.api);
    if (!isObj(arg)) return;
    this.#leadsTo(arg);
    if (arg.call === undefined && arg.props.size <= MOST_OF_STEP)
      for (const part of arg.props.values()) if (!isAccessor(part) && isObj(part)) this.#leadsTo(part);
  }

  #leadsTo(made: Obj): void {
    if (made.call?.kind === 'closure') this.#survey?.leadsTo(made.call.node ?? made);
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
