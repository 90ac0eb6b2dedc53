import type { Moment } from '../../../../model/index.js';
import type { Activation, Position, Unit, Value } from '../values/types.js';

/** Where the interpretation stands: at which moment, in which text and at what place of it, in which call, on its way to which label. */
export class Standing {
  unit: Unit;
  /** The offset in the unit. */
  site = 0;
  moment: Moment = 'import';
  activation: Activation = newActivation();
  /** The label that a `break` or `continue` is on its way to. */
  label: string | undefined = undefined;
  #ownLabel: string | undefined = undefined;

  constructor(unit: Unit) {
    this.unit = unit;
  }

  get position(): Position {
    return { unit: this.unit, offset: this.site };
  }

  /** Tells the statement that comes next what it is called. */
  expectLabel(name: string): void {
    this.#ownLabel = name;
  }

  takeLabel(): string | undefined {
    const label = this.#ownLabel;
    this.#ownLabel = undefined;
    return label;
  }

  /** Does something in a call of its own. */
  activate(unit: Unit, run: () => Value): { readonly value: Value; readonly activation: Activation } {
    const outer = this.activation;
    const outerUnit = this.unit;
    const outerSite = this.site;
    const outerLabel = this.label;
    const activation = newActivation();
    this.activation = activation;
    this.unit = unit;
    this.label = undefined;
    try {
      const value = run();
      return { value, activation };
    } finally {
      this.activation = outer;
      this.unit = outerUnit;
      this.site = outerSite;
      this.label = outerLabel;
    }
  }

  at<T>(offset: number, run: () => T): T {
    const outer = this.site;
    this.site = offset;
    try {
      return run();
    } finally {
      this.site = outer;
    }
  }

  startedByHand<T>(run: () => T): T {
    const outer = this.moment;
    if (outer === 'import') this.moment = 'command';
    try {
      return run();
    } finally {
      this.moment = outer;
    }
  }
}

function newActivation(): Activation {
  return { returned: undefined, hasReturned: false, thrown: undefined, yielded: [] };
}
