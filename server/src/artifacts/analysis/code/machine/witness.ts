import { rootOf } from '../platform/names.js';
import type { Onlooker, Taints } from '../values/types.js';
import { ACTING } from './survey.js';

/** Sees in which functions something happens while the code is followed: whoever calls one of those has a part in it. */
export class Witness implements Onlooker {
  readonly #told = new Set<object>();
  readonly #running: object[] = [];

  /** Follows a function. */
  during<T>(id: object, run: () => T): T {
    this.#running.push(id);
    try {
      return run();
    } finally {
      this.#running.pop();
    }
  }

  didSomething(id: object): boolean {
    return this.#told.has(id);
  }

  sees(taints: Taints): void {
    if (taints.some(({ kind }) => kind !== 'from-package' && kind !== 'login')) this.tells();
  }

  callsApi(api: string): void {
    if (ACTING.has(rootOf(api))) this.tells();
  }

  decodes(): void {
    this.tells();
  }

  /** Whoever is followed in full knows what it listens to. */
  listens(): void {
    return undefined;
  }

  tells(): void {
    for (const id of this.#running) this.#told.add(id);
  }
}
