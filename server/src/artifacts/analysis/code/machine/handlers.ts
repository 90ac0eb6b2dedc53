import type { Moment } from '../../../../model/index.js';
import { unknown } from '../values/lattice.js';
import { isCallable } from '../values/objects.js';
import { taintsOfAll } from '../values/taints.js';
import type { Machine, Unit, Value } from '../values/types.js';
import type { Calling } from './calling.js';
import type { Standing } from './standing.js';
import type { Watch } from './watch.js';

/** Handlers that are called a second time. */
const MAX_LATER = 300;

interface Later {
  readonly unit: Unit;
  readonly site: number;
  readonly moment: Moment;
  readonly run: () => void;
}

/** What is called when something has happened: at once, and again when everything else has run. */
export class Handlers {
  readonly #machine: Machine;
  readonly #calling: Calling;
  readonly #standing: Standing;
  readonly #watch: Watch;
  #later: Later[] = [];

  constructor(machine: Machine, calling: Calling, standing: Standing, watch: Watch) {
    this.#machine = machine;
    this.#calling = calling;
    this.#standing = standing;
    this.#watch = watch;
  }

  forget(): void {
    this.#later = [];
  }

  call(callee: Value, args: readonly Value[], self?: Value): Value {
    if (!isCallable(callee)) return unknown(taintsOfAll(args));
    const machine = this.#machine;
    const result = machine.maybeValue(() => machine.call(callee, self, args));
    if (this.#watch.survey === undefined && this.#later.length < MAX_LATER) {
      const { unit, site, moment } = this.#standing;
      const run = (): void => void machine.maybeValue(() => machine.call(callee, self, args));
      this.#later.push({ unit, site, moment, run });
    }
    return result;
  }

  /** Runs handlers once more: what was registered before is there now. */
  runLater(): void {
    const standing = this.#standing;
    const later = this.#later;
    this.#later = [];
    this.#calling.secondRound(() => {
      for (const { unit, site, moment, run } of later) {
        standing.moment = moment;
        standing.activate(unit, () => {
          standing.at(site, run);
          return undefined;
        });
      }
    });
    this.#later = [];
  }
}
