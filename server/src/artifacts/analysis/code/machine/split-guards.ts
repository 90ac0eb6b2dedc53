import { numberFrom } from '../language/coercion.js';
import { isObj } from '../values/objects.js';
import type { Value } from '../values/types.js';

/** Labels of a split function: where a `try` begins, where its `catch` and its `finally` do. */
export interface Guard {
  readonly start: number;
  readonly handler: number | undefined;
  readonly finalizer: number | undefined;
}

/** Where a `try` stands in a split function, as far as its parts have told. */
export class Guards {
  readonly #byStart = new Map<number, Guard>();

  /** @param list of labels: `[start, catch, finally, after]`, of which the two in the middle may be missing */
  add(list: Value): void {
    const [start, handler, finalizer] = (isObj(list) ? (list.items ?? []) : []).map(labelIn);
    if (start !== undefined) this.#byStart.set(start, { start, handler, finalizer });
  }

  /** The innermost one around a part. */
  around(label: number): Guard | undefined {
    let inner: Guard | undefined;
    for (const one of this.#byStart.values())
      if (isAround(one, label) && (inner === undefined || one.start >= inner.start)) inner = one;
    return inner;
  }
}

function isAround({ start, handler, finalizer }: Guard, label: number): boolean {
  return start <= label && label < (finalizer ?? handler ?? start);
}

function labelIn(value: Value): number | undefined {
  const label = value === undefined ? undefined : numberFrom(value);
  return typeof label === 'number' && !Number.isNaN(label) ? label : undefined;
}
