import type { SourceSet } from '../sources/source.js';
import type { Judgement } from './assess.js';

/** Policies that are in use at a time: folders of one window. */
const MAX_POLICIES = 8;

/** One of what is remembered for each policy and set of sources that it was made under. */
export class PerPolicy<T> {
  readonly #make: () => T;
  #made = new WeakMap<SourceSet, Map<string, T>>();

  constructor(make: () => T) {
    this.#make = make;
  }

  /** Policy and registries are read anew with each text of a manifest: what they say tells whether they are the same. */
  under({ policy, registries }: Judgement, sources: SourceSet): T {
    const byPolicy = this.#made.get(sources) ?? new Map<string, T>();
    this.#made.set(sources, byPolicy);
    const key = JSON.stringify([policy, [...registries.hosts], [...registries.unused]]);
    const made = byPolicy.get(key) ?? this.#make();
    byPolicy.delete(key);
    byPolicy.set(key, made);
    const [oldest] = byPolicy.keys();
    if (byPolicy.size > MAX_POLICIES && oldest !== undefined) byPolicy.delete(oldest);
    return made;
  }

  forget(): void {
    this.#made = new WeakMap();
  }
}
