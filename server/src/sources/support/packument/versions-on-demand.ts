import { bareRecord } from '../json.js';
import type { VersionFacts } from '../../../model/index.js';

/** What a key of the record is, before somebody wants its value. */
const UNREAD: PropertyDescriptor = Object.freeze({ get: undefined, enumerable: true, configurable: true });

/**
 * A record of versions whose facts are read when they are asked for: of some dozens in a document one or two are. It looks like any
 * record without a prototype, and nothing can be written into it.
 *
 * @param read of the version that stands at this place of the names
 */
export function versionsOnDemand(
  names: readonly string[],
  read: (index: number) => VersionFacts,
): Readonly<Record<string, VersionFacts>> {
  const known = new Map<string, VersionFacts>();
  let places: ReadonlyMap<string, number> | undefined;
  const placeOf = (key: string | symbol): number | undefined => {
    places ??= new Map(names.map((name, index) => [name, index]));
    return places.get(key as string);
  };
  return new Proxy(bareRecord<VersionFacts>(), {
    get(_, key) {
      const there = known.get(key as string);
      if (there !== undefined) return there;
      const index = placeOf(key);
      if (index === undefined) return undefined;
      const facts = read(index);
      known.set(key as string, facts);
      return facts;
    },
    has: (_, key) => placeOf(key) !== undefined,
    ownKeys: () => [...names],
    getOwnPropertyDescriptor: (_, key) => (placeOf(key) === undefined ? undefined : UNREAD),
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}
