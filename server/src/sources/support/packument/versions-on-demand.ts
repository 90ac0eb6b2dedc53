import { bareRecord } from '../json.js';
import type { VersionFacts } from '../../../model/index.js';

/** What a key of the record is, before somebody wants its value. */
const UNREAD: PropertyDescriptor = Object.freeze({ get: undefined, enumerable: true, configurable: true });

/** Where the versions of a document stand. */
export interface VersionIndex {
  /** In their order. */
  readonly names: readonly string[];
  /** Undefined where there is no such version. */
  find(name: string): VersionFacts | undefined;
}

/**
 * A record of versions whose facts are read when they are asked for: of some dozens in a document one or two are. It looks like any
 * record without a prototype, and nothing can be written into it.
 */
export function versionsOnDemand(index: VersionIndex): Readonly<Record<string, VersionFacts>> {
  const known = new Map<string, VersionFacts>();
  let names: ReadonlySet<string> | undefined;
  const has = (key: string | symbol): boolean => {
    names ??= new Set(index.names);
    return names.has(key as string);
  };
  return new Proxy(bareRecord<VersionFacts>(), {
    get(_, key) {
      if (typeof key !== 'string') return undefined;
      const facts = known.get(key) ?? index.find(key);
      if (facts !== undefined) known.set(key, facts);
      return facts;
    },
    has: (_, key) => has(key),
    ownKeys: () => [...index.names],
    getOwnPropertyDescriptor: (_, key) => (has(key) ? UNREAD : undefined),
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}
